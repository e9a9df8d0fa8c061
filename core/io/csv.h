// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <utility>

namespace rollcall {

/// What a CSV file may be at most. Beyond any of these it is refused, never cut.
struct CsvLimits
{
    qint64 bytes = qint64{64} * 1024 * 1024;
    int rows = 1'000'000;    ///< without the head
    int fields = 200;        ///< in one row
    int characters = 32'767; ///< in one field, as a spreadsheet cell holds
};

/// A row with the line of the file on which it begins (1 = first), for messages.
struct CsvRow
{
    int line = 0;
    QStringList fields;

    friend bool operator==(const CsvRow &, const CsvRow &) = default;
};

/// A file taken apart. Every row has as many fields as the head; blank lines are left out.
struct CsvTable
{
    QStringList head; ///< without blanks around the names
    QList<CsvRow> rows;
    QChar separator = u',';
    QByteArray encoding; ///< as decodeText() names it

    friend bool operator==(const CsvTable &, const CsvTable &) = default;
};

/// Reads CSV as RFC 4180 and the spreadsheets write it: UTF-8, UTF-16 or a Windows code page
/// (decodeText()); comma, semicolon, tab or bar, whichever stands most often in the head line;
/// quoted fields with doubled quotes and line breaks; lines that end in CRLF, LF or CR. What
/// guardedCell() put before a cell is taken away again. A row may be shorter than the head (the
/// rest is empty); what it has beyond the head must be empty. InvalidInput, naming the line: no
/// text, a NUL, text after a closing quote, a quote that is never closed, too many fields, a limit,
/// no head line. Pure: any bytes may come.
Result<CsvTable> parseCsv(const QByteArray &bytes, const CsvLimits &limits = {});

/// Takes the rows of a file one by one, so that they need not all be kept. What it answers ends the
/// reading when it is an error.
struct CsvTaker
{
    std::function<Result<>(const CsvTable &head)> head; ///< once, first; without rows
    std::function<Result<>(CsvRow &row)> row;
};

/// The same row by row; @p encoding as for decodeText().
Result<> readCsv(const QByteArray &bytes, const CsvLimits &limits, const QByteArray &encoding,
                 const CsvTaker &taker);

/// A cell on its way out. Texts are guarded; figures, dates and times that we wrote ourselves are
/// not.
struct CsvCell
{
    QString text;
    bool isText = true;
};

struct CsvStyle
{
    QChar separator = u','; ///< comma, semicolon, tab or bar
    bool withMark =
        false; ///< a UTF-8 byte order mark first, which tells older spreadsheets the encoding
};

/// Writes CSV line by line into memory; ask take() in between to write parts of a long file. Lines
/// end in CRLF.
class CsvWriter
{
public:
    explicit CsvWriter(CsvStyle style = {});

    void addRow(const QList<CsvCell> &cells);
    void addTexts(const QStringList &texts);
    /// What was written since the last call.
    QByteArray take() { return std::exchange(m_bytes, {}); }

private:
    void addField(const CsvCell &cell, bool isAlone);

    CsvStyle m_style;
    QByteArray m_bytes;
};

/// The text with an apostrophe before it where a spreadsheet would run it: when it begins with = +
/// - @, tab, CR or LF (reports.md, checks 4 and 5). A lone "-" stays as it is. A text that looks
/// guarded already gets one more, so that plainCell() gives back every text.
QString guardedCell(const QString &text);
QString plainCell(const QString &cell);

} // namespace rollcall
