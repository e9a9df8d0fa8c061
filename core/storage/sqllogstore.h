// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/stores.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlLogStore : public LogStore
{
public:
    explicit SqlLogStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<IngestCounts> store(const IngestBatch &batch, qint64 receivedUtc) override;
    Answer<QList<SetAsideRow>> setAside(DeviceId device, qint64 after, int limit) override;
    Answer<LogPage> logs(const LogFilter &filter, const LogKey &after, int limit) override;
    Answer<LogSpan> span(const LogFilter &filter) override;
    Answer<QList<LogKey>> pageStarts(const LogFilter &filter, int pageRows) override;
    Answer<QList<Recognition>> recognitions(DeviceId device) override;
    Answer<> probe() override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
