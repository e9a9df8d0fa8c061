// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/io/xlsxwriter.h"
#include "core/ports/logcontrol.h"

#include <QList>
#include <QObject>
#include <QSaveFile>

#include <memory>
#include <stop_token>

namespace rollcall::ui {

/// Writes the logs that a filter finds as CSV or, when the name ends in ".xlsx", as a workbook,
/// page by page, so that their number costs no memory. The file appears whole or not at all. GUI
/// thread; the port outlives it.
class LogExport : public QObject
{
    Q_OBJECT

public:
    LogExport(LogControl &control, QObject *parent);

    bool isRunning() const { return m_file != nullptr; }
    /// @p columns of LogListModel, in order. Nothing happens while one runs.
    void start(const QString &path, const LogFilter &filter, const QList<int> &columns,
               qint64 expected);
    /// Nothing is left of the file.
    void cancel();

signals:
    void progress(qint64 done, qint64 total);
    /// Cancelled: the user stopped it.
    void finished(const rollcall::Result<qint64> &rows);

private:
    void readPage(const LogKey &after);
    void write(const LogPage &page);
    Result<> writeLines(const QList<QList<XlsxValue>> &lines);
    /// The file is brought to the disk off this thread.
    void finish();
    void end(const Result<qint64> &rows);
    Error failure() const;

    LogControl &m_control;
    LogFilter m_filter;
    QList<int> m_columns;
    std::shared_ptr<QSaveFile> m_file;
    bool m_isWorkbook = false;
    bool m_isBegun = false;             ///< the head is written
    std::shared_ptr<XlsxStream> m_book; ///< from the first page on
    qint64 m_done = 0;
    qint64 m_expected = 0;
    std::stop_source m_stop;
};

} // namespace rollcall::ui
