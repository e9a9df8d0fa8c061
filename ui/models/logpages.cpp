// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/logpages.h"

#include "core/base/ondone.h"

#include <memory>

namespace rollcall::ui {

LogPages::LogPages(LogControl &control, QObject *parent)
    : QObject(parent)
    , m_control(control)
{}

Answer<PageOutline> LogPages::outline(int pageSize)
{
    const int run = ++m_run;
    m_starts = {LogKey()};
    m_first.clear();
    m_bounded = m_filter;
    auto promise = std::make_shared<QPromise<Result<PageOutline>>>();
    promise->start();
    Answer<PageOutline> answer = promise->future();
    onDone(m_control.logs(m_filter, LogKey(), pageSize), this,
           [this, run, pageSize, promise](const Result<LogPage> &page) {
               const bool isWhole = page && !page->next;
               promise->addResult(
                   page ? Result<PageOutline>(PageOutline{page->rows.size(), {0}, isWhole})
                        : Result<PageOutline>(page.error()));
               promise->finish();
               if (!page || run != m_run)
                   return;
               m_first = page->rows;
               if (!isWhole)
                   count(pageSize);
           });
    return answer;
}

void LogPages::count(int pageSize)
{
    onDone(m_control.span(m_filter), this,
           [this, run = m_run, pageSize](const Result<LogSpan> &span) {
               if (run != m_run)
                   return;
               if (!span) {
                   emit failed(span.error());
                   return;
               }
               m_bounded.from = span->first;
               m_bounded.to = span->last;
               emit extended({span->rows, {0}});
               findStarts(span->rows, pageSize);
           });
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
               emit extended(outline);
           });
}

Answer<QList<LogRow>> LogPages::page(qint64 key, int limit)
{
    if (key == 0)
        return readyAnswer(Result<QList<LogRow>>(m_first));
    auto promise = std::make_shared<QPromise<Result<QList<LogRow>>>>();
    promise->start();
    Answer<QList<LogRow>> answer = promise->future();
    onDone(m_control.logs(m_bounded, m_starts.at(key), limit), this,
           [promise](const Result<LogPage> &page) {
               promise->addResult(page ? Result<QList<LogRow>>(page->rows)
                                       : Result<QList<LogRow>>(page.error()));
               promise->finish();
           });
    return answer;
}

} // namespace rollcall::ui
