// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/ports/rows.h"
#include "core/reports/reporttable.h"

#include <QDate>
#include <QList>
#include <QString>

#include <optional>

namespace rollcall {

/// Device users of the period whom nobody is mapped to: a report never keeps silent about them
/// (reports.md).
struct UnmappedPunches
{
    qint64 users = 0;
    qint64 punches = 0;
};

/// What the user asked for, and the facts to make it of. Plain values: reports never ask a store.
struct ReportContext
{
    QDate from;
    QDate to;
    std::optional<PersonKind> kind; ///< none = students and staff
    QString group;      ///< class or department, with or without its section; empty = all
    QString person;     ///< admission or staff number; empty = all
    QList<DayRow> rows; ///< records of the period, of everybody, in any order
    UnmappedPunches unmapped;
    StatusCodes codes;             ///< the school's own
    bool leaveIsWorkingDay = true; ///< setting reports.leave_is_working_day

    /// Period and filter in words, e.g. "2026-03-12, class 7-B, students".
    QString scope() const;
    /// The rows that pass the filter.
    QList<DayRow> filteredRows() const;
};

/// A report of reports.md, section "The list". Stateless. Thread: any.
class Report
{
public:
    Report() = default;
    virtual ~Report() = default;
    Report(const Report &) = delete;
    Report &operator=(const Report &) = delete;

    /// Stable, for the command line and schedules: "daily".
    virtual QString id() const = 0;
    /// Translated.
    virtual QString title() const = 0;
    /// InvalidInput when the parameters do not fit, e.g. a range for a report of one day. No record
    /// is no failure: the table then says "No records for …".
    virtual Result<ReportTable> build(const ReportContext &context) const = 0;
};

} // namespace rollcall
