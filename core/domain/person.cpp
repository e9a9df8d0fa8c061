// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/person.h"

namespace rollcall {

Person mergedPerson(const Person &stored, const Person &wanted, PersonFields fields)
{
    Person merged = stored;
    const auto take = [&](PersonField field, auto member) {
        if (fields.testFlag(field))
            merged.*member = wanted.*member;
    };
    take(PersonField::Name, &Person::fullName);
    take(PersonField::Group, &Person::groupName);
    take(PersonField::Section, &Person::section);
    take(PersonField::Roll, &Person::roll);
    take(PersonField::Gender, &Person::gender);
    take(PersonField::Card, &Person::card);
    take(PersonField::Guardian, &Person::guardianName);
    take(PersonField::Phone, &Person::phone);
    take(PersonField::Photo, &Person::photoRef);
    take(PersonField::From, &Person::enrolledFrom);
    take(PersonField::To, &Person::enrolledTo);
    take(PersonField::Active, &Person::active);
    return merged;
}

PersonFields changedFields(const Person &before, const Person &after)
{
    PersonFields changed;
    for (int bit = 1; bit <= kAllPersonFields.toInt(); bit <<= 1) {
        const auto field = static_cast<PersonField>(bit);
        if (!(mergedPerson(before, after, field) == before))
            changed |= field;
    }
    return changed;
}

} // namespace rollcall
