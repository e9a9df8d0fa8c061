// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/ports/peopleimport.h"

#include <QByteArray>

namespace rollcall {

/// The most rows of a people file; a school has some thousands.
inline constexpr int kMostPeopleRows = 100'000;
/// The most bytes of a people file.
inline constexpr qint64 kMostPeopleBytes = qint64{32} * 1024 * 1024;
/// So many problems of rows are kept; the rest is only counted.
inline constexpr int kMostRowProblems = 1000;

/// Reads a people file: CSV (csv.h; the first line names the columns) or an .xlsx workbook
/// (xlsxreader.h; the first sheet that is not hidden and names number and name in one of its first
/// rows). Columns as peoplecolumns.h knows them; number and name must be there.
///
/// An Error for what concerns the whole file (no CSV, a missing column, beyond the limits). What is
/// wrong with a row is a problem of that row: no number or name, a number that occurs twice for one
/// kind, an unknown kind, an end before its start, a date that is none, an error in a cell, a
/// formula without a value, a date that a spreadsheet made of something else, cells that are joined
/// with others. Rows without any text are left out, blanks around and doubled within texts too.
///
/// Dates are YYYY-MM-DD, date cells, or day, month and year (writtendate.h) in a column that shows
/// by one of its dates that the day comes first; the form of the file names such columns. A date
/// that could be two is a problem of its row. Pure: any bytes may come.
Result<PeopleFile> readPeopleFile(const QByteArray &bytes, const PeopleFileOptions &options = {});

} // namespace rollcall
