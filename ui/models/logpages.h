// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/logcontrol.h"
#include "ui/models/pagedmodel.h"

#include <QObject>

#include <optional>

namespace rollcall::ui {

/// The logs of one device in pages. How many there are and the first page come at once; where the
/// others begin follows, since that takes a walk through all of them. GUI thread; the port outlives
/// it.
class LogPages : public QObject, public PageSource<LogRow>
{
    Q_OBJECT

public:
    LogPages(LogControl &control, QObject *parent);

    const LogFilter &filter() const { return m_filter; }
    /// What is asked for from the next outline() on.
    void setFilter(const LogFilter &filter) { m_filter = filter; }
    Answer<PageOutline> outline(int pageSize) override;
    Answer<QList<LogRow>> page(qint64 key, int limit) override;

signals:
    /// All places to read from are known now.
    void completed(const rollcall::ui::PageOutline &outline);
    void failed(const rollcall::Error &error);

private:
    void findStarts(qint64 rows, int pageSize);

    /// An outline of which it is not known yet where its pages begin.
    struct Unplaced
    {
        qint64 rows = 0;
        int pageSize = 0;
    };

    LogControl &m_control;
    LogFilter m_filter;
    LogFilter m_bounded;    ///< the same, held to what there is, so that no page searches beyond
    QList<LogKey> m_starts; ///< the keys of the pages are places in here
    std::optional<Unplaced> m_unplaced; ///< until its first page is there
    int m_run = 0;                      ///< answers of earlier outlines are not taken
};

} // namespace rollcall::ui
