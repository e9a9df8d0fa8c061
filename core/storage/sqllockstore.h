// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/calendarstore.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlLockStore : public LockStore
{
public:
    explicit SqlLockStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<QList<LockedMonth>> months() override;
    Answer<FactCounts> lockMonth(QDate month, const Decision &decision) override;
    Answer<FactCounts> unlockMonth(QDate month, const Decision &decision) override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
