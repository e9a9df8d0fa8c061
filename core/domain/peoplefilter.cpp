// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/peoplefilter.h"

#include "core/base/textfold.h"

#include <algorithm>
#include <iterator>

namespace rollcall {

QString searchKeyOf(const Person &person)
{
    // "7-B" is also looked for as "7b".
    return foldText(QString(person.number + u' ' + person.fullName + u' ' + person.groupLabel() +
                            u' ' + person.groupName + person.section + u' ' + person.card + u' ' +
                            person.phone + u' ' + person.guardianName + u' ' + person.roll));
}

QList<Person> filteredPeople(const QList<Person> &people, const PeopleFilter &filter)
{
    const QString group = foldText(filter.group);
    const QString text = foldText(filter.text);
    QList<Person> found;
    std::copy_if(people.begin(), people.end(), std::back_inserter(found),
                 [&](const Person &person) {
                     if (filter.kind && person.kind != *filter.kind)
                         return false;
                     if (!group.isEmpty() && foldText(person.groupName) != group &&
                         foldText(person.groupLabel()) != group)
                         return false;
                     return text.isEmpty() || foldedMatch(searchKeyOf(person), text);
                 });
    return found;
}

} // namespace rollcall
