// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/recomputeservice.h"
#include "app/services/worker.h"
#include "core/ports/peoplecontrol.h"
#include "core/ports/stores.h"

namespace rollcall {

class PeopleService : public PeopleControl
{
    Q_OBJECT

public:
    PeopleService(PersonStore &store, MappingStore &mappings, RecomputeService &recompute,
                  QString author, QObject *parent = nullptr)
        : PeopleControl(parent)
        , m_store(store)
        , m_mappings(mappings)
        , m_recompute(recompute)
        , m_author(std::move(author))
    {}

    Answer<QList<Person>> people() override { return m_store.people(); }
    Answer<QList<Person>> unmapped() override;
    Answer<PeopleImportCounts> save(const QList<Person> &people) override;
    Answer<PersonId> add(const Person &person) override;
    Answer<qint64> update(const Person &person) override;
    Answer<PeoplePreview> previewImport(const QByteArray &file,
                                        const PeopleFileOptions &options) override;
    Answer<PeopleImportCounts> import(const PeoplePreview &preview) override;

private:
    Result<PeopleImportCounts> store(const QList<Person> &people, PersonFields fields);

    PersonStore &m_store;
    MappingStore &m_mappings;
    RecomputeService &m_recompute;
    const QString m_author;
    Worker m_worker;
};

} // namespace rollcall
