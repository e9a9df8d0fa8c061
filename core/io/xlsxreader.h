// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/io/xlsxcells.h"
#include "core/io/zipparts.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace rollcall {

/// What a workbook may be at most. Beyond any of these it is refused, never cut.
struct XlsxLimits
{
    qint64 bytes = qint64{32} * 1024 * 1024;
    int rows = 1'000'000;                         ///< with something in them, of one sheet
    int columns = 200;                            ///< that are not empty
    int characters = 32'767;                      ///< in one cell, as a spreadsheet cell holds
    qint64 sharedCharacters = qint64{32} << 20;   ///< of all texts that the workbook keeps once
    qint64 sharedTexts = qint64{2} * 1000 * 1000; ///< their number
    ZipLimits zip;
};

/// Why the text of a cell is not what a person reads there.
enum class CellFault {
    None,
    ErrorValue,      ///< "#N/A" and the like
    NoFormulaResult, ///< a formula that was stored without its value
    TooManyDigits,   ///< a number of more than 15 digits: the spreadsheet has rounded it
    NoDate,          ///< a time, or a number that is no day
};

struct SheetCell
{
    QString text;        ///< a date as YYYY-MM-DD
    bool isDate = false; ///< shown as a date by its style
    CellFault fault = CellFault::None;

    friend bool operator==(const SheetCell &, const SheetCell &) = default;
};

/// A row with something in it; empty cells at its end are left out.
struct SheetRow
{
    int line = 0; ///< as the spreadsheet numbers it, from 1
    QList<SheetCell> cells;

    friend bool operator==(const SheetRow &, const SheetRow &) = default;
};

/// Cells joined into one: only the first has a value. Rows and columns from 1 and 0, both included.
struct MergedCells
{
    int firstRow = 0;
    int lastRow = 0;
    int firstColumn = 0;
    int lastColumn = 0;

    friend bool operator==(const MergedCells &, const MergedCells &) = default;
};

struct XlsxSheet
{
    QString name;
    QString part;          ///< in the archive
    bool isHidden = false; ///< also "very hidden"
};

/// Takes the rows of a sheet one by one; false ends the reading early.
using SheetTaker = std::function<Result<bool>(SheetRow &row)>;

/// Reads the sheets of an .xlsx workbook row by row; only the texts that the workbook keeps once
/// are held in memory. Of a formula the value is taken that the spreadsheet last showed. Hidden
/// rows and columns are read like others. Any bytes may come. One thread.
class XlsxReader
{
public:
    /// InvalidInput: no workbook, an old or encrypted one, damaged, beyond the limits.
    static Result<std::unique_ptr<XlsxReader>> open(const QByteArray &bytes,
                                                    const XlsxLimits &limits = {});

    /// In the order of the tabs.
    const QList<XlsxSheet> &sheets() const { return m_sheets; }
    /// Answers what is merged on the sheet, when it was read to its end.
    Result<QList<MergedCells>> read(const XlsxSheet &sheet, const SheetTaker &taker) const;

private:
    XlsxReader(std::unique_ptr<ZipParts> parts, const XlsxLimits &limits)
        : m_parts(std::move(parts))
        , m_limits(limits)
    {}
    Result<> readBook();
    Result<QHash<QString, QString>> readTargets() const;
    Result<> readStyles();
    Result<> readTexts();

    std::unique_ptr<ZipParts> m_parts;
    const XlsxLimits m_limits;
    QList<XlsxSheet> m_sheets;
    QList<QString> m_texts;        ///< the ones cells refer to
    QList<NumberFormat> m_formats; ///< by the style of a cell
    bool m_from1904 = false;
};

/// True for bytes that begin like an archive or like an old or encrypted workbook: not CSV.
bool looksLikeWorkbook(const QByteArray &bytes);

} // namespace rollcall
