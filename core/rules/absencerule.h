// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"
#include "core/rules/dayframe.h"
#include "core/rules/explanation.h"

namespace rollcall {

/// What a working day without IN and OUT is.
struct Absence
{
    DayStatus status = DayStatus::Pending; ///< or Absent
    bool awaitsSync = false;               ///< pending because a device has not been read
};

/// attendance-rules.md, section 8, for a tracked person: pending up to absent_after and while a
/// device was not read since, then absent. Pure.
Absence ruleAbsence(const DayInput &facts, const DayFrame &frame, Explanation &why);

} // namespace rollcall
