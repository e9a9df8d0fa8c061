// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reports/reportregistry.h"

#include "core/reports/dailyreport.h"

namespace rollcall {

ReportRegistry::ReportRegistry()
{
    m_reports.push_back(std::make_unique<DailyReport>());
}

ReportRegistry::~ReportRegistry() = default;

const Report *ReportRegistry::find(QStringView id) const
{
    for (const std::unique_ptr<const Report> &report : m_reports) {
        if (report->id() == id)
            return report.get();
    }
    return nullptr;
}

} // namespace rollcall
