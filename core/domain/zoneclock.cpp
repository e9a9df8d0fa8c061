// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/zoneclock.h"

#include <QDateTime>

namespace rollcall {

namespace {

constexpr qint64 kQuarterHour = 900;
constexpr qint64 kDay = 86400;

} // namespace

ZoneClock::ZoneClock(const QByteArray &ianaName)
    : m_zone(ianaName)
{}

qint64 ZoneClock::offsetAt(qint64 utcSeconds)
{
    if (!m_zone.isValid())
        return 0;
    const qint64 quarter =
        utcSeconds >= 0 ? utcSeconds / kQuarterHour : -((-utcSeconds - 1) / kQuarterHour) - 1;
    const auto known = m_offsets.constFind(quarter);
    if (known != m_offsets.constEnd())
        return *known;
    const QDateTime at = QDateTime::fromSecsSinceEpoch(quarter * kQuarterHour, Qt::UTC);
    return *m_offsets.insert(quarter, m_zone.offsetFromUtc(at));
}

qint64 ZoneClock::toUtc(WallTime wall)
{
    if (!wall.isValid())
        return 0;
    const qint64 before = offsetAt(wall.seconds() - kDay);
    const qint64 byBefore = wall.seconds() - before;
    const qint64 now = offsetAt(byBefore);
    if (now == before)
        return byBefore * 1000;
    const qint64 byNow = wall.seconds() - now;
    return (offsetAt(byNow) == now ? byNow : byBefore) * 1000;
}

WallTime ZoneClock::toWall(qint64 utcMs)
{
    const qint64 seconds = utcMs >= 0 ? utcMs / 1000 : -((-utcMs + 999) / 1000);
    return WallTime::fromSeconds(seconds + offsetAt(seconds));
}

} // namespace rollcall
