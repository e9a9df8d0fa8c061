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
    Answer<qint64> mark(const QList<PersonDay> &days) override;
    Answer<DayPage> knownDays(QDate from, QDate to, PersonId after, int people) override;
    Answer<QList<DayTask>> dirtyTasks(const PersonDay &after, int limit, WallTime now) override;
    Answer<QList<DayTask>> tasks(const QList<PersonDay> &days, WallTime now) override;
    Answer<qint64> save(const QList<DayChange> &changes, qint64 computedUtc) override;
    Answer<QList<DayRow>> rows(QDate from, QDate to) override;
    Answer<qint64> dirtyCount() override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
