// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/person.h"
#include "core/storage/database.h"

#include <QHash>
#include <QList>
#include <QString>

namespace rollcall {

/// A person with the class or department as the database knows it.
struct PersonRow
{
    Person person;
    GroupId group; ///< invalid = none
};

/// Everybody, students first, by number.
Result<QList<PersonRow>> loadPersonRows(Database &database);

/// Writes people of one school within one transaction.
class PersonWriter
{
public:
    PersonWriter(Database &database, qint64 school)
        : m_database(database)
        , m_school(school)
    {}

    /// Answers the id, and the group in @p row. The number must be free.
    Result<> add(PersonRow &row);
    /// By id; the kind stays.
    Result<> update(PersonRow &row);

private:
    Result<GroupId> groupOf(const Person &person);

    Database &m_database;
    const qint64 m_school;
    QHash<QString, GroupId> m_groups; ///< looked up already
};

/// What the audit trail says of a person: the fields that are in @p fields, as compact JSON with
/// the names of cli.md.
QString auditText(const Person &person, PersonFields fields);

} // namespace rollcall
