// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/encodedtime.h"

#include <cstdlib>

namespace rollcall::push {

namespace {

constexpr qint64 kDay = 86400;
constexpr int kFirstYear = 2000;
constexpr qint64 kLastEncoded = 100LL * 372 * kDay; // two-digit years end there

int offsetMinutes(ZoneClock &zone, qint64 nowUtc)
{
    return static_cast<int>((zone.toWall(nowUtc).seconds() - nowUtc / 1000) / 60);
}

} // namespace

qint64 encodedTime(WallTime wall)
{
    int year = 0;
    int month = 0;
    int day = 0;
    wall.date().getDate(&year, &month, &day);
    const qint64 days = (year - kFirstYear) * 372LL + (month - 1) * 31LL + (day - 1);
    return days * kDay + wall.time().msecsSinceStartOfDay() / 1000;
}

WallTime fromEncodedTime(qint64 encoded)
{
    if (encoded < 0 || encoded >= kLastEncoded)
        return {};
    const int second = static_cast<int>(encoded % kDay);
    const int days = static_cast<int>(encoded / kDay);
    return WallTime::fromFields(kFirstYear + days / 372, days / 31 % 12 + 1, days % 31 + 1,
                                second / 3600, second / 60 % 60, second % 60);
}

int timeZoneOption(ZoneClock &zone, qint64 nowUtc)
{
    constexpr int kMostHours = 11;
    const int minutes = offsetMinutes(zone, nowUtc);
    const bool isWholeHours = minutes % 60 == 0 && std::abs(minutes / 60) <= kMostHours;
    return isWholeHours ? minutes / 60 : minutes;
}

QString zoneOffsetText(ZoneClock &zone, qint64 nowUtc)
{
    const int minutes = offsetMinutes(zone, nowUtc);
    return QStringLiteral("%1%2%3")
        .arg(minutes < 0 ? QStringLiteral("-") : QStringLiteral("+"))
        .arg(std::abs(minutes) / 60, 2, 10, QLatin1Char('0'))
        .arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
}

} // namespace rollcall::push
