// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/logcontrol.h"
#include "ui/models/pagedmodel.h"

#include <QObject>

namespace rollcall::ui {

/// The logs of one device in pages. The first page comes at once; how many there are follows, and
/// then where the other pages begin, since that takes a walk through all of them. GUI thread; the
/// port outlives it.
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
    /// More is known than when outline() answered: their count, or all places to read from.
    void extended(const rollcall::ui::PageOutline &outline);
    void failed(const rollcall::Error &error);

private:
    void count(int pageSize);
    void findStarts(qint64 rows, int pageSize);

    LogControl &m_control;
    LogFilter m_filter;
    LogFilter m_bounded;    ///< the same, held to what there is, so that no page searches beyond
    QList<LogKey> m_starts; ///< the keys of the pages are places in here
    QList<LogRow> m_first;  ///< the first page, which was read for the outline
    int m_run = 0;          ///< answers of earlier outlines are not taken
};

} // namespace rollcall::ui
