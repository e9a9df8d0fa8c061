// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/attendancepolicy.h"
#include "core/domain/dayrecord.h"

#include <QString>

namespace rollcall {

/// What half of a day was, for registers with two marks a day (attendance-rules.md, section 12).
enum class SessionMark {
    Present,
    Late,       ///< after School Start Time and Grace Period, before the register closed
    AfterClose, ///< in school, but after the register closed
    Absent,
    Leave,
    Closed,     ///< holiday or weekly off
    NotDecided, ///< pending
};

/// The two sessions of a day.
struct Sessions
{
    SessionMark morning = SessionMark::NotDecided;
    SessionMark afternoon = SessionMark::NotDecided;

    friend bool operator==(const Sessions &, const Sessions &) = default;
};

/// True for Present, Late and AfterClose: the person was there.
bool countsAsThere(SessionMark mark);

/// The sessions of @p record under the settings of its day. Morning and afternoon follow from IN,
/// OUT and half_day_split; without a split whoever came was there for both. Where the office
/// corrected the status, its word counts before the times: present and late are both sessions,
/// absent none, a half day the one that the times give, else the morning.
Sessions sessionsOf(const DayRecord &record, const AttendancePolicy &policy);

/// England's register: "/" and "\" present in the morning and afternoon, L, U, N (no reason yet),
/// "#" closed; leave and what is not decided have the school's own codes.
QString englishMark(SessionMark mark, bool isMorning);

} // namespace rollcall
