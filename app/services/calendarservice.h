// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/factchanges.h"
#include "core/ports/calendarcontrol.h"
#include "core/ports/stores.h"

namespace rollcall {

class CalendarService : public CalendarControl
{
    Q_OBJECT

public:
    CalendarService(CalendarStore &calendar, LockStore &locks, DayStore &days,
                    RecomputeService &recompute, const QString &author, QObject *parent = nullptr);

    Answer<QList<Holiday>> holidays(QDate from, QDate to) override;
    Answer<FactCounts> addHolidays(const QList<Holiday> &holidays, const QString &reason) override;
    Answer<FactCounts> removeHolidays(const QList<HolidayId> &holidays,
                                      const QString &reason) override;
    Answer<QList<WeeklyOff>> weeklyOffs() override;
    Answer<FactCounts> addWeeklyOff(const WeeklyOff &off, const QString &reason) override;
    Answer<FactCounts> endWeeklyOff(WeeklyOffId off, QDate last, const QString &reason) override;
    Answer<QList<ClosedDay>> closedDays() override;
    Answer<FactCounts> closeDay(QDate day, const QString &reason) override;
    Answer<FactCounts> reopenDay(QDate day, const QString &reason) override;
    Answer<QList<LockedMonth>> lockedMonths() override;
    Answer<FactCounts> lockMonth(QDate month, const QString &reason) override;
    Answer<FactCounts> unlockMonth(QDate month, const QString &reason) override;

private:
    Answer<FactCounts> change(std::function<Result<FactCounts>()> work);
    QDate today() { return m_changes.recompute().now().date(); }

    CalendarStore &m_calendar;
    LockStore &m_locks;
    DayStore &m_days;
    FactChanges m_changes;
};

} // namespace rollcall
