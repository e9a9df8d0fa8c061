// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/calendar.h"
#include "core/ports/decision.h"

#include <QList>
#include <QObject>

namespace rollcall {

// Every change answers when the days it touches are computed (cli.md). Calls from any thread;
// signals on the thread the object lives on. @p reason goes into the audit trail. Errors:
// InvalidInput with a sentence, and those of the stores.

/// Holidays, weekly offs, days that were closed anyway, and closed months.
class CalendarControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// By day; null dates = open.
    virtual Answer<QList<Holiday>> holidays(QDate from, QDate to) = 0;
    /// All or none; those that are there already are left as they are.
    virtual Answer<FactCounts> addHolidays(const QList<Holiday> &holidays,
                                           const QString &reason) = 0;
    virtual Answer<FactCounts> removeHolidays(const QList<HolidayId> &holidays,
                                              const QString &reason) = 0;

    virtual Answer<QList<WeeklyOff>> weeklyOffs() = 0;
    virtual Answer<FactCounts> addWeeklyOff(const WeeklyOff &off, const QString &reason) = 0;
    /// It holds up to @p last, or, when that is null, never held.
    virtual Answer<FactCounts> endWeeklyOff(WeeklyOffId off, QDate last, const QString &reason) = 0;

    virtual Answer<QList<ClosedDay>> closedDays() = 0;
    /// Whoever has not come is absent, although devices were not read. Needs a reason; not for a
    /// day that is still to come.
    virtual Answer<FactCounts> closeDay(QDate day, const QString &reason) = 0;
    virtual Answer<FactCounts> reopenDay(QDate day, const QString &reason) = 0;

    virtual Answer<QList<LockedMonth>> lockedMonths() = 0;
    /// Brings the month up to date, then freezes it. Only a month that is over.
    virtual Answer<FactCounts> lockMonth(QDate month, const QString &reason) = 0;
    virtual Answer<FactCounts> unlockMonth(QDate month, const QString &reason) = 0;

signals:
    void calendarChanged();
};

/// Approved leave and its reasons.
class LeaveControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual Answer<QList<Leave>> leaves(QDate from, QDate to) = 0;
    /// All or none. Only for a reason that is offered.
    virtual Answer<FactCounts> addLeaves(const QList<Leave> &leaves, const QString &reason) = 0;
    virtual Answer<FactCounts> removeLeave(LeaveId leave, const QString &reason) = 0;
    virtual Answer<QList<LeaveReason>> reasons() = 0;
    virtual Answer<FactCounts> saveReason(const LeaveReason &leaveReason,
                                          const QString &reason) = 0;

signals:
    void leavesChanged();
};

} // namespace rollcall
