// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tableexport.h"

#include "core/base/ondone.h"
#include "core/io/csv.h"
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
#include <QThreadPool>

#include <memory>
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

} // namespace

QByteArray tableAsCsv(const QTableView &table, const std::optional<ExportColumn> &first)
{
    const QAbstractItemModel *model = table.model();
    const QHeaderView *head = table.horizontalHeader();
    QList<int> columns;
    for (int place = 0; place < head->count(); ++place) {
        const int column = head->logicalIndex(place);
        // A column without a head holds buttons.
        if (!head->isSectionHidden(column) &&
            !model->headerData(column, Qt::Horizontal).toString().isEmpty())
            columns.append(column);
    }
    // Where the comma is the decimal point, spreadsheets part columns by semicolons.
    CsvWriter writer(
        {.separator = QLocale().decimalPoint() == u"," ? u';' : u',', .withMark = true});
    QStringList line = first ? QStringList(first->head) : QStringList();
    for (const int column : std::as_const(columns))
        line.append(model->headerData(column, Qt::Horizontal).toString());
    writer.addTexts(line);
    for (int row = 0; row < model->rowCount(); ++row) {
        line = first ? QStringList(first->text) : QStringList();
        for (const int column : std::as_const(columns))
            line.append(model->index(row, column).data(ExportRole).toString());
        writer.addTexts(line);
    }
    return writer.take();
}

Answer<> writeFile(const QString &path, const QByteArray &bytes)
{
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, path, bytes] {
        promise->addResult(writeNow(path, bytes));
        promise->finish();
    });
    return promise->future();
}

void exportTable(const QTableView &table, FileChooser &chooser, const SaveRequest &request,
                 const ExportBars &bars, const std::optional<ExportColumn> &first)
{
    const QByteArray bytes = tableAsCsv(table, first);
    const int rows = table.model()->rowCount();
    chooser.chooseSaveFile(bars.errors, request, [bytes, rows, bars](const QString &path) {
        onDone(writeFile(path, bytes), bars.errors, [bars, path, rows](const Result<> &answer) {
            if (answer)
                bars.notice->showNotice(Texts::tr("%Ln row(s) were written to “%1”.", nullptr, rows)
                                            .arg(QDir::toNativeSeparators(path)));
            else
                bars.errors->showError(Texts::tr("The table was not exported."), answer.error());
        });
    });
}

void offerExport(TableView *table, FileChooser &chooser, const QString &fileName,
                 const ExportBars &bars)
{
    table->setExportable();
    QObject::connect(table, &TableView::exportRequested, table, [table, &chooser, fileName, bars] {
        exportTable(*table, chooser,
                    {Texts::tr("Export Table"), QString(fileName + QLatin1String(".csv")),
                     Texts::tr("CSV files (*.csv)"), QStringLiteral("csv")},
                    bars);
    });
}

} // namespace rollcall::ui
