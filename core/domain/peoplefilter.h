// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/person.h"

#include <QList>
#include <QString>

#include <optional>

namespace rollcall {

/// Which people are wanted; what is empty does not count.
struct PeopleFilter
{
    std::optional<PersonKind> kind;
    QString group; ///< class or department, with its section ("7-B") or all of its sections ("7")
    QString text;  ///< words of number, name, class, roll, card, guardian or phone, any order
};

/// What a person is found by, folded (textfold.h).
QString searchKeyOf(const Person &person);

/// The people whom the filter fits, in the given order.
QList<Person> filteredPeople(const QList<Person> &people, const PeopleFilter &filter);

} // namespace rollcall
