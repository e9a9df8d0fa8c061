// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqlcalendarstore.h"

#include "core/storage/factwork.h"
#include "core/storage/sqlaudit.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

constexpr auto kLastDay = "9999-12-31";

Error gone()
{
    return errors::notFound(QCoreApplication::translate(
        "rollcall::Storage", "This entry of the calendar is no longer there. Nothing was changed. "
                             "Look at the list again."));
}

Holiday holidayFrom(const Rows &rows)
{
    return {HolidayId{rows.number(0)}, dayFromText(rows.text(1)), rows.text(2),
            audienceFromWord(rows.text(3)).value_or(Audience::Everybody)};
}

WeeklyOff weeklyOffFrom(const Rows &rows)
{
    return {WeeklyOffId{rows.number(0)}, static_cast<int>(rows.number(1)),
            audienceFromWord(rows.text(2)).value_or(Audience::Everybody), dayFromText(rows.text(3)),
            dayFromText(rows.text(4))};
}

QString textOf(const Holiday &holiday)
{
    return jsonText({{QStringLiteral("date"), dayText(holiday.day)},
                     {QStringLiteral("name"), holiday.name},
                     {QStringLiteral("applies_to"), audienceWord(holiday.appliesTo)}});
}

QString textOf(const WeeklyOff &off)
{
    return jsonText({{QStringLiteral("weekday"), off.weekday},
                     {QStringLiteral("applies_to"), audienceWord(off.appliesTo)},
                     {QStringLiteral("from"), dayText(off.from)},
                     {QStringLiteral("to"), dayText(off.to)}});
}

Result<> addHoliday(Database &database, FactWork &work, qint64 school, const Holiday &holiday)
{
    const QVariantList key{school, dayText(holiday.day), holiday.name,
                           audienceWord(holiday.appliesTo)};
    const Result<qint64> present = database.number(
        "holiday.present",
        QStringLiteral("SELECT COUNT(*) FROM holiday WHERE school_id = ? AND day = ? AND name = ? "
                       "AND applies_to = ? AND removed_utc = 0"),
        key);
    if (!present)
        return present.error();
    if (*present > 0) {
        work.noteUnchanged();
        return ok();
    }
    const Result<qint64> added =
        database.execute("holiday.add",
                         QStringLiteral("INSERT INTO holiday (school_id, day, name, applies_to) "
                                        "VALUES (?, ?, ?, ?)"),
                         key);
    if (!added)
        return added.error();
    if (const Result<> marked = work.touchRecords({holiday.day, holiday.day, holiday.appliesTo});
        !marked)
        return marked;
    work.noteChange();
    return ok();
}

Result<Holiday> removeHoliday(Database &database, FactWork &work, HolidayId id)
{
    Result<Rows> rows =
        database.query("holiday.one",
                       QStringLiteral("SELECT id, day, name, applies_to FROM holiday "
                                      "WHERE id = ? AND removed_utc = 0"),
                       {id.value});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return gone();
    Holiday holiday = holidayFrom(*rows);
    const Result<qint64> removed = database.execute(
        "holiday.remove", QStringLiteral("UPDATE holiday SET removed_utc = ? WHERE id = ?"),
        {work.nowUtc(), id.value});
    if (!removed)
        return removed.error();
    if (const Result<> marked = work.touchRecords({holiday.day, holiday.day, holiday.appliesTo});
        !marked)
        return marked.error();
    work.noteChange();
    return holiday;
}

/// What the trail says of several: the one itself, else how many.
QString subjectOf(const QList<Holiday> &holidays)
{
    return holidays.size() == 1 ? dayText(holidays.first().day)
                                : QStringLiteral("%1 days").arg(holidays.size());
}

QString textOf(const QList<Holiday> &holidays)
{
    QStringList texts;
    for (const Holiday &holiday : holidays)
        texts.append(textOf(holiday));
    return texts.join(u'\n');
}

Result<FactCounts> endOff(Database &database, FactWork &work, WeeklyOffId id, QDate last)
{
    Result<Rows> rows = database.query(
        "weekly_off.one",
        QStringLiteral("SELECT id, weekday, applies_to, valid_from, valid_to FROM weekly_off "
                       "WHERE id = ? AND removed_utc = 0"),
        {id.value});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return gone();
    const WeeklyOff before = weeklyOffFrom(*rows);
    WeeklyOff after = before;
    after.to = last;
    const bool neverHeld = !last.isValid() || (before.from.isValid() && last < before.from);
    const Result<qint64> ended =
        neverHeld
            ? database.execute("weekly_off.remove",
                               QStringLiteral("UPDATE weekly_off SET removed_utc = ? WHERE id = ?"),
                               {work.nowUtc(), id.value})
            : database.execute("weekly_off.end",
                               QStringLiteral("UPDATE weekly_off SET valid_to = ? WHERE id = ?"),
                               {dayText(last), id.value});
    if (!ended)
        return ended.error();
    // Days that were off and are not, and, where it ends later than before, the other way round.
    QDate first = before.from;
    QDate until = before.to;
    if (!neverHeld) {
        first = before.to.isValid() && before.to < last ? before.to.addDays(1) : last.addDays(1);
        until = before.to.isValid() ? qMax(before.to, last) : QDate();
    }
    if (const Result<> marked =
            work.touchRecords({first, until, before.appliesTo, {}, {}, {before.weekday}});
        !marked)
        return marked.error();
    work.noteChange();
    return work.done(QStringLiteral("weekly_off.end"), QString::number(before.weekday),
                     textOf(before), neverHeld ? QString() : textOf(after));
}

} // namespace

Answer<QList<Holiday>> SqlCalendarStore::holidays(QDate from, QDate to)
{
    return m_threads.read<QList<Holiday>>([from, to](Database &database) -> Result<QList<Holiday>> {
        Result<Rows> rows = database.query(
            "holiday.list",
            QStringLiteral("SELECT id, day, name, applies_to FROM holiday WHERE removed_utc = 0 "
                           "AND day >= ? AND day <= ? ORDER BY day, name, id"),
            {dayText(from), to.isValid() ? dayText(to) : QString::fromLatin1(kLastDay)});
        if (!rows)
            return rows.error();
        QList<Holiday> list;
        while (rows->next())
            list.append(holidayFrom(*rows));
        return list;
    });
}

Answer<FactCounts> SqlCalendarStore::addHolidays(const QList<Holiday> &holidays,
                                                 const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        const Result<qint64> school = schoolIdOf(database);
        if (!school)
            return school.error();
        FactWork work(database, now, decision);
        for (const Holiday &holiday : holidays) {
            if (const Result<> added = addHoliday(database, work, *school, holiday); !added)
                return added.error();
        }
        return work.done(QStringLiteral("holiday.add"), subjectOf(holidays), {}, textOf(holidays));
    });
}

Answer<FactCounts> SqlCalendarStore::removeHolidays(const QList<HolidayId> &holidays,
                                                    const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        FactWork work(database, now, decision);
        QList<Holiday> removed;
        for (const HolidayId id : holidays) {
            const Result<Holiday> holiday = removeHoliday(database, work, id);
            if (!holiday)
                return holiday.error();
            removed.append(*holiday);
        }
        return work.done(QStringLiteral("holiday.remove"), subjectOf(removed), textOf(removed), {});
    });
}

Answer<QList<WeeklyOff>> SqlCalendarStore::weeklyOffs()
{
    return m_threads.read<QList<WeeklyOff>>([](Database &database) -> Result<QList<WeeklyOff>> {
        Result<Rows> rows = database.query(
            "weekly_off.list",
            QStringLiteral("SELECT id, weekday, applies_to, valid_from, valid_to FROM weekly_off "
                           "WHERE removed_utc = 0 ORDER BY weekday, valid_from, id"));
        if (!rows)
            return rows.error();
        QList<WeeklyOff> list;
        while (rows->next())
            list.append(weeklyOffFrom(*rows));
        return list;
    });
}

Answer<FactCounts> SqlCalendarStore::addWeeklyOff(const WeeklyOff &off, const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        const Result<qint64> school = schoolIdOf(database);
        if (!school)
            return school.error();
        FactWork work(database, now, decision);
        const QVariantList values{*school, off.weekday, audienceWord(off.appliesTo),
                                  dayText(off.from), dayText(off.to)};
        const Result<qint64> present = database.number(
            "weekly_off.present",
            QStringLiteral("SELECT COUNT(*) FROM weekly_off WHERE school_id = ? AND weekday = ? "
                           "AND applies_to = ? AND valid_from = ? AND valid_to = ? "
                           "AND removed_utc = 0"),
            values);
        if (!present)
            return present.error();
        if (*present > 0) {
            work.noteUnchanged();
            return work.done(QStringLiteral("weekly_off.add"), {}, {}, {});
        }
        const Result<qint64> added = database.execute(
            "weekly_off.add",
            QStringLiteral("INSERT INTO weekly_off (school_id, weekday, applies_to, valid_from, "
                           "valid_to) VALUES (?, ?, ?, ?, ?)"),
            values);
        if (!added)
            return added.error();
        if (const Result<> marked =
                work.touchRecords({off.from, off.to, off.appliesTo, {}, {}, {off.weekday}});
            !marked)
            return marked.error();
        work.noteChange();
        return work.done(QStringLiteral("weekly_off.add"), QString::number(off.weekday), {},
                         textOf(off));
    });
}

Answer<FactCounts> SqlCalendarStore::endWeeklyOff(WeeklyOffId off, QDate last,
                                                  const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        FactWork work(database, now, decision);
        return endOff(database, work, off, last);
    });
}

Answer<QList<ClosedDay>> SqlCalendarStore::closedDays()
{
    return m_threads.read<QList<ClosedDay>>([](Database &database) -> Result<QList<ClosedDay>> {
        Result<Rows> rows =
            database.query("day_closed.list",
                           QStringLiteral("SELECT day, reason, author, created_utc FROM day_closed "
                                          "WHERE removed_utc = 0 ORDER BY day, id"));
        if (!rows)
            return rows.error();
        QList<ClosedDay> list;
        while (rows->next())
            list.append(
                {dayFromText(rows->text(0)), rows->text(1), rows->text(2), rows->number(3)});
        return list;
    });
}

Answer<FactCounts> SqlCalendarStore::closeDay(QDate day, const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        const Result<qint64> school = schoolIdOf(database);
        if (!school)
            return school.error();
        FactWork work(database, now, decision);
        const Result<qint64> closed = database.execute(
            "day_closed.add",
            QStringLiteral("INSERT INTO day_closed (school_id, day, reason, author, created_utc) "
                           "SELECT CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT), "
                           "CAST(? AS TEXT), CAST(? AS BIGINT) WHERE NOT EXISTS ("
                           "SELECT 1 FROM day_closed WHERE day = ? AND removed_utc = 0)"),
            {*school, dayText(day), decision.reason, decision.author, now, dayText(day)});
        if (!closed)
            return closed.error();
        if (*closed == 0) {
            work.noteUnchanged();
            return work.done(QStringLiteral("day.close"), {}, {}, {});
        }
        // Only absence waits for devices, and nobody who has punched is absent for want of them.
        if (const Result<> marked = work.touchRecordsWithoutPunch(day); !marked)
            return marked.error();
        work.noteChange();
        return work.done(QStringLiteral("day.close"), dayText(day), {}, QStringLiteral("closed"));
    });
}

Answer<FactCounts> SqlCalendarStore::reopenDay(QDate day, const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        FactWork work(database, now, decision);
        const Result<qint64> opened =
            database.execute("day_closed.remove",
                             QStringLiteral("UPDATE day_closed SET removed_utc = ? WHERE day = ? "
                                            "AND removed_utc = 0"),
                             {now, dayText(day)});
        if (!opened)
            return opened.error();
        if (*opened == 0)
            return gone();
        if (const Result<> marked = work.touchRecordsWithoutPunch(day); !marked)
            return marked.error();
        work.noteChange();
        return work.done(QStringLiteral("day.reopen"), dayText(day), QStringLiteral("closed"), {});
    });
}

} // namespace rollcall
