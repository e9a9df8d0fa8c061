// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reports/report.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace rollcall {

/// The reports by name. Preview, files and the command line list what stands here.
class ReportRegistry
{
public:
    /// All reports of the product.
    ReportRegistry();
    ~ReportRegistry();
    ReportRegistry(const ReportRegistry &) = delete;
    ReportRegistry &operator=(const ReportRegistry &) = delete;

    const std::vector<std::unique_ptr<const Report>> &reports() const { return m_reports; }
    /// Null when there is none of that id. Owned by the registry.
    const Report *find(QStringView id) const;

private:
    std::vector<std::unique_ptr<const Report>> m_reports;
};

} // namespace rollcall
