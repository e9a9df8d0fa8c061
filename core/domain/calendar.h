// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"
#include "core/domain/ids.h"

#include <QDate>
#include <QString>

#include <optional>

namespace rollcall {

/// Whom a day off is for (attendance-rules.md, section 7.2).
enum class Audience { Everybody, Students, Staff };

/// "all", "student", "staff": the word in files, JSON and the database.
QString audienceWord(Audience audience);
std::optional<Audience> audienceFromWord(QStringView word);

/// "full", "first_half", "second_half".
QString leavePartWord(LeavePart part);
std::optional<LeavePart> leavePartFromWord(QStringView word);

/// A day on which there is no school.
struct Holiday
{
    HolidayId id;
    QDate day;
    QString name;
    Audience appliesTo = Audience::Everybody;

    friend bool operator==(const Holiday &, const Holiday &) = default;
};

/// A weekday on which there is no school.
struct WeeklyOff
{
    WeeklyOffId id;
    int weekday = 7; ///< 1 = Monday … 7 = Sunday
    Audience appliesTo = Audience::Everybody;
    QDate from; ///< first day it holds; null = always
    QDate to;   ///< last day it holds; null = still

    friend bool operator==(const WeeklyOff &, const WeeklyOff &) = default;
};

/// Why somebody may be away. Whether it is excused and how it counts are properties of the reason,
/// not of punches (attendance-rules.md, section 12).
struct LeaveReason
{
    QString code; ///< lower-case letters, digits, "_"; never changes
    QString name; ///< for people; empty for a built-in one that was not renamed
    bool excused = true;
    bool countsAsPresent = false; ///< "official duty": a trip, a match
    bool offered = true;          ///< for new leaves

    friend bool operator==(const LeaveReason &, const LeaveReason &) = default;
};

/// The name that is shown: the school's own, else the translated one of a built-in reason, else the
/// code.
QString leaveReasonTitle(const LeaveReason &reason);

/// Approved absence of one person.
struct Leave
{
    LeaveId id;
    PersonId person;
    QDate from;
    QDate to; ///< not before from
    LeavePart part = LeavePart::Full;
    QString reason; ///< code of a LeaveReason

    friend bool operator==(const Leave &, const Leave &) = default;
};

/// A day on which absence no longer waits for devices that were not read (attendance-rules.md,
/// section 8).
struct ClosedDay
{
    QDate day;
    QString reason;
    QString author;
    qint64 createdUtc = 0;

    friend bool operator==(const ClosedDay &, const ClosedDay &) = default;
};

/// A month whose records are frozen (attendance-rules.md, section 11).
struct LockedMonth
{
    QDate month; ///< its first day
    QString author;
    qint64 lockedUtc = 0;
    qint64 records = 0;
    qint64 waiting = 0; ///< of them, those that would be different now

    friend bool operator==(const LockedMonth &, const LockedMonth &) = default;
};

} // namespace rollcall
