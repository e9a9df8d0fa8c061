// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/peoplefile.h"
#include "core/io/xlsxreader.h"
#include "tests/support/zipmaker.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace rollcall;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Small, so that the limits are met often.
XlsxLimits smallLimits()
{
    XlsxLimits limits;
    limits.rows = 50;
    limits.columns = 20;
    limits.characters = 200;
    limits.sharedCharacters = 2000;
    limits.sharedTexts = 50;
    limits.zip = {1 << 16, 100, 1 << 12};
    return limits;
}

/// The parts of a workbook, between form feeds: sheet, texts, styles, book, relations. Mutations of
/// the XML itself get further than those of packed bytes.
QByteArray workbookOf(const QByteArray &bytes)
{
    const QByteArrayList parts = bytes.split('\f');
    const auto part = [&parts](int place, const char *otherwise) {
        const QByteArray own = parts.value(place);
        return own.isEmpty() ? QByteArray(otherwise) : own;
    };
    return test::makeZip(
        {{"xl/worksheets/sheet1.xml", part(0, "<a/>")},
         {"xl/sharedStrings.xml", part(1, "<sst><si><t>number</t></si><si><t>name</t></si></sst>")},
         {"xl/styles.xml",
          part(2, "<s><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></s>")},
         {"xl/workbook.xml",
          part(3, "<w xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"1\"/></sheets></w>")},
         {"xl/_rels/workbook.xml.rels",
          part(4, "<r><Relationship Id=\"1\" Target=\"worksheets/sheet1.xml\"/></r>")}},
        ZIP_CM_STORE);
}

void checkSheets(const QByteArray &bytes, const XlsxLimits &limits)
{
    const Result<std::unique_ptr<XlsxReader>> book = XlsxReader::open(bytes, limits);
    if (!book)
        return;
    for (const XlsxSheet &sheet : (*book)->sheets()) {
        int line = 0;
        int rows = 0;
        const Result<QList<MergedCells>> merged =
            (*book)->read(sheet, [&](SheetRow &row) -> Result<bool> {
                require(row.line > line && ++rows <= limits.rows);
                require(!row.cells.isEmpty() && row.cells.size() <= limits.columns);
                for (const SheetCell &cell : row.cells)
                    require(cell.text.size() <= limits.characters && cell.text.isValidUtf16());
                line = row.line;
                return true;
            });
        require(merged.isOk() || !merged.error().userText.isEmpty());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data) + 1,
                           static_cast<qsizetype>(size) - 1);
    const QByteArray workbook = data[0] == 'P' ? 'P' + bytes : workbookOf(bytes);
    checkSheets(workbook, smallLimits());
    const Result<PeopleFile> people = readPeopleFile(workbook);
    if (people)
        require(people->people.size() == people->lines.size() &&
                people->problems.size() <= kMostRowProblems &&
                people->problemCount >= people->problems.size());
    return 0;
}
