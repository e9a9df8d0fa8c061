// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/ports/logcontrol.h"

#include <QList>
#include <QObject>
#include <QSaveFile>

#include <memory>

namespace rollcall::ui {

/// Writes the logs that a filter finds as CSV, page by page, so that their number costs no memory.
/// The file appears whole or not at all. GUI thread; the port outlives it.
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
    void end(const Result<qint64> &rows);
    Error failure() const;

    LogControl &m_control;
    LogFilter m_filter;
    QList<int> m_columns;
    std::unique_ptr<QSaveFile> m_file;
    qint64 m_done = 0;
    qint64 m_expected = 0;
    bool m_isCancelled = false;
};

} // namespace rollcall::ui
