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
    struct WeeklyOff
    {
        int weekday = 0;
        QString appliesTo; ///< "all", "student", "staff"
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
    QMultiHash<QDate, QString> holidays; ///< day → to whom it applies, as in WeeklyOff
    QList<WeeklyOff> weeklyOff;
    QSet<QDate> closedDays;
    QSet<QDate> lockedMonths; ///< their first days
    ClockFacts clocks;
    QHash<qint64, DeviceFacts> devices;
};

/// The facts of one person, and what is stored of the days.
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
    QList<Punch> punches; ///< in order of time
    QHash<QDate, StoredDay> stored;
};

using PeopleFacts = QHash<qint64, PersonFacts>;

/// Days of one person, both included.
struct PersonSpan
{
    qint64 person = 0;
    QDate from;
    QDate to;
};

/// @p from and @p to bound the days to be computed.
Result<SchoolFacts> loadSchoolFacts(Database &database, QDate from, QDate to);

/// The facts of the people in @p spans, which are in order of the persons. Punches come from one
/// day more on both sides.
Result<PeopleFacts> loadPersonFacts(Database &database, const QList<PersonSpan> &spans,
                                    const SchoolFacts &school);

// Parts of loadPersonFacts().
Result<> loadPunches(Database &database, PeopleFacts &facts, const QList<PersonSpan> &spans,
                     const SchoolFacts &school);
Result<> loadStored(Database &database, PeopleFacts &facts, const QList<PersonSpan> &spans);

/// Calls @p take with the effective time of each log of @p mapping whose effective date lies in
/// @p from to @p to and in the mapping's span, in order of the logs as written: the one place that
/// says whose a log is and when it counts (attendance-rules.md, sections 4.3 and 10).
using TakeLog = std::function<void(const Rows &, WallTime written, WallTime effective)>;
Result<> forLogsOf(Database &database, const UserMapping &mapping, QDate from, QDate to,
                   const ClockFacts &clocks, const TakeLog &take);

} // namespace rollcall
