// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/clockrules.h"

#include "core/domain/zoneclock.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kNearMidnight = 120; // seconds
constexpr qint64 kDay = 86400;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ClockRules", text);
}

} // namespace

Result<> mayClockBeSet(const QByteArray &zone, qint64 nowUtcMs)
{
    ZoneClock clock(zone);
    const auto offsetAt = [&clock](qint64 utcMs) {
        return clock.toWall(utcMs).secondsTo(WallTime::fromSeconds(utcMs / 1000));
    };
    const qint64 present = offsetAt(nowUtcMs);
    if (offsetAt(nowUtcMs - kHourMs) != present || offsetAt(nowUtcMs + kHourMs) != present)
        return errors::conflict(
            say(QT_TRANSLATE_NOOP("rollcall::ClockRules",
                                  "Clocks change between summer and winter time within the hour. "
                                  "The terminal's clock was not set, because its punches could be "
                                  "put in the wrong hour. Set it again in an hour.")));
    const qint64 second = clock.toWall(nowUtcMs).seconds() % kDay;
    if (second < kNearMidnight || second >= kDay - kNearMidnight)
        return errors::conflict(say(QT_TRANSLATE_NOOP(
            "rollcall::ClockRules", "It is midnight. The terminal's clock was not set, because its "
                                    "punches could jump into another day. Set it again in five "
                                    "minutes.")));
    return ok();
}

} // namespace rollcall
