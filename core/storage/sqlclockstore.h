// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/correctionstore.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlClockStore : public ClockStore
{
public:
    explicit SqlClockStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<QList<ClockFact>> facts() override;
    Answer<FactCounts> add(const ClockFact &fact, const Decision &decision) override;
    Answer<FactCounts> remove(ClockFactKind kind, ClockFactId fact,
                              const Decision &decision) override;
    Answer<QList<DoubtedClock>> doubted() override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
