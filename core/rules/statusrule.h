// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"
#include "core/rules/dayframe.h"
#include "core/rules/explanation.h"
#include "core/rules/inoutselector.h"

namespace rollcall {

/// The record of an enrolled, tracked person: minutes, flags and the status ladder
/// (attendance-rules.md, sections 6 to 8 and the correction of 11). Locks are not its business.
/// Pure; keeps nothing between two days.
DayRecord ruleDay(const DayInput &facts, const DayFrame &frame, const InOut &punches,
                  Explanation &why);

/// The worse of two of present, late, half_day and absent (section 7.5).
DayStatus worse(DayStatus left, DayStatus right);

} // namespace rollcall
