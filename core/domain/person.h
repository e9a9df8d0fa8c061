// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"

#include <QDate>
#include <QFlags>
#include <QString>

namespace rollcall {

enum class PersonKind { Student, Staff };

/// "student" / "staff": the word in files, JSON and the database.
inline QString kindWord(PersonKind kind)
{
    return kind == PersonKind::Staff ? QStringLiteral("staff") : QStringLiteral("student");
}
inline PersonKind kindFromWord(QStringView word)
{
    return word.compare(u"staff", Qt::CaseInsensitive) == 0 ? PersonKind::Staff
                                                            : PersonKind::Student;
}

/// What can be said of a person beside kind and number, which tell who it is.
enum class PersonField {
    Name = 0x1,
    Group = 0x2, ///< class or department
    Section = 0x4,
    Roll = 0x8,
    Gender = 0x10,
    Card = 0x20,
    Guardian = 0x40,
    Phone = 0x80,
    Photo = 0x100,
    From = 0x200,
    To = 0x400,
    Active = 0x800,
};
Q_DECLARE_FLAGS(PersonFields, PersonField)
Q_DECLARE_OPERATORS_FOR_FLAGS(PersonFields)
inline constexpr PersonFields kAllPersonFields{0xFFF};

/// A pupil or a member of staff.
struct Person
{
    PersonId id;
    PersonKind kind = PersonKind::Student;
    QString number; ///< admission or staff number: what the office calls the person by; text, zeros
                    ///< count
    QString fullName;
    QString groupName; ///< class or department
    QString section;
    QString roll;
    QString gender;
    QString card;
    QString guardianName;
    QString phone;
    QString photoRef;   ///< where the picture lies; the program does not read it
    QDate enrolledFrom; ///< first day; null = always
    QDate enrolledTo;   ///< last day; null = still here
    bool active = true;

    /// "7-B", "7" or "Office".
    QString groupLabel() const
    {
        return section.isEmpty() ? groupName : QString(groupName + QLatin1Char('-') + section);
    }
    friend bool operator==(const Person &, const Person &) = default;
};

/// @p stored with the @p fields of @p wanted: a file without a column says nothing of it. Kind,
/// number and id stay.
Person mergedPerson(const Person &stored, const Person &wanted, PersonFields fields);

/// The fields in which the two differ.
PersonFields changedFields(const Person &before, const Person &after);

} // namespace rollcall
