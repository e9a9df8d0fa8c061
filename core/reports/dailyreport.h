// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reports/report.h"

namespace rollcall {

/// Daily attendance register (reports.md, 1): a block for each class and department, sorted by
/// roll.
class DailyReport : public Report
{
public:
    QString id() const override;
    QString title() const override;
    Result<ReportTable> build(const ReportContext &context) const override;
};

} // namespace rollcall
