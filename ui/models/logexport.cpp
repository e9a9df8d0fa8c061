// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/logexport.h"

#include "core/base/ondone.h"
#include "ui/background.h"
#include "ui/models/loglistmodel.h"
#include "ui/tableexport.h"

#include <QDir>

#include <utility>

namespace rollcall::ui {

namespace {

constexpr int kPageRows = 500;

QStringList headsOf(const QList<int> &columns)
{
    QStringList heads;
    for (const int column : columns)
        heads.append(LogListModel::headOf(column));
    return heads;
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
    m_stop = std::stop_source();
    m_isWorkbook = isWorkbook(path);
    m_isBegun = false;
    m_file = std::make_shared<QSaveFile>(path);
    if (!m_file->open(QIODevice::WriteOnly)) {
        end(failure());
        return;
    }
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
    m_stop.request_stop();
}

void LogExport::readPage(const LogKey &after)
{
    onDone(m_control.logs(m_filter, after, kPageRows), this, [this](const Result<LogPage> &page) {
        if (!page)
            end(page.error());
        else if (m_stop.stop_requested())
            end(errors::cancelled());
        else
            write(*page);
    });
}

void LogExport::write(const LogPage &page)
{
    QList<QList<XlsxValue>> lines;
    lines.reserve(page.rows.size());
    for (const LogRow &row : page.rows) {
        QList<XlsxValue> line;
        for (const int column : std::as_const(m_columns))
            line.append(LogListModel::exportText(row, column));
        lines.append(std::move(line));
    }
    if (const Result<> written = writeLines(lines); !written) {
        end(written.error());
        return;
    }
    m_done += page.rows.size();
    emit progress(m_done, qMax(m_done, m_expected));
    // The file keeps its first failure, and commit() tells of it.
    if (page.next && m_file->error() == QFileDevice::NoError)
        readPage(*page.next);
    else
        finish();
}

Result<> LogExport::writeLines(const QList<QList<XlsxValue>> &lines)
{
    const bool isFirst = !std::exchange(m_isBegun, true);
    const XlsxTable part{tr("Logs"), headsOf(m_columns), lines};
    if (!m_isWorkbook) {
        m_file->write(asCsv(part, !isFirst));
        return ok();
    }
    if (isFirst)
        m_book = std::make_shared<XlsxStream>(part);
    return m_book->add(lines);
}

void LogExport::finish()
{
    const auto work = [book = m_book, file = m_file, stop = m_stop.get_token()]() -> Result<> {
        if (book) {
            if (Result<> packed = book->finish(*file); !packed)
                return packed;
        }
        if (stop.stop_requested())
            return errors::cancelled();
        return file->commit() ? ok() : Result<>(errors::storageFailure(file->errorString()));
    };
    onDone(inBackground<void>(work), this, [this](const Result<> &written) {
        if (written)
            end(m_done);
        else if (written.error().code == ErrorCode::StorageFailure)
            end(failure());
        else
            end(written.error());
    });
}

void LogExport::end(const Result<qint64> &rows)
{
    m_book.reset();
    m_file.reset(); // without a commit nothing is left of it
    emit finished(rows);
}

} // namespace rollcall::ui
