// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/xlsxcells.h"
#include "core/io/xlsxreader.h"
#include "core/io/xlsxwriter.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace rollcall;

namespace {

/// Any texts, between form feeds (rows) and vertical tabs (cells).
XlsxTable tableOf(const QByteArray &bytes)
{
    XlsxTable table;
    for (const QByteArray &line : bytes.split('\f')) {
        QList<XlsxValue> row;
        for (const QByteArray &cell : line.split('\v')) {
            QString text(cell.size() / 2, Qt::Uninitialized);
            std::memcpy(text.data(), cell.constData(), static_cast<size_t>(text.size()) * 2);
            row.append(text);
        }
        table.rows.append(row);
    }
    return table;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const XlsxTable table =
        tableOf(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    const Result<QByteArray> bytes = writeXlsx(table);
    if (!bytes)
        return 0;
    XlsxLimits limits;
    limits.columns = kMostXlsxColumns;
    const Result<std::unique_ptr<XlsxReader>> book = XlsxReader::open(*bytes, limits);
    if (!book)
        std::abort();
    (void)(*book)->read((*book)->sheets().first(), [&table](SheetRow &row) -> Result<bool> {
        const QList<XlsxValue> &written = table.rows.at(row.line - 2);
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            const QString text = std::get<QString>(written.at(i));
            if (row.cells.at(i).text != plainXlsxText(escapedXlsxText(text)))
                std::abort();
        }
        return true;
    });
    return 0;
}
