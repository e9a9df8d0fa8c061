// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/walltime.h"
#include "devices/zk/zkbytes.h"

#include <QByteArray>

#include <array>
#include <optional>

namespace rollcall::zk {

/// The calendar fields of a packed time, also when they name no date: 30 February can be
/// represented and does occur (zk-protocol.md, section 8.1).
struct TimeFields
{
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
};

/// Every month counts 31 days, every year 372 (zk-protocol.md, section 8.1).
constexpr TimeFields unpackTime4(quint32 packed)
{
    const quint32 days = packed / 86400;
    const quint32 second = packed % 86400;
    return {static_cast<int>(days / 372) + 2000, static_cast<int>(days / 31 % 12) + 1,
            static_cast<int>(days % 31) + 1,     static_cast<int>(second / 3600),
            static_cast<int>(second / 60 % 60),  static_cast<int>(second % 60)};
}

/// The wall clock of a packed time; invalid for a date that does not exist. Written out by hand
/// because a log of a million records comes through here: no QDate, no table lookups beyond the
/// cache line.
constexpr WallTime decodeTime4(quint32 packed)
{
    constexpr std::array<int, 12> kDaysBefore{0,   31,  59,  90,  120, 151,
                                              181, 212, 243, 273, 304, 334};
    constexpr std::array<int, 12> kDaysIn{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    constexpr qint64 kDays1970To2000 = 10957;

    const quint32 days = packed / 86400;
    const int day = static_cast<int>(days % 31);
    const int month = static_cast<int>(days / 31 % 12);
    const int year = static_cast<int>(days / 372); // since 2000, at most 133
    const bool isLeap = year % 4 == 0 && year != 100;
    if (day >= kDaysIn[static_cast<size_t>(month)] + (isLeap && month == 1 ? 1 : 0))
        return {};
    const int leapDaysBefore = (year + 3) / 4 - (year > 100 ? 1 : 0);
    const qint64 date = kDays1970To2000 + year * 365LL + leapDaysBefore +
                        kDaysBefore[static_cast<size_t>(month)] + (isLeap && month > 1 ? 1 : 0) +
                        day;
    return WallTime::fromSeconds(date * 86400 + packed % 86400);
}

/// nullopt outside 2000..2099: the wire has two digits for the year.
inline std::optional<quint32> encodeTime4(WallTime wall)
{
    const QDate date = wall.date();
    if (!wall.isValid() || date.year() < 2000 || date.year() > 2099)
        return std::nullopt;
    const auto days =
        static_cast<quint32>((date.year() - 2000) * 372 + (date.month() - 1) * 31 + date.day() - 1);
    return days * 86400 + static_cast<quint32>(wall.time().msecsSinceStartOfDay() / 1000);
}

/// The six-byte time of events: year - 2000, month, day, hour, minute, second (zk-protocol.md,
/// section 8.2). Invalid when it names no time or fewer than six bytes are there.
inline WallTime decodeTime6(QByteArrayView bytes)
{
    if (bytes.size() < 6)
        return {};
    return WallTime::fromFields(2000 + u8At(bytes, 0), u8At(bytes, 1), u8At(bytes, 2),
                                u8At(bytes, 3), u8At(bytes, 4), u8At(bytes, 5));
}

/// Six bytes, or none outside 2000..2255.
inline QByteArray encodeTime6(WallTime wall)
{
    const QDate date = wall.date();
    if (!wall.isValid() || date.year() < 2000 || date.year() > 2255)
        return {};
    const QTime time = wall.time();
    QByteArray bytes;
    for (const int field :
         {date.year() - 2000, date.month(), date.day(), time.hour(), time.minute(), time.second()})
        bytes.append(static_cast<char>(field));
    return bytes;
}

} // namespace rollcall::zk
