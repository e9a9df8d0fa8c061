// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/attendancepolicy.h"
#include "core/domain/walltime.h"

#include <QDate>

namespace rollcall {

/// One attendance day with the settings in force on it. Times of day and punches become minutes
/// since the midnight with which the day's date begins, so that all comparisons are between whole
/// minutes, as staff see them (attendance-rules.md, sections 2 and 4.5). Holds a reference: the
/// policy must outlive it.
class DayFrame
{
public:
    DayFrame(QDate day, const AttendancePolicy &policy)
        : m_day(day)
        , m_midnight(WallTime::startOf(day).minutes())
        , m_policy(policy)
    {}

    QDate day() const { return m_day; }
    const AttendancePolicy &policy() const { return m_policy; }
    const PolicyValues &values() const { return m_policy.values(); }
    /// The times of the settings on this day.
    const PolicyMinutes &minutes() const { return m_policy.minutes(); }

    qint64 minuteOf(WallTime wall) const { return wall.minutes() - m_midnight; }
    WallTime at(qint64 minute) const { return WallTime::fromSeconds((m_midnight + minute) * 60); }
    /// The day covers [firstMinute, endMinute).
    qint64 firstMinute() const { return minutes().dayBegins; }
    qint64 endMinute() const { return firstMinute() + kMinutesPerDay; }
    bool covers(WallTime wall) const
    {
        const qint64 minute = minuteOf(wall);
        return minute >= firstMinute() && minute < endMinute();
    }
    /// When the day is over: after the end minute of an Out window in use, else at the end of the
    /// attendance day (attendance-rules.md, section 6).
    qint64 overFromMinute() const
    {
        const TimeWindow *out = m_policy.outWindow();
        return out ? out->lastMinute() + 1 : endMinute();
    }
    bool isOver(WallTime now) const { return minuteOf(now) >= overFromMinute(); }

private:
    QDate m_day;
    qint64 m_midnight;
    const AttendancePolicy &m_policy;
};

} // namespace rollcall
