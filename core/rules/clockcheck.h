// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/attendancepolicy.h"
#include "core/domain/dayfacts.h"

namespace rollcall {

/// Why the clock behind a punch is not believed (outcome clock_suspect).
enum class ClockDoubt {
    None,
    TooOld, ///< before oldest_valid_date
    Ahead,  ///< more than future_tolerance_minutes after its receipt
};

/// The sanity limits of attendance-rules.md, section 4.2. What the office entered or accepted is
/// believed. Comes before the mapping: a punch of an unmapped user can be suspect, too.
inline ClockDoubt doubtOfClock(const Punch &punch, const AttendancePolicy &policy)
{
    if (punch.manual || punch.accepted)
        return ClockDoubt::None;
    if (punch.at < policy.minutes().oldestValid)
        return ClockDoubt::TooOld;
    const bool isAhead =
        punch.receivedAt.isValid() &&
        punch.at > punch.receivedAt.addMinutes(policy.values().futureToleranceMinutes);
    return isAhead ? ClockDoubt::Ahead : ClockDoubt::None;
}

} // namespace rollcall
