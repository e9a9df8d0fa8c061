// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayrecord.h"
#include "core/storage/database.h"
#include "core/storage/dayrows.h"
#include "core/storage/sqltext.h"

namespace rollcall {

/// The columns of table day_record r that dayRecordFrom() reads, in its order, from the first on.
inline constexpr auto kDayRecordColumns =
    "r.person_id, r.day, r.status, r.auto_status, r.in_at, r.out_at, r.in_log_id, r.out_log_id, "
    "r.late_min, r.early_min, r.worked_min, r.flags, r.provisional";

inline constexpr int kDayRecordColumnCount = 13;

inline DayRecord dayRecordFrom(const Rows &rows)
{
    DayRecord record;
    record.person = PersonId{rows.number(0)};
    record.day = dayFromText(rows.ascii(1));
    record.status = statusFrom(rows.ascii(2)).value_or(DayStatus::Pending);
    record.autoStatus = statusFrom(rows.ascii(3));
    record.in = WallTime::parse(rows.ascii(4));
    record.out = WallTime::parse(rows.ascii(5));
    record.inLog = RawLogId{rows.number(6)};
    record.outLog = RawLogId{rows.number(7)};
    record.lateMinutes = static_cast<int>(rows.number(8));
    record.earlyMinutes = static_cast<int>(rows.number(9));
    if (rows.number(10) >= 0)
        record.workedMinutes = static_cast<int>(rows.number(10));
    record.flags = DayFlags::fromInt(static_cast<unsigned>(rows.number(11)));
    record.provisional = rows.flag(12);
    return record;
}

} // namespace rollcall
