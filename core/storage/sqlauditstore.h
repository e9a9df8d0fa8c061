// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/correctionstore.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlAuditStore : public AuditStore
{
public:
    explicit SqlAuditStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<QList<AuditRow>> entries(qint64 fromUtc, qint64 toUtc, qint64 after, int limit) override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
