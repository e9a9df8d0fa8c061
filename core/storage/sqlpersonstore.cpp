// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqlpersonstore.h"

#include "core/base/textfold.h"
#include "core/storage/dirtymarks.h"
#include "core/storage/sqlaudit.h"

#include <QHash>

namespace rollcall {

namespace {

constexpr auto kPersonColumns =
    "p.id, p.kind, p.number, p.full_name, COALESCE(g.name, ''), COALESCE(g.section, ''), p.roll, "
    "p.gender, "
    "p.card, p.guardian_name, p.phone, p.enrolled_from, p.enrolled_to, p.active";

Person personFromRow(const Rows &rows)
{
    Person person;
    person.id = PersonId{rows.number(0)};
    person.kind = kindFromWord(rows.text(1));
    person.number = rows.text(2);
    person.fullName = rows.text(3);
    person.groupName = rows.text(4);
    person.section = rows.text(5);
    person.roll = rows.text(6);
    person.gender = rows.text(7);
    person.card = rows.text(8);
    person.guardianName = rows.text(9);
    person.phone = rows.text(10);
    person.enrolledFrom = dayFromText(rows.text(11));
    person.enrolledTo = dayFromText(rows.text(12));
    person.active = rows.flag(13);
    return person;
}

/// The class or department of that name; made when it is new. 0 when the person has none.
Result<qint64> groupId(Database &database, qint64 school, const Person &person)
{
    if (person.groupName.isEmpty())
        return 0;
    const QString kind =
        person.kind == PersonKind::Student ? QStringLiteral("class") : QStringLiteral("department");
    const Result<qint64> made = database.execute(
        "group.add",
        QStringLiteral(
            "INSERT INTO person_group (school_id, kind, name, section) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING"),
        {school, kind, person.groupName, person.section});
    if (!made)
        return made;
    return database.number(
        "group.id",
        QStringLiteral("SELECT id FROM person_group WHERE school_id = ? AND kind = ? AND "
                       "name = ? AND section = ?"),
        {school, kind, person.groupName, person.section});
}

QString searchKey(const Person &person)
{
    return foldText(QString(person.number + u' ' + person.fullName + u' ' + person.groupLabel() +
                            u' ' + person.card + u' ' + person.phone));
}

Result<> save(Database &database, qint64 school, const Person &person)
{
    const Result<qint64> group = groupId(database, school, person);
    if (!group)
        return group.error();
    const QVariant groupValue =
        *group == 0 ? QVariant(QMetaType::fromType<qint64>()) : QVariant(*group);
    const Result<qint64> saved = database.execute(
        "person.save",
        QStringLiteral(
            "INSERT INTO person (school_id, kind, number, roll, full_name, search_key, gender, "
            "group_id, card, "
            "phone, guardian_name, enrolled_from, enrolled_to, active) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (school_id, kind, number) DO UPDATE SET roll = excluded.roll, "
            "full_name = excluded.full_name, search_key = excluded.search_key, gender = "
            "excluded.gender, "
            "group_id = excluded.group_id, card = excluded.card, phone = excluded.phone, "
            "guardian_name = excluded.guardian_name, enrolled_from = excluded.enrolled_from, "
            "enrolled_to = excluded.enrolled_to, active = excluded.active"),
        {school, kindWord(person.kind), person.number, person.roll, person.fullName,
         searchKey(person), person.gender, groupValue, person.card, person.phone,
         person.guardianName, dayText(person.enrolledFrom), dayText(person.enrolledTo),
         person.active ? 1 : 0});
    return saved ? ok() : Result<>(saved.error());
}

Result<QList<Person>> loadPeople(Database &database)
{
    Result<Rows> rows = database.query(
        "person.list",
        QStringLiteral("SELECT %1 FROM person p LEFT JOIN person_group g ON g.id = p.group_id "
                       "ORDER BY p.kind DESC, p.number")
            .arg(QLatin1String(kPersonColumns)));
    if (!rows)
        return rows.error();
    QList<Person> people;
    while (rows->next())
        people.append(personFromRow(*rows));
    return people;
}

/// Enrolment decides whether a day has a record at all (attendance-rules.md, section 4.4), so a
/// change of it touches every day of the person.
Result<> markPerson(Database &database, PersonId person)
{
    const Result<qint64> marked = database.execute(
        "dirty_day.mark_person",
        QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                       "SELECT DISTINCT CAST(? AS BIGINT), day, 'person', CAST(? AS BIGINT) FROM ("
                       "SELECT day FROM day_record WHERE person_id = ? UNION "
                       "SELECT day FROM log_outcome WHERE person_id = ?) AS days WHERE 1 = 1 "
                       "ON CONFLICT (person_id, day) DO UPDATE SET stamp = excluded.stamp"),
        {person.value, newDirtyStamp(), person.value, person.value});
    return marked ? ok() : Result<>(marked.error());
}

} // namespace

Answer<PeopleImportCounts> SqlPersonStore::upsert(const QList<Person> &people,
                                                  const QString &author)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<PeopleImportCounts>(
        [people, author, now](Database &database) -> Result<PeopleImportCounts> {
            const Result<qint64> school = schoolIdOf(database);
            if (!school)
                return school.error();
            const Result<QList<Person>> present = loadPeople(database);
            if (!present)
                return present.error();
            QHash<QString, Person> known;
            for (const Person &person : *present)
                known.insert(QString(kindWord(person.kind) + u'/' + person.number), person);
            PeopleImportCounts counts;
            for (const Person &wanted : people) {
                const auto found =
                    known.constFind(QString(kindWord(wanted.kind) + u'/' + wanted.number));
                Person person = wanted;
                const bool isNew = found == known.constEnd();
                if (!isNew) {
                    person.id = found->id;
                    if (person == *found) {
                        ++counts.unchanged;
                        continue;
                    }
                }
                if (const Result<> saved = save(database, *school, person); !saved)
                    return saved.error();
                ++(isNew ? counts.added : counts.changed);
                if (!isNew &&
                    (person.enrolledFrom != found->enrolledFrom ||
                     person.enrolledTo != found->enrolledTo || person.active != found->active)) {
                    if (const Result<> marked = markPerson(database, person.id); !marked)
                        return marked.error();
                }
            }
            const Result<> audited = addAudit(
                database, now,
                {author,
                 QStringLiteral("people.save"),
                 QStringLiteral("%1 added, %2 changed").arg(counts.added).arg(counts.changed),
                 {},
                 {}});
            return audited ? Result<PeopleImportCounts>(counts) : audited.error();
        });
}

Answer<QList<Person>> SqlPersonStore::people()
{
    return m_threads.readLong<QList<Person>>(loadPeople);
}

} // namespace rollcall
