// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <QStringView>

namespace rollcall {

/// A date as offices write it. "3/4/2026" is the 3rd of April for most of the world and the 4th of
/// March for some of it; a file for import must not be read by guess.
struct WrittenDate
{
    QDate day; ///< the date, with the day first where there are two readings; null = none
    bool isDayFirst = false;   ///< not YYYY-MM-DD, but day, month, year
    bool isAmbiguous = false;  ///< with the month first it would be another date
    bool isMonthFirst = false; ///< it is only a date with the month first; then day is null

    friend bool operator==(const WrittenDate &, const WrittenDate &) = default;
};

/// Reads "2026-04-25", "25.4.2026", "25/04/2026" or "25-04-2026". Years have four digits. Pure: any
/// text may come; what is no date has neither a day nor a flag.
WrittenDate readWrittenDate(QStringView text);

/// What the dates of a column say together about how they are written.
class DateOrder
{
public:
    void see(const WrittenDate &date);
    /// One of them can only be read with the day first and none with the month first: then the
    /// ambiguous ones have the day first, too.
    bool isDayFirst() const { return m_dayFirst && !m_monthFirst; }

private:
    bool m_dayFirst = false;
    bool m_monthFirst = false;
};

} // namespace rollcall
