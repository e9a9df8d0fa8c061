// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reports/reportcsv.h"

namespace rollcall {

QByteArray toCsv(const ReportTable &table, const CsvStyle &style)
{
    CsvWriter writer(style);
    QStringList head;
    for (const ReportColumn &column : table.columns)
        head.append(column.title);
    writer.addTexts(head);
    for (const ReportBlock &block : table.blocks) {
        for (const QList<ReportCell> &row : block.rows) {
            QList<CsvCell> cells;
            for (const ReportCell &cell : row)
                cells.append({cellText(cell), std::holds_alternative<QString>(cell)});
            writer.addRow(cells);
        }
    }
    if (table.isEmpty() && !head.isEmpty()) {
        QStringList line(head.size());
        line.first() = table.emptyText;
        writer.addTexts(line);
    }
    return writer.take();
}

} // namespace rollcall
