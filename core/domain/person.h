// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"

#include <QDate>
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

} // namespace rollcall
