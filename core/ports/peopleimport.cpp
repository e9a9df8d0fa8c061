// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ports/peopleimport.h"

#include <QHash>

namespace rollcall {

namespace {

QString keyOf(const Person &person)
{
    return kindWord(person.kind) + u'/' + person.number;
}

} // namespace

PeoplePreview previewOf(PeopleFile file, const QList<Person> &present)
{
    QHash<QString, Person> known;
    known.reserve(present.size());
    for (const Person &person : present)
        known.insert(keyOf(person), person);
    PeoplePreview preview;
    preview.rows.reserve(file.people.size());
    for (qsizetype i = 0; i < file.people.size(); ++i) {
        PeopleImportRow row{file.lines.value(i), file.people.at(i), ImportChange::Added, {}};
        if (const auto found = known.constFind(keyOf(row.person)); found != known.constEnd()) {
            row.person = mergedPerson(*found, row.person, file.fields);
            row.changed = changedFields(*found, row.person);
            row.change = row.changed ? ImportChange::Changed : ImportChange::Unchanged;
        }
        int &count = row.change == ImportChange::Added     ? preview.counts.added
                     : row.change == ImportChange::Changed ? preview.counts.changed
                                                           : preview.counts.unchanged;
        ++count;
        preview.rows.append(row);
    }
    preview.file = std::move(file);
    return preview;
}

} // namespace rollcall
