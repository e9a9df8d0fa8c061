// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/factmarks.h"

#include "core/domain/dayrecord.h"
#include "core/domain/usermapping.h"
#include "core/storage/dirtymarks.h"
#include "core/storage/logplaces.h"
#include "core/storage/sqltext.h"

#include <QSet>

#include <algorithm>
#include <functional>
#include <iterator>

namespace rollcall {

namespace {

QString onConflict()
{
    return QStringLiteral(" ON CONFLICT (person_id, day) DO UPDATE SET stamp = excluded.stamp");
}

/// In order, and none reaches further than one that begins later.
bool contain(const QList<DaySpan> &spans, QDate day)
{
    const auto after =
        std::upper_bound(spans.cbegin(), spans.cend(), day,
                         [](QDate wanted, const DaySpan &span) { return wanted < span.first; });
    return after != spans.cbegin() && std::prev(after)->contains(day);
}

Result<QList<UserMapping>> mappingsOf(Database &database, const TouchedDays &whose)
{
    Result<Rows> rows = database.query(
        "user_mapping.of_people",
        QString(QStringLiteral("SELECT m.device_id, m.user_id, m.person_id, m.valid_from, "
                               "m.valid_to FROM user_mapping m JOIN person p ON p.id = m.person_id "
                               "WHERE ") +
                wherePerson()),
        personValues(whose));
    if (!rows)
        return rows.error();
    QList<UserMapping> mappings;
    while (rows->next())
        mappings.append({DeviceId{rows->number(0)}, rows->text(1), PersonId{rows->number(2)},
                         dayFromText(rows->ascii(3)), dayFromText(rows->ascii(4))});
    return mappings;
}

/// The days on which punches by the office may land.
Result<> findManualDays(Database &database, const LogPlaces &places, const TouchedDays &whose,
                        const DaySpan &span, const std::function<void(PersonId, QDate)> &take)
{
    Result<Rows> rows = database.query(
        "manual_punch.of_span",
        QString(QStringLiteral("SELECT h.person_id, h.timestamp FROM manual_punch h "
                               "JOIN person p ON p.id = h.person_id WHERE h.removed_utc = 0 "
                               "AND h.timestamp >= ? AND h.timestamp < ? AND ") +
                wherePerson()),
        QVariantList{dayText(span.first), dayText(span.last.addDays(2))} + personValues(whose));
    if (!rows)
        return rows.error();
    while (rows->next()) {
        const DaySpan touched = daysTouchedByLog(WallTime::parse(rows->ascii(1)), places.changes);
        for (QDate day = touched.first; day <= touched.last; day = day.addDays(1))
            take(PersonId{rows->number(0)}, day);
    }
    return ok();
}

/// Days that wait to be computed may be under way with the facts of before. Asked first: whoever
/// stores a day's record takes its mark away in the same transaction.
Result<> markUnderWay(Database &database, DeviceId device, qint64 stamp)
{
    return withoutCount(
        database.execute("dirty_day.mark_under_way",
                         QStringLiteral("UPDATE dirty_day SET stamp = ? WHERE person_id IN "
                                        "(SELECT person_id FROM user_mapping WHERE device_id = ?)"),
                         {stamp, device.value}));
}

} // namespace

Result<> markLogPlaces(Database &database, const TouchedDays &whose, const QList<DaySpan> &spans,
                       qint64 stamp)
{
    if (spans.isEmpty())
        return ok();
    const Result<LogPlaces> places = LogPlaces::load(database);
    if (!places)
        return places.error();
    const Result<QList<UserMapping>> mappings = mappingsOf(database, whose);
    if (!mappings)
        return mappings.error();
    const DaySpan all{spans.constFirst().first, spans.constLast().last};
    QSet<PersonDay> days;
    const auto take = [&](PersonId person, QDate day) {
        if (contain(spans, day))
            days.insert({person, day});
    };
    for (const UserMapping &mapping : *mappings) {
        const Result<> found = places->findDays(database, mapping, all.first, all.last,
                                                [&](QDate day) { take(mapping.person, day); });
        if (!found)
            return found;
    }
    if (const Result<> found = findManualDays(database, *places, whose, all, take); !found)
        return found;
    return markDays(database, QList<PersonDay>(days.cbegin(), days.cend()), "fact", stamp);
}

Result<> markLogsOfDevice(Database &database, DeviceId device)
{
    const qint64 stamp = newDirtyStamp();
    if (const Result<> marked = markUnderWay(database, device, stamp); !marked)
        return marked;
    return withoutCount(database.execute(
        "dirty_day.mark_device_logs",
        QString(QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                               "SELECT DISTINCT o.person_id, o.day, 'device', CAST(? AS BIGINT) "
                               "FROM raw_log r JOIN log_outcome o ON o.raw_log_id = r.id "
                               "WHERE r.device_id = ?") +
                onConflict()),
        {stamp, device.value}));
}

Result<> markAbsencesOfDevice(Database &database, DeviceId device)
{
    const qint64 stamp = newDirtyStamp();
    if (const Result<> marked = markUnderWay(database, device, stamp); !marked)
        return marked;
    return withoutCount(database.execute(
        "dirty_day.mark_device_absences",
        QString(QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                               "SELECT r.person_id, r.day, 'device', CAST(? AS BIGINT) "
                               "FROM day_record r WHERE r.in_at = '' AND r.out_at = '' "
                               "AND r.person_id IN (SELECT person_id FROM user_mapping "
                               "WHERE device_id = ?)") +
                onConflict()),
        {stamp, device.value}));
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
