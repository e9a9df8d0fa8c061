// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/dayframe.h"

namespace rollcall {

/// Which attendance day takes a punch.
struct DayClaim
{
    QDate day;            ///< null: no day claims it (outcome no_day)
    WallTime sharedUntil; ///< where two days claimed it: from this time on the later one takes it;
                          ///< else invalid
};

/// @p at lies on the date of @p same; @p before is the attendance day of the date before. No other
/// day can claim it. Where the settings of the two differ and both claim it, an earlier shift that
/// runs over midnight keeps the first half of the gap up to the next start (attendance-rules.md,
/// section 4.5, and section 9).
DayClaim claimingDay(WallTime at, const DayFrame &before, const DayFrame &same);

} // namespace rollcall
