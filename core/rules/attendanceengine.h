// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"

namespace rollcall {

/// From everything known of one person and day to the record, the outcome of each log and the
/// reasons (attendance-rules.md). A pure function: the same input gives the same result, whatever
/// was computed before and in whatever order the punches stand. Keeps nothing. Thread: any.
class AttendanceEngine
{
public:
    enum class Reasons {
        Told,    ///< with the steps of "Why?"
        LeftOut, ///< record and outcomes only, for computing many days
    };

    /// Never fails: settings that contradict each other have their defaults key by key
    /// (DaySettings), and the steps say so (rule "settings_refused").
    DayResult computeDay(const DayInput &input, Reasons reasons = Reasons::Told) const;
};

} // namespace rollcall
