// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/recomputeservice.h"
#include "app/services/worker.h"
#include "core/ports/logcontrol.h"
#include "core/ports/stores.h"

namespace rollcall {

class LogService : public LogControl
{
public:
    LogService(LogStore &logs, RecomputeService &recompute)
        : m_logs(logs)
        , m_recompute(recompute)
    {}

    Answer<LogPage> logs(const LogFilter &filter, const LogKey &after, int limit) override;
    Answer<LogSpan> span(const LogFilter &filter) override;
    Answer<QList<LogKey>> pageStarts(const LogFilter &filter, int pageRows) override
    {
        return m_logs.pageStarts(filter, pageRows);
    }
    Answer<QList<Recognition>> recognitions(DeviceId device) override
    {
        return m_logs.recognitions(device);
    }
    Answer<QList<SetAsideRow>> setAside(DeviceId device, qint64 after, int limit) override
    {
        return m_logs.setAside(device, after, limit);
    }

private:
    LogStore &m_logs;
    RecomputeService &m_recompute;
    Worker m_worker;
};

} // namespace rollcall
