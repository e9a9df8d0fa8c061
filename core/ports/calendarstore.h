// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/calendar.h"
#include "core/ports/decision.h"

#include <QList>

namespace rollcall {

// The dated facts of the calendar. Every change is one transaction with the dirty marks of the
// person-days it touches (attendance-rules.md, section 11) and its line in the audit trail; what is
// taken back stays in the store with the time of its removal. Threads and errors: as in stores.h.
// NotFound: there is no such fact, or it was taken back already.

class CalendarStore
{
public:
    virtual ~CalendarStore() = default;

    /// By day and name; null dates = open.
    virtual Answer<QList<Holiday>> holidays(QDate from, QDate to) = 0;
    /// All or none. An equal one (day, name and audience) is left as it is.
    virtual Answer<FactCounts> addHolidays(const QList<Holiday> &holidays,
                                           const Decision &decision) = 0;
    virtual Answer<FactCounts> removeHolidays(const QList<HolidayId> &holidays,
                                              const Decision &decision) = 0;

    virtual Answer<QList<WeeklyOff>> weeklyOffs() = 0;
    /// An equal one is left as it is.
    virtual Answer<FactCounts> addWeeklyOff(const WeeklyOff &off, const Decision &decision) = 0;
    /// It holds up to @p last, or, when that is null, never held.
    virtual Answer<FactCounts> endWeeklyOff(WeeklyOffId off, QDate last,
                                            const Decision &decision) = 0;

    virtual Answer<QList<ClosedDay>> closedDays() = 0;
    virtual Answer<FactCounts> closeDay(QDate day, const Decision &decision) = 0;
    virtual Answer<FactCounts> reopenDay(QDate day, const Decision &decision) = 0;
};

class LeaveStore
{
public:
    virtual ~LeaveStore() = default;

    /// Those that have a day in the span, by first day and person; null dates = open.
    virtual Answer<QList<Leave>> leaves(QDate from, QDate to) = 0;
    /// All or none; an equal one is left as it is. Conflict: the person has another leave on one of
    /// the days, so that it could only be guessed which of the two is meant.
    virtual Answer<FactCounts> addLeaves(const QList<Leave> &leaves, const Decision &decision) = 0;
    virtual Answer<FactCounts> removeLeave(LeaveId leave, const Decision &decision) = 0;

    virtual Answer<QList<LeaveReason>> reasons() = 0;
    /// Adds it, or changes the one with its code. Records do not hang on it, only how they count.
    virtual Answer<FactCounts> saveReason(const LeaveReason &reason, const Decision &decision) = 0;
};

class LockStore
{
public:
    virtual ~LockStore() = default;

    virtual Answer<QList<LockedMonth>> months() = 0;
    /// Freezes every record of the month as it is, and that the other days of it have none.
    /// @p month: its first day.
    virtual Answer<FactCounts> lockMonth(QDate month, const Decision &decision) = 0;
    virtual Answer<FactCounts> unlockMonth(QDate month, const Decision &decision) = 0;
};

/// A class or department.
struct GroupRow
{
    GroupId id;
    QString name;
    QString section;

    /// "7-B", "7" or "Office".
    QString label() const { return section.isEmpty() ? name : QString(name + u'-' + section); }
};

/// A timing assignment with its key.
struct AssignmentRow
{
    AssignmentId id;
    TimingAssignment assignment;
};

/// The dated settings themselves are read and saved by SchoolStore.
class TimingStore
{
public:
    virtual ~TimingStore() = default;

    /// Takes the school's settings of @p validFrom back; those before them hold on.
    virtual Answer<FactCounts> removeTiming(QDate validFrom, const Decision &decision) = 0;
    /// From general to specific, as they are laid over one another.
    virtual Answer<QList<AssignmentRow>> assignments() = 0;
    /// All or none. Their places follow from whom they are for (policyresolver); the latest of a
    /// kind comes last and wins.
    virtual Answer<FactCounts> addAssignments(const QList<TimingAssignment> &assignments,
                                              const Decision &decision) = 0;
    virtual Answer<FactCounts> removeAssignment(AssignmentId assignment,
                                                const Decision &decision) = 0;
    /// Whom an assignment can be for, by name and section.
    virtual Answer<QList<GroupRow>> groups() = 0;
};

} // namespace rollcall
