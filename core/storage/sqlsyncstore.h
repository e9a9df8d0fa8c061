// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/stores.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlSyncStore : public SyncStore
{
public:
    explicit SqlSyncStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<SyncSessionId> begin(const SyncSession &session) override;
    Answer<> finish(const SyncSession &session) override;
    Answer<> finishBehind(const SyncSession &session, qint64 rows) override;
    Answer<QList<SyncSession>> recent(DeviceId device, int limit) override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
