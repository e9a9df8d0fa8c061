// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/walltime.h"

namespace rollcall {

namespace {

constexpr qint64 kDay = 86400;

qint64 floorDiv(qint64 value, qint64 by)
{
    const qint64 quotient = value / by;
    return (value % by < 0) ? quotient - 1 : quotient;
}

/// @p count ASCII digits at @p at, or -1.
template <typename Text>
int digits(Text text, qsizetype at, int count)
{
    int value = 0;
    for (int i = 0; i < count; ++i) {
        const char16_t c = QChar(text.at(at + i)).unicode();
        if (c < u'0' || c > u'9')
            return -1;
        value = value * 10 + (c - u'0');
    }
    return value;
}

template <typename Text>
WallTime parseShape(Text text)
{
    if (text.size() != 19 || text.at(4) != u'-' || text.at(7) != u'-' ||
        (text.at(10) != u' ' && text.at(10) != u'T') || text.at(13) != u':' || text.at(16) != u':')
        return {};
    return WallTime::fromFields(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2),
                                digits(text, 11, 2), digits(text, 14, 2), digits(text, 17, 2));
}

void putDigits(QChar *to, int value, int count)
{
    for (int i = count - 1; i >= 0; --i) {
        to[i] = QChar(u'0' + static_cast<char16_t>(value % 10));
        value /= 10;
    }
}

} // namespace

WallTime::WallTime(QDate date, QTime time)
{
    if (date.isValid() && time.isValid())
        m_seconds =
            (date.toJulianDay() - kEpochJulianDay) * kDay + time.msecsSinceStartOfDay() / 1000;
}

WallTime WallTime::fromFields(int year, int month, int day, int hour, int minute, int second)
{
    if (year < 1 || year > 9999 || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 59)
        return {};
    const QDate date(year, month, day);
    if (!date.isValid())
        return {};
    return fromSeconds((date.toJulianDay() - kEpochJulianDay) * kDay + hour * 3600LL + minute * 60LL +
                       second);
}

WallTime WallTime::parse(QStringView text)
{
    return parseShape(text);
}

WallTime WallTime::parse(QLatin1String text)
{
    return parseShape(text);
}

QDate WallTime::date() const
{
    return isValid() ? QDate::fromJulianDay(floorDiv(m_seconds, kDay) + kEpochJulianDay) : QDate();
}

QTime WallTime::time() const
{
    if (!isValid())
        return {};
    return QTime::fromMSecsSinceStartOfDay(
        static_cast<int>((m_seconds - floorDiv(m_seconds, kDay) * kDay) * 1000));
}

WallTime WallTime::minute() const
{
    return isValid() ? fromSeconds(minutes() * 60) : WallTime();
}

QString WallTime::toString() const
{
    if (!isValid())
        return {};
    int year = 0;
    int month = 0;
    int day = 0;
    date().getDate(&year, &month, &day);
    const int second = static_cast<int>(m_seconds - floorDiv(m_seconds, kDay) * kDay);
    QString text(19, Qt::Uninitialized);
    QChar *to = text.data();
    putDigits(to, year, 4);
    to[4] = to[7] = u'-';
    putDigits(to + 5, month, 2);
    putDigits(to + 8, day, 2);
    to[10] = u' ';
    putDigits(to + 11, second / 3600, 2);
    to[13] = to[16] = u':';
    putDigits(to + 14, second / 60 % 60, 2);
    putDigits(to + 17, second % 60, 2);
    return text;
}

} // namespace rollcall
