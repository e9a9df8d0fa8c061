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
    PeopleService(PersonStore &store, RecomputeService &recompute, QString author,
                  QObject *parent = nullptr)
        : PeopleControl(parent)
        , m_store(store)
        , m_recompute(recompute)
        , m_author(std::move(author))
    {}

    Answer<QList<Person>> people() override { return m_store.people(); }
    Answer<PeopleImportCounts> save(const QList<Person> &people) override;

private:
    PersonStore &m_store;
    RecomputeService &m_recompute;
    const QString m_author;
    Worker m_worker;
};

} // namespace rollcall
