// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <QString>

#include <optional>

namespace rollcall {

/// How a cell's style shows its number.
struct NumberFormat
{
    bool isDate = false; ///< date, time, or both
    int zeros = 0;       ///< "000000" fills a whole number up with zeros to six digits

    friend bool operator==(const NumberFormat &, const NumberFormat &) = default;
};

/// The format by its number, with the code that the workbook gives it (empty for built-in ones).
NumberFormat numberFormat(int id, const QString &code);

/// A number as the workbook stores it ("123", "1.23E5", "7.0999999999999996") as people wrote it:
/// "123", "123000", "7.1". Whole numbers are exact, fractions have the 15 digits that spreadsheets
/// show. Empty: no number, or a whole number of more than 15 digits, which the spreadsheet has
/// rounded.
std::optional<QString> exactNumber(QStringView stored);

/// The day of a date's number; null when it is none. @p from1904 as the workbook says. The day that
/// spreadsheets invented, 29 February 1900, is null.
QDate dateOfSerial(QStringView stored, bool from1904);

/// A text as it stands in a workbook: "_xHHHH_" there means the character of that number, so a text
/// that looks like it is marked; characters that XML does not know become U+FFFD, line ends a line
/// feed. plainXlsxText() gives the text back; a number of half a character, or of none, stays as
/// it stands.
QString escapedXlsxText(const QString &text);
QString plainXlsxText(const QString &stored);

/// "AB12" → 27 (A = 0); -1 when it does not begin with at most three letters.
int columnOfReference(QStringView reference);
/// "AB12" → 12; 0 when it has no row.
int rowOfReference(QStringView reference);

} // namespace rollcall
