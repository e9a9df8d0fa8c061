// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqlpersonstore.h"

#include "core/storage/personmarks.h"
#include "core/storage/personrows.h"
#include "core/storage/sqlaudit.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <functional>

namespace rollcall {

namespace {

QString subjectOf(const Person &person)
{
    return kindWord(person.kind) + u' ' + person.number;
}

Error numberTaken(const Person &person)
{
    return errors::conflict(
        QCoreApplication::translate(
            "rollcall::Storage",
            "The number %1 belongs to somebody else already. Nothing was stored. Choose another "
            "number, or change that person.")
            .arg(person.number));
}

Result<QList<Person>> loadPeople(Database &database)
{
    const Result<QList<PersonRow>> rows = loadPersonRows(database);
    if (!rows)
        return rows.error();
    QList<Person> people;
    people.reserve(rows->size());
    for (const PersonRow &row : *rows)
        people.append(row.person);
    return people;
}

/// One transaction's view of the people: who is there, and what is done to them.
class PeopleJob
{
public:
    PeopleJob(Database &database, qint64 school, qint64 now, QString author)
        : m_database(database)
        , m_now(now)
        , m_author(std::move(author))
        , m_writer(database, school)
        , m_marks(database)
    {}

    Result<> load()
    {
        Result<QList<PersonRow>> present = loadPersonRows(m_database);
        if (!present)
            return present.error();
        m_known.reserve(present->size());
        for (const PersonRow &row : std::as_const(*present))
            m_known.insert(subjectOf(row.person), row);
        return ok();
    }

    bool has(const Person &person) const { return m_known.contains(subjectOf(person)); }

    Result<> upsert(const Person &wanted, PersonFields fields)
    {
        const auto found = m_known.constFind(subjectOf(wanted));
        if (found == m_known.constEnd()) {
            ++m_counts.added;
            const Result<PersonId> added = add(wanted);
            return added ? ok() : Result<>(added.error());
        }
        const Person merged = mergedPerson(found->person, wanted, fields);
        if (merged == found->person) {
            ++m_counts.unchanged;
            return ok();
        }
        ++m_counts.changed;
        return change(*found, merged);
    }

    Result<PersonId> add(const Person &wanted)
    {
        PersonRow row{wanted, {}};
        Result<> done = m_writer.add(row);
        if (done)
            done = addAudit(m_database, m_now,
                            {m_author,
                             QStringLiteral("person.add"),
                             subjectOf(wanted),
                             {},
                             auditText(wanted, changedFields({}, wanted) | PersonField::Name)});
        if (!done)
            return done.error();
        m_known.insert(subjectOf(wanted), row);
        return row.person.id;
    }

    Result<> change(const PersonRow &before, const Person &wanted)
    {
        PersonRow after{wanted, {}};
        const PersonFields changed = changedFields(before.person, wanted);
        if (const Result<> saved = m_writer.update(after); !saved)
            return saved;
        const Result<qint64> days = m_marks.mark(before, after);
        if (!days)
            return days.error();
        m_counts.days += *days;
        const bool hasOtherNumber = before.person.number != wanted.number;
        return addAudit(m_database, m_now,
                        {m_author, QStringLiteral("person.change"),
                         hasOtherNumber
                             ? QString(subjectOf(before.person) + u" \u2192 " + wanted.number)
                             : subjectOf(wanted),
                         auditText(before.person, changed), auditText(wanted, changed)});
    }

    /// NotFound when nobody has the id.
    Result<PersonRow> byId(PersonId id) const
    {
        const auto found = std::find_if(m_known.cbegin(), m_known.cend(),
                                        [id](const PersonRow &row) { return row.person.id == id; });
        if (found == m_known.cend())
            return errors::notFound(QCoreApplication::translate(
                "rollcall::Storage",
                "This person is not in the school any more. Nothing was stored. Look at the list "
                "again."));
        return *found;
    }

    const PeopleImportCounts &counts() const { return m_counts; }

private:
    Database &m_database;
    const qint64 m_now;
    const QString m_author;
    PersonWriter m_writer;
    PersonMarks m_marks;
    QHash<QString, PersonRow> m_known;
    PeopleImportCounts m_counts;
};

/// Runs @p work with the people loaded.
template <typename T>
Result<T> withPeople(Database &database, qint64 now, const QString &author,
                     const std::function<Result<T>(PeopleJob &)> &work)
{
    const Result<qint64> school = schoolIdOf(database);
    if (!school)
        return school.error();
    PeopleJob job(database, *school, now, author);
    if (const Result<> loaded = job.load(); !loaded)
        return loaded.error();
    return work(job);
}

} // namespace

Answer<PeopleImportCounts> SqlPersonStore::upsert(const QList<Person> &people,
                                                  const QString &author, PersonFields fields)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    const auto work = [people, fields](PeopleJob &job) -> Result<PeopleImportCounts> {
        for (const Person &wanted : people) {
            if (const Result<> done = job.upsert(wanted, fields); !done)
                return done.error();
        }
        return job.counts();
    };
    return m_threads.write<PeopleImportCounts>([work, now, author](Database &database) {
        return withPeople<PeopleImportCounts>(database, now, author, work);
    });
}

Answer<PersonId> SqlPersonStore::add(const Person &person, const QString &author)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    const auto work = [person](PeopleJob &job) -> Result<PersonId> {
        return job.has(person) ? Result<PersonId>(numberTaken(person)) : job.add(person);
    };
    return m_threads.write<PersonId>([work, now, author](Database &database) {
        return withPeople<PersonId>(database, now, author, work);
    });
}

Answer<qint64> SqlPersonStore::update(const Person &person, const QString &author)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    const auto work = [person](PeopleJob &job) -> Result<qint64> {
        const Result<PersonRow> before = job.byId(person.id);
        if (!before)
            return before.error();
        Person wanted = person;
        wanted.kind = before->person.kind;
        if (wanted == before->person)
            return 0;
        if (wanted.number != before->person.number && job.has(wanted))
            return numberTaken(wanted);
        const Result<> changed = job.change(*before, wanted);
        return changed ? Result<qint64>(job.counts().days) : changed.error();
    };
    return m_threads.write<qint64>([work, now, author](Database &database) {
        return withPeople<qint64>(database, now, author, work);
    });
}

Answer<QList<Person>> SqlPersonStore::people()
{
    return m_threads.readLong<QList<Person>>(loadPeople);
}

} // namespace rollcall
