// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/smalllist.h"
#include "core/domain/dayfacts.h"
#include "core/rules/dayframe.h"
#include "core/rules/explanation.h"

namespace rollcall {

/// Punches of one person in time order; a typical day needs no allocation.
using PunchRefs = SmallList<const Punch *, 16>;

/// Time order; ties by device, then user id, then what else tells two punches apart, so that the
/// order in which they arrived never matters (attendance-rules.md, sections 2 and 5).
void sortPunches(PunchRefs &punches);

/// What may be chosen from a punch: both the direction and the window have to allow it.
struct PunchRoles
{
    bool mayBeIn = false;
    bool mayBeOut = false;
    bool windowFits = false; ///< some window allows IN or OUT, whatever the direction says
};
PunchRoles rolesOf(const Punch &punch, const DayFrame &frame);

/// The chosen punches and one outcome for each punch, by its position.
struct InOut
{
    const Punch *in = nullptr;
    const Punch *out = nullptr;
    bool hasManual = false; ///< the office entered one of them
    SmallList<Outcome, 16> outcomes;

    /// True when some punch was left aside as flag ignored_punches means it.
    bool hasIgnored() const;
};

/// First-in wins, last-out wins (attendance-rules.md, section 5). @p punches: sorted, all claimed
/// by the frame's day; the answer points into them.
InOut selectInOut(const PunchRefs &punches, const DayFrame &frame, Explanation &why);

} // namespace rollcall
