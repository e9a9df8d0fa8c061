// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/calendarstore.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlCalendarStore : public CalendarStore
{
public:
    explicit SqlCalendarStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<QList<Holiday>> holidays(QDate from, QDate to) override;
    Answer<FactCounts> addHolidays(const QList<Holiday> &holidays,
                                   const Decision &decision) override;
    Answer<FactCounts> removeHolidays(const QList<HolidayId> &holidays,
                                      const Decision &decision) override;
    Answer<QList<WeeklyOff>> weeklyOffs() override;
    Answer<FactCounts> addWeeklyOff(const WeeklyOff &off, const Decision &decision) override;
    Answer<FactCounts> endWeeklyOff(WeeklyOffId off, QDate last, const Decision &decision) override;
    Answer<QList<ClosedDay>> closedDays() override;
    Answer<FactCounts> closeDay(QDate day, const Decision &decision) override;
    Answer<FactCounts> reopenDay(QDate day, const Decision &decision) override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
