// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/calendar.h"
#include "core/io/csvcolumns.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace rollcall {

/// A file of holidays taken apart.
struct HolidayFile
{
    QList<Holiday> holidays;    ///< one for each day, in file order
    QStringList ignoredColumns; ///< of a CSV file, as it names them
    QStringList notes;          ///< what is no holiday and was left out, each a translated sentence
    QList<RowProblem> problems; ///< in file order; the import takes a file only when there is none
};

/// How a calendar file is read.
struct HolidayFileOptions
{
    Audience appliesTo = Audience::Everybody; ///< of what does not say it itself
    /// Of an event that comes again and again, the days from first to last count.
    QDate first;
    QDate last;
};

/// Days that a file may hold; beyond it is refused, never cut.
inline constexpr int kMostHolidays = 10'000;

/// Reads holidays as CSV (date,name,applies_to; cli.md, Fixed forms) or as iCalendar, told apart by
/// the first line. An Error for what concerns the whole file. Pure: any bytes may come.
Result<HolidayFile> readHolidayFile(const QByteArray &bytes, const HolidayFileOptions &options);

/// What is wrong with a holiday itself; empty = nothing. A sentence with %1 for the line.
QString holidayProblem(const Holiday &holiday);

} // namespace rollcall
