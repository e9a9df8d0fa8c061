// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/peoplefile.h"

#include "core/io/csv.h"
#include "core/io/peoplerows_p.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

/// A head may stand below a title; further down it is none.
constexpr int kMostRowsAboveHead = 20;

SheetRow sheetRow(const CsvRow &row)
{
    SheetRow plain{row.line, {}};
    plain.cells.reserve(row.fields.size());
    for (const QString &field : row.fields)
        plain.cells.append({field, false, CellFault::None});
    return plain;
}

Result<PeopleFile> fromCsv(const QByteArray &bytes, const PeopleFileOptions &options)
{
    CsvLimits limits;
    limits.bytes = kMostPeopleBytes;
    limits.rows = kMostPeopleRows;
    PeopleRows rows(options.kind);
    PeopleFileForm form;
    const CsvTaker taker{[&](const CsvTable &head) {
                             form.encoding = head.encoding;
                             form.separator = head.separator;
                             return rows.takeHead(1, head.head);
                         },
                         [&rows](CsvRow &row) {
                             rows.take(sheetRow(row));
                             return ok();
                         }};
    if (const Result<> done = readCsv(bytes, limits, options.encoding, taker); !done)
        return done.error();
    return rows.takeFile(form);
}

QStringList headOf(const SheetRow &row)
{
    QStringList head;
    for (const SheetCell &cell : row.cells)
        head.append(cell.text.simplified());
    return head;
}

/// Reads a sheet if it names the columns; false when it does not.
Result<bool> readSheet(const XlsxReader &book, const XlsxSheet &sheet, PeopleRows &rows)
{
    int above = 0;
    const auto taker = [&](SheetRow &row) -> Result<bool> {
        if (rows.hasHead())
            rows.take(row);
        else if (!rows.takeHead(row.line, headOf(row)))
            return ++above < kMostRowsAboveHead;
        return true;
    };
    const Result<QList<MergedCells>> merged = book.read(sheet, taker);
    if (!merged)
        return merged.error();
    if (rows.hasHead())
        rows.takeMerged(*merged);
    return rows.hasHead();
}

Result<PeopleFile> fromWorkbook(const QByteArray &bytes, const PeopleFileOptions &options)
{
    XlsxLimits limits;
    limits.bytes = kMostPeopleBytes;
    limits.rows = kMostPeopleRows;
    const Result<std::unique_ptr<XlsxReader>> book = XlsxReader::open(bytes, limits);
    if (!book)
        return book.error();
    PeopleFileForm form;
    PeopleRows rows(options.kind);
    for (const XlsxSheet &sheet : (*book)->sheets()) {
        if (sheet.isHidden) {
            form.hiddenSheets.append(sheet.name);
            continue;
        }
        if (!form.sheet.isEmpty() || sheet.part.isEmpty())
            continue;
        const Result<bool> found = readSheet(**book, sheet, rows);
        if (!found)
            return found.error();
        if (*found)
            form.sheet = sheet.name;
    }
    if (!rows.hasHead())
        return errors::invalidInput(QCoreApplication::translate(
            "rollcall::PeopleFile",
            "No sheet of the workbook names the columns of a list of people. Nothing was taken "
            "from it. Write \"number\" and \"name\" above the columns; hidden sheets are not "
            "looked at."));
    return rows.takeFile(form);
}

} // namespace

Result<PeopleFile> readPeopleFile(const QByteArray &bytes, const PeopleFileOptions &options)
{
    return looksLikeWorkbook(bytes) ? fromWorkbook(bytes, options) : fromCsv(bytes, options);
}

} // namespace rollcall
