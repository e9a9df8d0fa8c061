// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/person.h"
#include "core/ports/rows.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace rollcall::ui {

/// Why a person is offered for a device user; best first.
enum class MatchReason {
    SameNumberAndName,
    SameNumber,
    SameCard,
    SameName,
    SimilarName,
    SameCardOtherName,   ///< the card says yes, the name on the device no
    SameNumberOtherName, ///< short numbers are equal by accident
    Found,
};

/// A person with what is compared, folded once and not at each key stroke.
struct SearchablePerson
{
    Person person;
    QString key; ///< every word one may look for
    QString foldedName;
    QString foldedNumber;
};
QList<SearchablePerson> makeSearchable(const QList<Person> &people);
/// The classes and departments of @p people, in the order in which people count.
QStringList groupLabels(const QList<SearchablePerson> &people);

struct PersonMatch
{
    Person person;
    MatchReason reason = MatchReason::Found;
    QString takenBy; ///< user id of this device that already means this person; empty = none

    friend bool operator==(const PersonMatch &, const PersonMatch &) = default;
};

struct MatchQuery
{
    QString text;                   ///< as typed; empty offers people for the device user
    std::optional<PersonKind> kind; ///< empty = all
    int limit = 100;
    QString group{}; ///< class or department, as Person::groupLabel(); empty = all
};

/// The people to choose from for @p user, best first: same number (and name), same card, same name,
/// similar name, a number or a card of somebody with another name, others; people already mapped
/// here last. @p taken: person → user id of this device. Inactive people are left out.
QList<PersonMatch> rankPeople(const QList<SearchablePerson> &people, const MappingRow &user,
                              const MatchQuery &query, const QHash<PersonId, QString> &taken);

/// True when Enter may map the first match without looking twice: something was typed, or the
/// reason is a strong one; and the person is still free here.
bool isSafeFirstChoice(const PersonMatch &match, const QString &typed);

} // namespace rollcall::ui
