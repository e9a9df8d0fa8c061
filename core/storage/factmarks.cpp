// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/factmarks.h"

#include "core/domain/dayrecord.h"
#include "core/domain/usermapping.h"
#include "core/storage/dirtymarks.h"
#include "core/storage/logplaces.h"
#include "core/storage/sqltext.h"

#include <QSet>

namespace rollcall {

namespace {

QString onConflict()
{
    return QStringLiteral(" ON CONFLICT (person_id, day) DO UPDATE SET stamp = excluded.stamp");
}

Result<QList<UserMapping>> allMappings(Database &database)
{
    Result<Rows> rows =
        database.query("user_mapping.all",
                       QStringLiteral("SELECT device_id, user_id, person_id, valid_from, valid_to "
                                      "FROM user_mapping"));
    if (!rows)
        return rows.error();
    QList<UserMapping> mappings;
    while (rows->next())
        mappings.append({DeviceId{rows->number(0)}, rows->text(1), PersonId{rows->number(2)},
                         dayFromText(rows->ascii(3)), dayFromText(rows->ascii(4))});
    return mappings;
}

/// The days on which punches by the office may land.
Result<> findManualDays(Database &database, const LogPlaces &places, QDate from, QDate to,
                        QSet<PersonDay> &days)
{
    Result<Rows> rows = database.query(
        "manual_punch.of_span",
        QStringLiteral("SELECT person_id, timestamp FROM manual_punch WHERE removed_utc = 0 "
                       "AND timestamp >= ? AND timestamp < ?"),
        {dayText(from), dayText(to.addDays(2))});
    if (!rows)
        return rows.error();
    while (rows->next()) {
        const PersonId person{rows->number(0)};
        const DaySpan touched = daysTouchedByLog(WallTime::parse(rows->ascii(1)), places.changes);
        for (QDate day = touched.first; day <= touched.last; day = day.addDays(1))
            days.insert({person, day});
    }
    return ok();
}

/// With a day_change in use a punch may move to the day before its date, or back. Asks the logs,
/// not their outcomes: those that wait to be computed have none yet.
Result<> markPlaces(Database &database, QDate from, QDate to)
{
    const Result<LogPlaces> places = LogPlaces::load(database);
    if (!places)
        return places.error();
    const Result<QList<UserMapping>> mappings = allMappings(database);
    if (!mappings)
        return mappings.error();
    QSet<PersonDay> days;
    for (const UserMapping &mapping : *mappings) {
        const Result<> found = places->findDays(database, mapping, from, to, [&](QDate day) {
            days.insert({mapping.person, day});
        });
        if (!found)
            return found;
    }
    if (const Result<> found = findManualDays(database, *places, from, to, days); !found)
        return found;
    return markDays(database, QList<PersonDay>(days.cbegin(), days.cend()), "setting",
                    newDirtyStamp());
}

} // namespace

Result<> markDaysOfTiming(Database &database, QDate validFrom)
{
    const Result<qint64> earlier = database.number(
        "timing.earlier", QStringLiteral("SELECT COUNT(*) FROM timing WHERE valid_from < ?"),
        {dayText(validFrom)});
    if (!earlier)
        return earlier.error();
    QDate next;
    {
        Result<Rows> rows = database.query(
            "timing.next",
            QStringLiteral("SELECT COALESCE(MIN(valid_from), '') FROM timing WHERE valid_from > ?"),
            {dayText(validFrom)});
        if (!rows)
            return rows.error();
        if (rows->next())
            next = dayFromText(rows->ascii(0));
    }
    // Neighbours share punches, so one day more on both sides. The first settings hold for all the
    // days before them, too.
    const bool isFirst = *earlier == 0 || !validFrom.isValid();
    const QDate first = isFirst ? QDate(1, 1, 3) : validFrom.addDays(-1);
    const QDate last = next.isValid() ? next : QDate(9999, 12, 28);
    const QString from = dayText(first);
    const QString to = dayText(last);
    const Result<qint64> marked = database.execute(
        "dirty_day.mark_timing",
        QString(QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                               "SELECT person_id, day, 'setting', CAST(? AS BIGINT) FROM ("
                               "SELECT person_id, day FROM day_record WHERE day >= ? AND day <= ? "
                               "UNION SELECT person_id, day FROM log_outcome WHERE day >= ? "
                               "AND day <= ?) AS days WHERE 1 = 1") +
                onConflict()),
        {newDirtyStamp(), from, to, from, to});
    if (!marked)
        return marked.error();
    const Result<bool> movesPunches = dayChangeInUse(database);
    if (!movesPunches)
        return movesPunches.error();
    return *movesPunches ? markPlaces(database, first, last) : ok();
}

Result<> markLogsOfDevice(Database &database, DeviceId device)
{
    return withoutCount(database.execute(
        "dirty_day.mark_device_logs",
        QString(QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                               "SELECT DISTINCT o.person_id, o.day, 'device', CAST(? AS BIGINT) "
                               "FROM raw_log r JOIN log_outcome o ON o.raw_log_id = r.id "
                               "WHERE r.device_id = ?") +
                onConflict()),
        {newDirtyStamp(), device.value}));
}

Result<> markAbsencesOfDevice(Database &database, DeviceId device)
{
    return withoutCount(database.execute(
        "dirty_day.mark_device_absences",
        QString(QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                               "SELECT r.person_id, r.day, 'device', CAST(? AS BIGINT) "
                               "FROM day_record r WHERE r.in_at = '' AND r.out_at = '' "
                               "AND r.person_id IN (SELECT person_id FROM user_mapping "
                               "WHERE device_id = ?)") +
                onConflict()),
        {newDirtyStamp(), device.value}));
}

Result<> markWaitingForDevice(Database &database, DeviceId device)
{
    // Only records that are not final can wait; there are few of them, and an index of their own.
    return withoutCount(database.execute(
        "dirty_day.mark_waiting",
        QString(QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                               "SELECT r.person_id, r.day, 'sync', CAST(? AS BIGINT) "
                               "FROM day_record r WHERE r.provisional = 1 AND (r.flags & ?) <> 0 "
                               "AND r.person_id IN (SELECT person_id FROM user_mapping "
                               "WHERE device_id = ?)") +
                onConflict()),
        {newDirtyStamp(), static_cast<int>(DayFlag::AwaitingSync), device.value}));
}

} // namespace rollcall
