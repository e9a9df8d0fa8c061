// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/jsonapi/timestamp.h"

#include <QDateTime>

namespace rollcall::push {

namespace {

constexpr qsizetype kWallSize = 19; // "YYYY-MM-DD HH:MM:SS"
constexpr qsizetype kMaxFraction = 9;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Two digits as a number up to @p highest, or nullopt.
std::optional<int> twoDigits(QStringView text, int highest)
{
    if (text.size() != 2 || !isDigit(text.at(0)) || !isDigit(text.at(1)))
        return std::nullopt;
    const int value = (text.at(0).unicode() - u'0') * 10 + (text.at(1).unicode() - u'0');
    return value <= highest ? std::optional(value) : std::nullopt;
}

/// "Z", "+HH:MM", "-HH:MM", "+HHMM" or "-HHMM" in seconds, or nullopt.
std::optional<int> readOffset(QStringView text)
{
    if (text == u"Z")
        return 0;
    if ((text.size() != 5 && text.size() != 6) || (text.front() != u'+' && text.front() != u'-') ||
        (text.size() == 6 && text.at(3) != u':'))
        return std::nullopt;
    const std::optional<int> hours = twoDigits(text.sliced(1, 2), 23);
    const std::optional<int> minutes = twoDigits(text.last(2), 59);
    if (!hours || !minutes)
        return std::nullopt;
    const int seconds = *hours * 3600 + *minutes * 60;
    return text.front() == u'-' ? -seconds : seconds;
}

} // namespace

std::optional<Timestamp> readTimestamp(QStringView text)
{
    if (text.size() < kWallSize)
        return std::nullopt;
    Timestamp read;
    read.wall = WallTime::parse(text.first(kWallSize));
    if (!read.wall.isValid())
        return std::nullopt;
    QStringView rest = text.sliced(kWallSize);
    if (rest.startsWith(u'.')) {
        qsizetype end = 1;
        while (end < rest.size() && isDigit(rest.at(end)))
            ++end;
        if (end == 1 || end > kMaxFraction + 1)
            return std::nullopt;
        rest = rest.sliced(end);
    }
    if (rest.isEmpty())
        return read;
    read.offsetSeconds = readOffset(rest);
    return read.offsetSeconds ? std::optional(read) : std::nullopt;
}

DeviceMoment momentOf(const Timestamp &timestamp, ZoneClock &zone)
{
    if (!timestamp.offsetSeconds)
        return {timestamp.wall, zone.toUtc(timestamp.wall)};
    const qint64 instant = (timestamp.wall.seconds() - *timestamp.offsetSeconds) * 1000;
    return {zone.toWall(instant), instant};
}

QString isoText(qint64 utc, ZoneClock &zone)
{
    const qint64 offset = zone.toWall(utc).seconds() - utc / 1000;
    return QDateTime::fromSecsSinceEpoch(utc / 1000, Qt::OffsetFromUTC, static_cast<int>(offset))
        .toString(Qt::ISODate);
}

} // namespace rollcall::push
