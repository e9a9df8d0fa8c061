// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/logservice.h"

namespace rollcall {

Answer<LogPage> LogService::logs(const LogFilter &filter, const LogKey &after, int limit)
{
    if (after.at.isValid())
        return m_logs.logs(filter, after, limit);
    return m_worker.run<LogPage>([this, filter, limit]() -> Result<LogPage> {
        if (const Result<qint64> drained = await(m_recompute.drain()); !drained)
            return drained.error();
        return await(m_logs.logs(filter, {}, limit));
    });
}

Answer<LogSpan> LogService::span(const LogFilter &filter)
{
    return m_worker.run<LogSpan>([this, filter]() -> Result<LogSpan> {
        if (const Result<qint64> drained = await(m_recompute.drain()); !drained)
            return drained.error();
        return await(m_logs.span(filter));
    });
}

} // namespace rollcall
