// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QCoreApplication>
#include <QTime>

namespace rollcall {

/// Minutes of a full day.
inline constexpr int kMinutesPerDay = 24 * 60;

/// Where a time of day lies in an attendance day that begins at @p dayChange: minutes since the
/// midnight with which the day's date begins, 0 to 2879. A time before dayChange is on the next
/// date (attendance-rules.md, section 4.5).
inline int dayMinute(QTime time, QTime dayChange)
{
    const int minute = time.hour() * 60 + time.minute();
    return time >= dayChange ? minute : minute + kMinutesPerDay;
}

/// "08:05" from exactly that form in ASCII digits; anything else is an invalid time.
QTime parseClock(QStringView text);

/// An In or Out window in an attendance day: both ends are inclusive and the end minute counts in
/// full (attendance-rules.md, section 3). A window that ends before it starts cannot be made.
class TimeWindow
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::TimeWindow)

public:
    /// InvalidInput when a time is none, or when @p to comes before @p from in a day that begins at
    /// @p dayChange.
    static Result<TimeWindow> make(QTime from, QTime to, QTime dayChange);

    QTime from() const { return m_from; }
    QTime to() const { return m_to; }
    /// First and last minute, as dayMinute() counts them.
    int firstMinute() const { return m_first; }
    int lastMinute() const { return m_last; }
    bool contains(qint64 minute) const { return m_first <= minute && minute <= m_last; }
    bool overlaps(const TimeWindow &other) const
    {
        return m_first <= other.m_last && other.m_first <= m_last;
    }
    /// "06:30-10:00", the form in which the command line takes and shows it.
    QString toString() const;

    friend bool operator==(const TimeWindow &, const TimeWindow &) = default;

private:
    TimeWindow() = default;

    QTime m_from;
    QTime m_to;
    int m_first = 0;
    int m_last = 0;
};

} // namespace rollcall
