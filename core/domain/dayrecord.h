// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"
#include "core/domain/walltime.h"

#include <QFlags>
#include <QString>
#include <QStringList>

#include <optional>

namespace rollcall {

/// In order of attendance-rules.md, section 12. Severity (section 7.5) is a rule of its own, not
/// this order.
enum class DayStatus { Present, Late, HalfDay, Absent, Leave, Holiday, WeekOff, Pending };

enum class DayFlag : unsigned {
    MissingIn = 1u << 0,
    MissingOut = 1u << 1,
    IgnoredPunches = 1u << 2,
    WorkedOnOffDay = 1u << 3,
    PunchedOnLeave = 1u << 4,
    HalfLeave = 1u << 5,
    AwaitingSync = 1u << 6,
    Manual = 1u << 7,
    ChangeWaiting = 1u << 8,
};
Q_DECLARE_FLAGS(DayFlags, DayFlag)
Q_DECLARE_OPERATORS_FOR_FLAGS(DayFlags)

/// "present", "late", "half_day", "absent", "leave", "holiday", "week_off", "pending".
QString statusWord(DayStatus status);
std::optional<DayStatus> statusFromWord(QStringView word);
/// "P", "L", "HD", "A", "V", "H", "W", "-".
QString statusCode(DayStatus status);
/// "missing_in", "missing_out", … in the order of the enum, for JSON and reports.
QStringList flagWords(DayFlags flags);
std::optional<DayFlag> flagFromWord(QStringView word);

/// The attendance of one person on one day. A pure function of the stored facts and "now".
struct DayRecord
{
    PersonId person;
    QDate day;
    DayStatus status = DayStatus::Pending;
    std::optional<DayStatus> autoStatus; ///< the computed status, when the office corrected it
    WallTime in;                         ///< invalid = none
    WallTime out;
    RawLogId inLog;
    RawLogId outLog;
    int lateMinutes = 0;
    int earlyMinutes = 0;
    std::optional<int> workedMinutes; ///< empty unless both IN and OUT exist
    DayFlags flags;
    bool provisional = false; ///< "now" may still change it

    friend bool operator==(const DayRecord &, const DayRecord &) = default;
};

} // namespace rollcall
