// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/dirtydays.h"

#include "core/domain/timewindow.h"

#include <algorithm>

namespace rollcall {

namespace {

/// A value that is none is read as the engine reads it: the default.
QTime dayChangeIn(const QJsonObject &settings)
{
    const QTime time = parseClock(settings.value(QLatin1String("day_change")).toString());
    return time.isValid() ? time : QTime(0, 0);
}

} // namespace

DayChanges dayChangesOf(const QList<Timing> &timings, const QList<TimingAssignment> &assignments)
{
    QList<QTime> times;
    for (const Timing &timing : timings)
        times.append(dayChangeIn(timing.settings));
    for (const TimingAssignment &assignment : assignments) {
        if (assignment.settings.contains(QLatin1String("day_change")))
            times.append(dayChangeIn(assignment.settings));
    }
    if (timings.isEmpty())
        times.append(QTime(0, 0));
    const auto [earliest, latest] = std::minmax_element(times.cbegin(), times.cend());
    return {*earliest, *latest};
}

DaySpan daysTouchedByLog(WallTime at, const DayChanges &changes)
{
    const QDate date = at.date();
    const QTime time = at.time();
    return {time < changes.latest ? date.addDays(-1) : date,
            time >= changes.earliest ? date : date.addDays(-1)};
}

DaySpan daysTouchedBySettings(QDate from, QDate to)
{
    return {from.isNull() ? from : from.addDays(-1), to.isNull() ? to : to.addDays(1)};
}

} // namespace rollcall
