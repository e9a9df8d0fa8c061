// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/personrows.h"

#include "core/domain/peoplefilter.h"
#include "core/storage/sqltext.h"

namespace rollcall {

namespace {

constexpr auto kPersonColumns =
    "p.id, p.kind, p.number, p.full_name, COALESCE(g.name, ''), COALESCE(g.section, ''), p.roll, "
    "p.gender, p.card, p.guardian_name, p.phone, p.photo_ref, p.enrolled_from, p.enrolled_to, "
    "p.active, COALESCE(p.group_id, 0)";

PersonRow rowFrom(const Rows &rows)
{
    PersonRow row;
    Person &person = row.person;
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
    person.photoRef = rows.text(11);
    person.enrolledFrom = dayFromText(rows.text(12));
    person.enrolledTo = dayFromText(rows.text(13));
    person.active = rows.flag(14);
    row.group = GroupId{rows.number(15)};
    return row;
}

/// The values of a person's own columns, in the order of both statements.
QVariantList valuesOf(const PersonRow &row)
{
    const Person &person = row.person;
    const QVariant group =
        row.group.isValid() ? QVariant(row.group.value) : QVariant(QMetaType::fromType<qint64>());
    return {person.number,
            person.roll,
            person.fullName,
            searchKeyOf(person),
            person.gender,
            group,
            person.card,
            person.phone,
            person.guardianName,
            person.photoRef,
            dayText(person.enrolledFrom),
            dayText(person.enrolledTo),
            person.active ? 1 : 0};
}

} // namespace

Result<QList<PersonRow>> loadPersonRows(Database &database)
{
    Result<Rows> rows = database.query(
        "person.list",
        QStringLiteral("SELECT %1 FROM person p LEFT JOIN person_group g ON g.id = p.group_id "
                       "ORDER BY p.kind DESC, p.number")
            .arg(QLatin1String(kPersonColumns)));
    if (!rows)
        return rows.error();
    QList<PersonRow> people;
    while (rows->next())
        people.append(rowFrom(*rows));
    return people;
}

/// The class or department of that name; made when it is new.
Result<GroupId> PersonWriter::groupOf(const Person &person)
{
    if (person.groupName.isEmpty())
        return GroupId();
    const QString kind =
        person.kind == PersonKind::Student ? QStringLiteral("class") : QStringLiteral("department");
    const QString key = kind + u'\n' + person.groupName + u'\n' + person.section;
    if (const auto known = m_groups.constFind(key); known != m_groups.constEnd())
        return *known;
    const Result<qint64> made = m_database.execute(
        "group.add",
        QStringLiteral(
            "INSERT INTO person_group (school_id, kind, name, section) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING"),
        {m_school, kind, person.groupName, person.section});
    if (!made)
        return made.error();
    const Result<qint64> id = m_database.number(
        "group.id",
        QStringLiteral("SELECT id FROM person_group WHERE school_id = ? AND kind = ? AND "
                       "name = ? AND section = ?"),
        {m_school, kind, person.groupName, person.section});
    if (!id)
        return id.error();
    m_groups.insert(key, GroupId{*id});
    return GroupId{*id};
}

Result<> PersonWriter::add(PersonRow &row)
{
    const Result<GroupId> group = groupOf(row.person);
    if (!group)
        return group.error();
    row.group = *group;
    const QVariantList who{m_school, kindWord(row.person.kind)};
    const Result<qint64> added = m_database.execute(
        "person.add",
        QStringLiteral("INSERT INTO person (school_id, kind, number, roll, full_name, search_key, "
                       "gender, group_id, card, phone, guardian_name, photo_ref, enrolled_from, "
                       "enrolled_to, active) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        who + valuesOf(row));
    if (!added)
        return added.error();
    const Result<qint64> id = m_database.number(
        "person.id",
        QStringLiteral("SELECT id FROM person WHERE school_id = ? AND kind = ? AND number = ?"),
        who + QVariantList{row.person.number});
    if (!id)
        return id.error();
    row.person.id = PersonId{*id};
    return ok();
}

Result<> PersonWriter::update(PersonRow &row)
{
    const Result<GroupId> group = groupOf(row.person);
    if (!group)
        return group.error();
    row.group = *group;
    return withoutCount(m_database.execute(
        "person.update",
        QStringLiteral("UPDATE person SET number = ?, roll = ?, full_name = ?, search_key = ?, "
                       "gender = ?, group_id = ?, card = ?, phone = ?, guardian_name = ?, "
                       "photo_ref = ?, enrolled_from = ?, enrolled_to = ?, active = ? "
                       "WHERE id = ?"),
        valuesOf(row) + QVariantList{row.person.id.value}));
}

QString auditText(const Person &person, PersonFields fields)
{
    QJsonObject json;
    const auto add = [&](PersonField field, const char *name, const QString &text) {
        if (fields.testFlag(field))
            json.insert(QLatin1String(name), text);
    };
    add(PersonField::Name, "name", person.fullName);
    add(PersonField::Group, "class", person.groupName);
    add(PersonField::Section, "section", person.section);
    add(PersonField::Roll, "roll", person.roll);
    add(PersonField::Gender, "gender", person.gender);
    add(PersonField::Card, "card", person.card);
    add(PersonField::Guardian, "guardian", person.guardianName);
    add(PersonField::Phone, "phone", person.phone);
    add(PersonField::Photo, "photo", person.photoRef);
    add(PersonField::From, "from", dayText(person.enrolledFrom));
    add(PersonField::To, "to", dayText(person.enrolledTo));
    if (fields.testFlag(PersonField::Active))
        json.insert(QLatin1String("active"), person.active);
    return json.isEmpty() ? QString() : jsonText(json);
}

} // namespace rollcall
