// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/zoneclock.h"
#include "core/storage/dayfacts_p.h"
#include "core/storage/sqltext.h"

namespace rollcall {

namespace {

Result<> loadSettings(Database &database, SchoolFacts &facts)
{
    Result<Rows> timings = database.query(
        "facts.timing", QStringLiteral("SELECT valid_from, body FROM timing ORDER BY valid_from"));
    if (!timings)
        return timings.error();
    while (timings->next())
        facts.timings.append({dayFromText(timings->text(0)), jsonFromText(timings->text(1))});
    Result<Rows> rows = database.query(
        "facts.assignment",
        QStringLiteral("SELECT person_id, group_id, weekdays, date_from, date_to, body "
                       "FROM timing_assignment ORDER BY position, id"));
    if (!rows)
        return rows.error();
    while (rows->next()) {
        TimingAssignment assignment;
        assignment.person = PersonId{rows->number(0)};
        assignment.group = GroupId{rows->number(1)};
        for (const QString &weekday : rows->text(2).split(u' ', Qt::SkipEmptyParts))
            assignment.weekdays.append(weekday.toInt());
        assignment.from = dayFromText(rows->text(3));
        assignment.to = dayFromText(rows->text(4));
        assignment.settings = jsonFromText(rows->text(5));
        facts.assignments.append(assignment);
    }
    return ok();
}

Result<> loadCalendar(Database &database, SchoolFacts &facts, QDate from, QDate to)
{
    Result<Rows> holidays = database.query(
        "facts.holiday",
        QStringLiteral(
            "SELECT day, applies_to FROM holiday WHERE removed_utc = 0 AND day >= ? AND day <= ?"),
        {dayText(from), dayText(to)});
    if (!holidays)
        return holidays.error();
    while (holidays->next())
        facts.holidays.insert(dayFromText(holidays->text(0)), holidays->text(1));
    Result<Rows> off = database.query(
        "facts.weekly_off",
        QStringLiteral("SELECT weekday, applies_to, valid_from, valid_to FROM weekly_off "
                       "WHERE removed_utc = 0"));
    if (!off)
        return off.error();
    while (off->next())
        facts.weeklyOff.append({static_cast<int>(off->number(0)), off->text(1),
                                dayFromText(off->text(2)), dayFromText(off->text(3))});
    Result<Rows> closed = database.query(
        "facts.day_closed",
        QStringLiteral(
            "SELECT day FROM day_closed WHERE removed_utc = 0 AND day >= ? AND day <= ?"),
        {dayText(from), dayText(to)});
    if (!closed)
        return closed.error();
    while (closed->next())
        facts.closedDays.insert(dayFromText(closed->text(0)));
    Result<Rows> locked = database.query(
        "facts.month_lock", QStringLiteral("SELECT month FROM month_lock WHERE removed_utc = 0"));
    if (!locked)
        return locked.error();
    while (locked->next())
        facts.lockedMonths.insert(dayFromText(locked->text(0) + QStringLiteral("-01")));
    return ok();
}

/// Marks of attendance-rules.md, section 8: an agent device's mark is the start of its last
/// complete read, a terminal that polls (ADMS) or sends heartbeats was read when it was last heard
/// from. A push device that does neither speaks only when somebody punches; it counts as read once
/// it has been heard from.
Result<> loadDevices(Database &database, SchoolFacts &facts)
{
    ZoneClock zone(facts.zone);
    Result<Rows> rows = database.query(
        "facts.device",
        QStringLiteral("SELECT d.id, d.direction, d.active, d.sync_mode, d.sync_mark_utc, "
                       "d.last_contact_utc, d.time_zone, d.driver, "
                       "COALESCE(p.heartbeat_utc, 0) FROM device d "
                       "LEFT JOIN device_push p ON p.device_id = d.id"));
    if (!rows)
        return rows.error();
    while (rows->next()) {
        SchoolFacts::DeviceFacts device;
        device.direction = directionFromWord(rows->text(1));
        device.active = rows->flag(2);
        const bool isPush = syncModeFromWord(rows->text(3)) == SyncMode::Push;
        const bool sendsHeartbeats = rows->number(8) > 0;
        const qint64 contact = qMax(rows->number(5), rows->number(8));
        const qint64 mark = isPush ? contact : rows->number(4);
        device.syncMark = mark > 0 ? zone.toWall(mark) : WallTime();
        device.countsAsRead = isPush && rows->text(7) != u"adms" && !sendsHeartbeats;
        device.zone = rows->text(6).isEmpty() ? facts.zone : rows->text(6).toLatin1();
        facts.devices.insert(rows->number(0), device);
    }
    return ok();
}

} // namespace

Result<SchoolFacts> loadSchoolFacts(Database &database, QDate from, QDate to)
{
    SchoolFacts facts;
    {
        Result<Rows> rows = database.query(
            "facts.school", QStringLiteral("SELECT time_zone FROM school ORDER BY id LIMIT 1"));
        if (!rows)
            return rows.error();
        if (rows->next())
            facts.zone = rows->text(0).toLatin1();
    }
    if (const Result<> settings = loadSettings(database, facts); !settings)
        return settings.error();
    if (const Result<> calendar = loadCalendar(database, facts, from, to); !calendar)
        return calendar.error();
    if (const Result<> devices = loadDevices(database, facts); !devices)
        return devices.error();
    Result<ClockFacts> clocks = ClockFacts::load(database);
    if (!clocks)
        return clocks.error();
    facts.clocks = std::move(*clocks);
    return facts;
}

} // namespace rollcall
