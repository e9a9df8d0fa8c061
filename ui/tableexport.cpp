// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tableexport.h"

#include "core/base/ondone.h"
#include "core/io/csv.h"
#include "ui/background.h"
#include "ui/models/roles.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/tableview.h"

#include <QCoreApplication>
#include <QDir>
#include <QHeaderView>
#include <QLocale>
#include <QSaveFile>
#include <QTableView>

#include <utility>

namespace rollcall::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::TableExport)
};

Result<> writeNow(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return ok();
    return Error{ErrorCode::StorageFailure,
                 Texts::tr("“%1” could not be written. No file was made or changed. Choose another "
                           "folder, or close "
                           "the file if it is open in another program.")
                     .arg(QDir::toNativeSeparators(path)),
                 file.errorString()};
}

Result<> writeContents(const QString &path, const XlsxTable &contents)
{
    if (!isWorkbook(path))
        return writeNow(path, asCsv(contents));
    const Result<QByteArray> bytes = writeXlsx(contents);
    return bytes ? writeNow(path, *bytes) : Result<>(bytes.error());
}

XlsxValue valueOf(const QVariant &exported)
{
    const int type = exported.typeId();
    if (type == QMetaType::Int || type == QMetaType::LongLong)
        return exported.toLongLong();
    return exported.toString();
}

/// Visible ones in their order; a column without a head holds buttons.
QList<int> exportedColumns(const QTableView &table)
{
    const QHeaderView *head = table.horizontalHeader();
    QList<int> columns;
    for (int place = 0; place < head->count(); ++place) {
        const int column = head->logicalIndex(place);
        if (!head->isSectionHidden(column) &&
            !table.model()->headerData(column, Qt::Horizontal).toString().isEmpty())
            columns.append(column);
    }
    return columns;
}

} // namespace

XlsxTable contentsOf(const QTableView &table, const std::optional<ExportColumn> &first)
{
    const QAbstractItemModel *model = table.model();
    const QList<int> columns = exportedColumns(table);
    XlsxTable contents;
    contents.sheet = table.accessibleName();
    if (first)
        contents.head.append(first->head);
    for (const int column : columns)
        contents.head.append(model->headerData(column, Qt::Horizontal).toString());
    contents.rows.reserve(model->rowCount());
    for (int row = 0; row < model->rowCount(); ++row) {
        QList<XlsxValue> values;
        values.reserve(contents.head.size());
        if (first)
            values.append(first->text);
        for (const int column : columns)
            values.append(valueOf(model->index(row, column).data(ExportRole)));
        contents.rows.append(std::move(values));
    }
    return contents;
}

QByteArray asCsv(const XlsxTable &contents, bool isContinued)
{
    // Where the comma is the decimal point, spreadsheets part columns by semicolons.
    CsvWriter writer(
        {.separator = QLocale().decimalPoint() == u"," ? u';' : u',', .withMark = !isContinued});
    if (!isContinued)
        writer.addTexts(contents.head);
    for (const QList<XlsxValue> &row : contents.rows) {
        QList<CsvCell> cells;
        cells.reserve(row.size());
        for (const XlsxValue &value : row) {
            const auto *text = std::get_if<QString>(&value);
            cells.append(text ? CsvCell{*text, true}
                              : CsvCell{QString::number(std::get<qint64>(value)), false});
        }
        writer.addRow(cells);
    }
    return writer.take();
}

bool isWorkbook(const QString &path)
{
    return path.endsWith(QLatin1String(".xlsx"), Qt::CaseInsensitive);
}

QString exportFilter()
{
    return QString(Texts::tr("CSV files (*.csv)") + QLatin1String(";;") +
                   Texts::tr("Excel workbooks (*.xlsx)"));
}

Answer<> writeFile(const QString &path, const QByteArray &bytes)
{
    return inBackground<void>([path, bytes] { return writeNow(path, bytes); });
}

void exportTable(const QTableView &table, FileChooser &chooser, const ExportRequest &request,
                 const ExportBars &bars, const std::optional<ExportColumn> &first)
{
    const XlsxTable contents = contentsOf(table, first);
    const SaveRequest wanted{request.title, QString(request.fileName + QLatin1String(".csv")),
                             exportFilter(), QStringLiteral("csv")};
    chooser.chooseSaveFile(bars.errors, wanted, [contents, bars](const QString &path) {
        const auto told = [bars, path, rows = contents.rows.size()](const Result<> &answer) {
            if (answer)
                bars.notice->showNotice(
                    Texts::tr("%Ln row(s) were written to “%1”.", nullptr, static_cast<int>(rows))
                        .arg(QDir::toNativeSeparators(path)));
            else
                bars.errors->showError(Texts::tr("The table was not exported."), answer.error());
        };
        onDone(inBackground<void>([path, contents] { return writeContents(path, contents); }),
               bars.errors, told);
    });
}

void offerExport(TableView *table, FileChooser &chooser, const QString &fileName,
                 const ExportBars &bars)
{
    table->setExportable();
    QObject::connect(table, &TableView::exportRequested, table, [table, &chooser, fileName, bars] {
        exportTable(*table, chooser, {Texts::tr("Export Table"), fileName}, bars);
    });
}

} // namespace rollcall::ui
