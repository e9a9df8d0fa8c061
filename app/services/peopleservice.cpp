// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/peopleservice.h"

#include <QCoreApplication>
#include <QSet>

namespace rollcall {

namespace {

Result<> check(const QList<Person> &people)
{
    QSet<QString> seen;
    for (const Person &person : people) {
        if (person.number.trimmed().isEmpty() || person.fullName.trimmed().isEmpty())
            return errors::invalidInput(QCoreApplication::translate(
                "rollcall::PeopleService",
                "Everybody needs a number and a name. Nothing was stored."));
        const QString key = kindWord(person.kind) + u'/' + person.number;
        if (seen.contains(key))
            return errors::invalidInput(
                QCoreApplication::translate(
                    "rollcall::PeopleService",
                    "Number %1 stands twice in this list. Nothing was stored. Give "
                    "each person one line.")
                    .arg(person.number));
        seen.insert(key);
    }
    return ok();
}

} // namespace

Answer<PeopleImportCounts> PeopleService::save(const QList<Person> &people)
{
    return m_worker.run<PeopleImportCounts>([this, people]() -> Result<PeopleImportCounts> {
        if (const Result<> checked = check(people); !checked)
            return checked.error();
        const Result<PeopleImportCounts> counts = await(m_store.upsert(people, m_author));
        if (!counts)
            return counts;
        emit peopleChanged();
        if (const Result<qint64> drained = await(m_recompute.drain()); !drained)
            return drained.error();
        return counts;
    });
}

} // namespace rollcall
