// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayrecord.h"

#include <optional>

namespace rollcall {

/// How a day of leave counts: a property of its reason, not of punches (attendance-rules.md,
/// section 12). Says nothing for other statuses.
enum class LeaveCounting {
    Excused,   ///< a working day that is no present day
    AsPresent, ///< "official duty" (a trip, a match), where the school set it so
};

/// Person-days by status: the one place where attendance is counted, for all reports
/// (attendance-rules.md, section 12). strength() = present + late + half day + absent + leave + not
/// decided + off, each counted once.
struct DayTotals
{
    int present = 0; ///< without the late ones
    int late = 0;
    int halfDay = 0;
    int absent = 0;
    int leave = 0;
    int notDecided = 0;
    int off = 0;            ///< holiday or weekly off
    int leaveAsPresent = 0; ///< those of the days of leave that count as present

    void add(DayStatus status, LeaveCounting leaveCounting = LeaveCounting::Excused);
    int strength() const { return present + late + halfDay + absent + leave + notDecided + off; }
    /// Present days in halves, so that they stay whole: a half day is one of them.
    int presentHalves() const { return 2 * (present + late + leaveAsPresent) + halfDay; }
    /// Holidays, weekly offs and what is not decided are no working days; leave is one unless the
    /// school says no, and always where it counts as present.
    int workingDays(bool leaveCounts = true) const;
    /// Present days over working days in tenths of a percent, rounded half up. None without working
    /// days.
    std::optional<int> percentTenths(bool leaveCounts = true) const;

    friend bool operator==(const DayTotals &, const DayTotals &) = default;
};

} // namespace rollcall
