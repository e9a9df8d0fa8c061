// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/calendarservice.h"

#include "core/io/holidayfile.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::CalendarService", text);
}

Result<> checkHolidays(const QList<Holiday> &holidays)
{
    for (const Holiday &holiday : holidays) {
        if (!holiday.day.isValid() || !holidayProblem(holiday).isEmpty())
            return errors::invalidInput(say(QT_TRANSLATE_NOOP(
                "rollcall::CalendarService",
                "A holiday needs a date in the years 2000 to 2099 and a name of at most 200 "
                "characters. Nothing was changed.")));
    }
    return ok();
}

Result<> checkWeeklyOff(const WeeklyOff &off)
{
    if (off.weekday < Qt::Monday || off.weekday > Qt::Sunday)
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::CalendarService",
            "A weekday is a number from 1 (Monday) to 7 (Sunday). Nothing was changed.")));
    if (off.from.isValid() && off.to.isValid() && off.to < off.from)
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::CalendarService",
            "The last day of the weekly off lies before its first day. Nothing was changed. "
            "Exchange the two dates.")));
    return ok();
}

} // namespace

CalendarService::CalendarService(CalendarStore &calendar, LockStore &locks, DayStore &days,
                                 RecomputeService &recompute, const QString &author,
                                 QObject *parent)
    : CalendarControl(parent)
    , m_calendar(calendar)
    , m_locks(locks)
    , m_days(days)
    , m_changes(recompute, author)
{}

Answer<FactCounts> CalendarService::change(std::function<Result<FactCounts>()> work)
{
    return m_changes.run<FactCounts>(std::move(work), [this] { emit calendarChanged(); });
}

Answer<QList<Holiday>> CalendarService::holidays(QDate from, QDate to)
{
    return m_calendar.holidays(from, to);
}

Answer<FactCounts> CalendarService::addHolidays(const QList<Holiday> &holidays,
                                                const QString &reason)
{
    return change([this, holidays, reason]() -> Result<FactCounts> {
        if (const Result<> checked = checkHolidays(holidays); !checked)
            return checked.error();
        return await(m_calendar.addHolidays(holidays, m_changes.decision(reason)));
    });
}

Answer<FactCounts> CalendarService::removeHolidays(const QList<HolidayId> &holidays,
                                                   const QString &reason)
{
    return change([this, holidays, reason] {
        return await(m_calendar.removeHolidays(holidays, m_changes.decision(reason)));
    });
}

Answer<QList<WeeklyOff>> CalendarService::weeklyOffs()
{
    return m_calendar.weeklyOffs();
}

Answer<FactCounts> CalendarService::addWeeklyOff(const WeeklyOff &off, const QString &reason)
{
    return change([this, off, reason]() -> Result<FactCounts> {
        if (const Result<> checked = checkWeeklyOff(off); !checked)
            return checked.error();
        return await(m_calendar.addWeeklyOff(off, m_changes.decision(reason)));
    });
}

Answer<FactCounts> CalendarService::endWeeklyOff(WeeklyOffId off, QDate last, const QString &reason)
{
    return change([this, off, last, reason] {
        return await(m_calendar.endWeeklyOff(off, last, m_changes.decision(reason)));
    });
}

Answer<QList<ClosedDay>> CalendarService::closedDays()
{
    return m_calendar.closedDays();
}

Answer<FactCounts> CalendarService::closeDay(QDate day, const QString &reason)
{
    return change([this, day, reason]() -> Result<FactCounts> {
        if (reason.trimmed().isEmpty())
            return errors::invalidInput(say(QT_TRANSLATE_NOOP(
                "rollcall::CalendarService",
                "Closing a day needs a reason, because people become absent by it. Nothing was "
                "changed. Say why the devices need not be waited for.")));
        if (day > today())
            return errors::invalidInput(say(QT_TRANSLATE_NOOP(
                "rollcall::CalendarService",
                "This day is still to come, so nobody can be absent on it. Nothing was changed.")));
        return await(m_calendar.closeDay(day, m_changes.decision(reason)));
    });
}

Answer<FactCounts> CalendarService::reopenDay(QDate day, const QString &reason)
{
    return change([this, day, reason] {
        return await(m_calendar.reopenDay(day, m_changes.decision(reason)));
    });
}

Answer<QList<LockedMonth>> CalendarService::lockedMonths()
{
    return m_locks.months();
}

Answer<FactCounts> CalendarService::lockMonth(QDate month, const QString &reason)
{
    return change([this, month, reason]() -> Result<FactCounts> {
        const QDate last = month.addMonths(1).addDays(-1);
        if (last >= today())
            return errors::invalidInput(
                say(QT_TRANSLATE_NOOP("rollcall::CalendarService",
                                      "The month %1 is not over yet. Nothing was locked. Lock it "
                                      "when its last day is decided."))
                    .arg(month.toString(QStringLiteral("yyyy-MM"))));
        // What is frozen is what the facts of today give.
        if (const Result<qint64> marked = await(m_days.markUnsettled(month, last, today()));
            !marked)
            return marked.error();
        if (const Result<qint64> drained = await(m_changes.recompute().drain()); !drained)
            return drained.error();
        return await(m_locks.lockMonth(month, m_changes.decision(reason)));
    });
}

Answer<FactCounts> CalendarService::unlockMonth(QDate month, const QString &reason)
{
    return change([this, month, reason] {
        return await(m_locks.unlockMonth(month, m_changes.decision(reason)));
    });
}

} // namespace rollcall
