// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/stores.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlPersonStore : public PersonStore
{
public:
    explicit SqlPersonStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<PeopleImportCounts> upsert(const QList<Person> &people, const QString &author,
                                      PersonFields fields = kAllPersonFields) override;
    Answer<PersonId> add(const Person &person, const QString &author) override;
    Answer<qint64> update(const Person &person, const QString &author) override;
    Answer<QList<Person>> people() override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
