// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/logpages.h"

#include "core/base/ondone.h"

#include <memory>
#include <utility>

namespace rollcall::ui {

LogPages::LogPages(LogControl &control, QObject *parent)
    : QObject(parent)
    , m_control(control)
{}

Answer<PageOutline> LogPages::outline(int pageSize)
{
    const int run = ++m_run;
    m_unplaced.reset();
    m_starts = {LogKey()};
    m_bounded = m_filter;
    auto promise = std::make_shared<QPromise<Result<PageOutline>>>();
    promise->start();
    Answer<PageOutline> answer = promise->future();
    onDone(m_control.span(m_filter), this,
           [this, run, pageSize, promise](const Result<LogSpan> &span) {
               if (!span) {
                   promise->addResult(span.error());
               } else {
                   promise->addResult(PageOutline{span->rows, {0}});
               }
               promise->finish();
               if (span && run == m_run) {
                   m_bounded.from = span->first;
                   m_bounded.to = span->last;
                   m_unplaced = {span->rows, pageSize};
               }
           });
    return answer;
}

void LogPages::findStarts(qint64 rows, int pageSize)
{
    if (rows <= pageSize)
        return;
    onDone(m_control.pageStarts(m_bounded, pageSize), this,
           [this, run = m_run, rows](const Result<QList<LogKey>> &starts) {
               if (run != m_run)
                   return;
               if (!starts) {
                   emit failed(starts.error());
                   return;
               }
               m_starts = *starts;
               PageOutline outline{rows, {}};
               for (qint64 i = 0; i < m_starts.size(); ++i)
                   outline.starts.append(i);
               emit completed(outline);
           });
}

Answer<QList<LogRow>> LogPages::page(qint64 key, int limit)
{
    auto promise = std::make_shared<QPromise<Result<QList<LogRow>>>>();
    promise->start();
    Answer<QList<LogRow>> answer = promise->future();
    onDone(m_control.logs(m_bounded, m_starts.at(key), limit), this,
           [this, run = m_run, promise](const Result<LogPage> &page) {
               promise->addResult(page ? Result<QList<LogRow>>(page->rows)
                                       : Result<QList<LogRow>>(page.error()));
               promise->finish();
               if (!page || run != m_run)
                   return;
               // After the first page, which somebody waits for.
               if (const auto unplaced = std::exchange(m_unplaced, std::nullopt))
                   findStarts(unplaced->rows, unplaced->pageSize);
           });
    return answer;
}

} // namespace rollcall::ui
