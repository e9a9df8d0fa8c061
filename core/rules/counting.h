// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayrecord.h"

#include <optional>

namespace rollcall {

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
    int off = 0; ///< holiday or weekly off

    void add(DayStatus status);
    int strength() const { return present + late + halfDay + absent + leave + notDecided + off; }
    /// Holidays, weekly offs and what is not decided are no working days; leave is one unless the
    /// school says no.
    int workingDays(bool leaveCounts = true) const;
    /// Present days over working days in tenths of a percent, rounded half up; a half day is half a
    /// present day. None without working days.
    std::optional<int> percentTenths(bool leaveCounts = true) const;

    friend bool operator==(const DayTotals &, const DayTotals &) = default;
};

} // namespace rollcall
