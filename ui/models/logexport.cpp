// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/logexport.h"

#include "core/base/ondone.h"
#include "core/io/csv.h"
#include "ui/models/loglistmodel.h"

#include <QDir>
#include <QLocale>

namespace rollcall::ui {

namespace {

constexpr int kPageRows = 500;

CsvWriter makeWriter(bool isFirst)
{
    // Where the comma is the decimal point, spreadsheets part columns by semicolons.
    return CsvWriter(
        {.separator = QLocale().decimalPoint() == u"," ? u';' : u',', .withMark = isFirst});
}

} // namespace

LogExport::LogExport(LogControl &control, QObject *parent)
    : QObject(parent)
    , m_control(control)
{}

void LogExport::start(const QString &path, const LogFilter &filter, const QList<int> &columns,
                      qint64 expected)
{
    if (isRunning())
        return;
    m_filter = filter;
    m_columns = columns;
    m_done = 0;
    m_expected = expected;
    m_isCancelled = false;
    m_file = std::make_unique<QSaveFile>(path);
    if (!m_file->open(QIODevice::WriteOnly)) {
        end(failure());
        return;
    }
    CsvWriter writer = makeWriter(true);
    QStringList heads;
    for (const int column : columns)
        heads.append(LogListModel::headOf(column));
    writer.addTexts(heads);
    m_file->write(writer.take());
    emit progress(0, expected);
    readPage({});
}

Error LogExport::failure() const
{
    return {ErrorCode::StorageFailure,
            tr("“%1” could not be written. No file was made or changed. Choose another folder, or "
               "close the file if it is open in another program.")
                .arg(QDir::toNativeSeparators(m_file->fileName())),
            m_file->errorString()};
}

void LogExport::cancel()
{
    m_isCancelled = true;
}

void LogExport::readPage(const LogKey &after)
{
    onDone(m_control.logs(m_filter, after, kPageRows), this, [this](const Result<LogPage> &page) {
        if (!page)
            end(page.error());
        else if (m_isCancelled)
            end(errors::cancelled());
        else
            write(*page);
    });
}

void LogExport::write(const LogPage &page)
{
    CsvWriter writer = makeWriter(false);
    for (const LogRow &row : page.rows) {
        QStringList line;
        for (const int column : std::as_const(m_columns))
            line.append(LogListModel::exportText(row, column));
        writer.addTexts(line);
    }
    m_file->write(writer.take());
    m_done += page.rows.size();
    emit progress(m_done, qMax(m_done, m_expected));
    // The file keeps its first failure, and commit() tells of it.
    if (page.next && m_file->error() == QFileDevice::NoError)
        readPage(*page.next);
    else if (m_file->commit())
        end(m_done);
    else
        end(failure());
}

void LogExport::end(const Result<qint64> &rows)
{
    m_file.reset(); // without a commit nothing is left of it
    emit finished(rows);
}

} // namespace rollcall::ui
