// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <variant>

namespace rollcall {

/// A cell on its way out: a text, which stays a text whatever it looks like ("0042", "=1+1",
/// "12345678901234567890"), or a whole number that one can add up. A number of more than 15 digits
/// becomes a text, because a spreadsheet would round it.
using XlsxValue = std::variant<QString, qint64>;

/// One sheet: a head that stays in sight, and rows. Rows may be shorter than the head.
struct XlsxTable
{
    QString sheet; ///< name of the tab; what a tab may not be called is changed
    QStringList head;
    QList<QList<XlsxValue>> rows;
};

/// What a sheet holds at most, as the format says.
inline constexpr int kMostXlsxRows = 1'048'576; ///< with the head
inline constexpr int kMostXlsxColumns = 16'384;
inline constexpr int kMostXlsxCharacters = 32'767; ///< in one cell

/// An .xlsx workbook of one sheet, through libxlsxwriter and a temporary folder. InvalidInput: more
/// rows, columns or characters than a sheet holds; nothing is ever cut. Internal: the temporary
/// folder cannot be written. Characters that XML does not know become U+FFFD, line ends a line
/// feed. Any texts may come. Thread: any.
Result<QByteArray> writeXlsx(const XlsxTable &table);

} // namespace rollcall
