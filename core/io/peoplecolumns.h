// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/person.h"
#include "core/ports/peopleimport.h"

#include <QHash>
#include <QList>
#include <QStringList>

namespace rollcall {

/// What a column of a people file can be: the columns of cli.md (Fixed forms), "photo" and "active"
/// beside them, and what other programs write instead.
enum class PeopleColumn {
    Number,
    Name,
    Kind,
    Class,
    Section,
    Roll,
    Gender,
    Card,
    Guardian,
    Phone,
    Photo,
    From,
    To,
    Active,
    ClassAndSection, ///< "7-B"
    FirstName,
    LastName,
};

/// The column's name in cli.md; what stands for others has the name of those.
QString columnName(PeopleColumn column);

/// Where the columns of a people file stand. Heads are compared folded, so that case, accents, dots
/// and dashes do not matter, and each column is known by several names ("Adm. No.", "Roll #",
/// "Father's Name"). Of two heads for one column the one closer to its own name is taken, the
/// other ignored.
class PeopleColumns
{
public:
    /// InvalidInput: no number, no name, or two heads that say the same.
    static Result<PeopleColumns> match(const QStringList &head);

    bool has(PeopleColumn column) const { return m_places.contains(column); }
    int place(PeopleColumn column) const { return m_places.value(column, -1); }
    PersonFields fields() const;
    QList<MatchedColumn> matched() const { return m_matched; }
    QStringList ignored() const { return m_ignored; }

private:
    PeopleColumns() = default;
    void settle(const QStringList &head);
    Result<> check() const;

    QHash<PeopleColumn, int> m_places;
    QList<MatchedColumn> m_matched;
    QStringList m_ignored;
};

} // namespace rollcall
