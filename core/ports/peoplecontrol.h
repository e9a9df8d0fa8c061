// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/person.h"
#include "core/ports/peopleimport.h"
#include "core/ports/rows.h"

#include <QByteArray>
#include <QObject>

namespace rollcall {

/// Students and staff. Calls from any thread; signals on the thread it lives on. Days that a change
/// touches are computed before the answer comes.
class PeopleControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual Answer<QList<Person>> people() = 0;
    /// Those who have no user on any terminal, whenever it was or will be valid.
    virtual Answer<QList<Person>> unmapped() = 0;
    /// Adds or updates by kind and number; all or nothing.
    virtual Answer<PeopleImportCounts> save(const QList<Person> &people) = 0;
    /// Adds one. InvalidInput: no number, no name, a text that is too long, or a last day before
    /// the first. Conflict: the number is taken.
    virtual Answer<PersonId> add(const Person &person) = 0;
    /// Changes the person of that id, the number included; the kind stays. Answers how many days
    /// were computed again. InvalidInput and Conflict as for add(); NotFound.
    virtual Answer<qint64> update(const Person &person) = 0;
    /// What an import of a people file would do; nothing is stored. peoplefile.h says what is
    /// read and which errors there are.
    virtual Answer<PeoplePreview> previewImport(const QByteArray &file,
                                                const PeopleFileOptions &options) = 0;
    /// Stores what was previewed: the columns that the file has, all rows or none. InvalidInput
    /// when a row is wrong.
    virtual Answer<PeopleImportCounts> import(const PeoplePreview &preview) = 0;

signals:
    void peopleChanged();
};

} // namespace rollcall
