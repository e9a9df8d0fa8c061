// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <QLatin1String>
#include <QMetaType>
#include <QString>
#include <QTime>

#include <compare>
#include <limits>

namespace rollcall {

/// A wall clock to the second, without zone: what the clock at the gate showed. Kept as seconds
/// since 1970-01-01 00:00 of that clock, so that no daylight-saving rule can touch it
/// (attendance-rules.md, section 10). Years 1 to 9999.
class WallTime
{
public:
    constexpr WallTime() = default;
    WallTime(QDate date, QTime time);

    /// The midnight with which @p date begins.
    static WallTime startOf(QDate date)
    {
        return date.isValid() ? fromSeconds((date.toJulianDay() - kEpochJulianDay) * 86400)
                              : WallTime();
    }
    static constexpr WallTime fromSeconds(qint64 seconds)
    {
        WallTime wall;
        wall.m_seconds = seconds;
        return wall;
    }
    /// From calendar fields; invalid when they name no real date or time (30 February, 24:00).
    static WallTime fromFields(int year, int month, int day, int hour, int minute, int second);
    /// Takes exactly "YYYY-MM-DD HH:MM:SS" in ASCII digits (a "T" may stand for the blank), by
    /// shape and never by locale. Everything else is invalid.
    static WallTime parse(QStringView text);
    /// The same of text that is bytes already, as a database hands it out.
    static WallTime parse(QLatin1String text);

    constexpr bool isValid() const noexcept { return m_seconds != kInvalid; }
    constexpr qint64 seconds() const noexcept { return m_seconds; }
    QDate date() const;
    QTime time() const;
    /// Cut down to its minute: rules compare what staff see (attendance-rules.md, section 2).
    WallTime minute() const;
    /// Minutes since 1970; the unit in which settings and punches are compared. Only for valid
    /// times.
    constexpr qint64 minutes() const noexcept
    {
        return m_seconds / 60 - (m_seconds % 60 < 0 ? 1 : 0);
    }
    constexpr WallTime addSeconds(qint64 seconds) const noexcept
    {
        return isValid() ? fromSeconds(m_seconds + seconds) : WallTime();
    }
    constexpr WallTime addMinutes(qint64 minutes) const { return addSeconds(minutes * 60); }
    qint64 secondsTo(WallTime later) const { return later.m_seconds - m_seconds; }
    /// "YYYY-MM-DD HH:MM:SS"; empty when invalid.
    QString toString() const;

    friend constexpr auto operator<=>(WallTime, WallTime) = default;
    friend size_t qHash(WallTime wall, size_t seed = 0) noexcept
    {
        return ::qHash(wall.m_seconds, seed);
    }

private:
    static constexpr qint64 kEpochJulianDay = 2440588; // 1970-01-01
    static constexpr qint64 kInvalid = std::numeric_limits<qint64>::min();
    qint64 m_seconds = kInvalid;
};

} // namespace rollcall

Q_DECLARE_METATYPE(rollcall::WallTime)
