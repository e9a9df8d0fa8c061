// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"
#include "core/domain/usermapping.h"
#include "core/storage/clockfacts.h"
#include "core/storage/database.h"

#include <QHash>
#include <QSet>

namespace rollcall {

/// The facts of a school that are alike for everybody, as loaded for one batch of days.
struct SchoolFacts
{
    struct Holiday
    {
        QDate day;
        QString appliesTo; ///< "all", "student", "staff"
    };
    struct WeeklyOff
    {
        int weekday = 0;
        QString appliesTo;
        QDate validFrom;
        QDate validTo;
    };
    struct DeviceFacts
    {
        Direction direction = Direction::Auto;
        bool active = true;
        bool countsAsRead = false; ///< a push device that speaks only when somebody punches
        WallTime syncMark;         ///< wall clock of the school; invalid = never
        QByteArray zone;
    };

    QByteArray zone;
    QList<Timing> timings;
    QList<TimingAssignment> assignments;
    QList<Holiday> holidays;
    QList<WeeklyOff> weeklyOff;
    QSet<QDate> closedDays;
    QSet<QDate> lockedMonths; ///< their first days
    ClockFacts clocks;
    QHash<qint64, DeviceFacts> devices;
};

/// The facts of one person.
struct PersonFacts
{
    PersonKind kind = PersonKind::Student;
    GroupId group;
    QDate enrolledFrom;
    QDate enrolledTo;
    QList<UserMapping> mappings;
    QHash<QDate, LeavePart> leaves;
    QHash<QDate, StatusCorrection> corrections;
    QHash<QDate, DayLock> locks;
    QMultiHash<QDate, Punch> punches; ///< by calendar date
};

Result<SchoolFacts> loadSchoolFacts(Database &database, QDate from, QDate to);
/// @p from and @p to span the days to be computed; punches come from one day more on both sides.
Result<QHash<qint64, PersonFacts>> loadPersonFacts(Database &database, const QSet<qint64> &persons,
                                                   QDate from, QDate to, const SchoolFacts &school);

} // namespace rollcall
