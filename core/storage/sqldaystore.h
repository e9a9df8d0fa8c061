// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/stores.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlDayStore : public DayStore
{
public:
    explicit SqlDayStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<qint64> markUnsettled(QDate from, QDate to, QDate today) override;
    Answer<qint64> markAll(QDate from, QDate to) override;
    Answer<QList<DayInput>> dirtyInputs(int limit, WallTime now) override;
    Answer<DayInput> input(PersonId person, QDate day, WallTime now) override;
    Answer<qint64> save(const QList<DayResult> &results, qint64 computedUtc) override;
    Answer<QList<DayRow>> rows(QDate from, QDate to) override;
    Answer<qint64> dirtyCount() override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
