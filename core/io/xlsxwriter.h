// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <variant>

class QIODevice;

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

/// The same, row by row, so that the number of rows costs no memory. The rows so far lie in a
/// temporary folder, which goes with the object. Thread: any, one at a time.
class XlsxStream
{
public:
    /// @p table: the name of the sheet and the head; its rows only say how wide columns become.
    explicit XlsxStream(const XlsxTable &table);
    ~XlsxStream();
    Q_DISABLE_COPY_MOVE(XlsxStream)

    /// InvalidInput: it does not fit into a sheet any more. After an error there is no workbook.
    Result<> add(const QList<QList<XlsxValue>> &rows);
    /// Packs it all, which takes a while, and writes it to @p to. StorageFailure: it does not take
    /// it. Once.
    Result<> finish(QIODevice &to);

private:
    friend Result<QByteArray> writeXlsx(const XlsxTable &table);

    /// Packs it; the name of the file.
    Result<QString> close();

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace rollcall
