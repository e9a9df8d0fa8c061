// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/writtendate.h"

#include "core/domain/walltime.h"

#include <QList>
#include <QString>

#include <algorithm>

namespace rollcall {

namespace {

constexpr qsizetype kYearDigits = 4;
constexpr qsizetype kMostDigits = 2;

/// -1 unless it is one to @p most ASCII digits.
int numberIn(QStringView text, qsizetype most)
{
    const bool isNumber =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber && !text.isEmpty() && text.size() <= most ? text.toInt() : -1;
}

} // namespace

WrittenDate readWrittenDate(QStringView text)
{
    WrittenDate read;
    read.day = WallTime::parse(QString(text.toString() + QStringLiteral(" 00:00:00"))).date();
    if (read.day.isValid())
        return read;
    const auto isSeparator = [](QChar c) { return c == u'.' || c == u'/' || c == u'-'; };
    const auto first = std::find_if(text.begin(), text.end(), isSeparator);
    if (first == text.end())
        return {};
    const QList<QStringView> parts = text.split(*first);
    if (parts.size() != 3 || parts.at(2).size() != kYearDigits)
        return {};
    const int one = numberIn(parts.at(0), kMostDigits);
    const int two = numberIn(parts.at(1), kMostDigits);
    const int year = numberIn(parts.at(2), kYearDigits);
    const QDate monthFirst(year, one, two);
    read.day = QDate(year, two, one);
    read.isDayFirst = read.day.isValid();
    read.isAmbiguous = read.isDayFirst && monthFirst.isValid() && monthFirst != read.day;
    read.isMonthFirst = !read.isDayFirst && monthFirst.isValid();
    return read;
}

void DateOrder::see(const WrittenDate &date)
{
    // "5/5/2026" is the same either way and says nothing.
    const bool isEitherWay = date.day.isValid() && date.day.day() == date.day.month();
    m_dayFirst = m_dayFirst || (date.isDayFirst && !date.isAmbiguous && !isEitherWay);
    m_monthFirst = m_monthFirst || date.isMonthFirst;
}

} // namespace rollcall
