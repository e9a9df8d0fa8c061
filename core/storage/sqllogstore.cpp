// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqllogstore.h"

#include "core/storage/devicereportrows.h"
#include "core/storage/dirtymarks.h"
#include "core/storage/loginsertion.h"
#include "core/storage/loglist.h"
#include "core/storage/logoutline.h"
#include "core/storage/logplaces.h"
#include "core/storage/sqlaudit.h"

#include <QSet>

#include <limits>

namespace rollcall {

namespace {

Result<qint64> insertSetAside(Database &database, const IngestBatch &batch, qint64 receivedUtc)
{
    qint64 added = 0;
    for (const SetAsideLog &log : batch.setAside) {
        const Result<qint64> inserted = database.execute(
            "set_aside.add",
            QStringLiteral(
                "INSERT INTO set_aside (device_id, session_id, raw_text, reason, received_utc) "
                "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"),
            {batch.device.value, batch.session.value, log.rawText, log.reason, receivedUtc});
        if (!inserted)
            return inserted;
        added += *inserted;
    }
    return added;
}

/// Above every id; bound as the end of the new rows.
constexpr qint64 kNoLastId = std::numeric_limits<qint64>::max();

/// The new logs of a batch with whose they are. The plus keeps SQLite from going through all logs
/// of the device in an index instead of the few new rows; that their ids have an end too lets
/// PostgreSQL, which plans without seeing the values, expect few.
QString fromNewLogs()
{
    return QStringLiteral("FROM raw_log r JOIN user_mapping m ON m.device_id = r.device_id "
                          "AND m.user_id = r.user_id AND m.valid_from <= substr(r.timestamp, 1, "
                          "10) AND (m.valid_to = '' OR m.valid_to >= substr(r.timestamp, 1, 10)) "
                          "WHERE r.id > ? AND r.id <= ? AND +r.device_id = ?");
}

/// Each log touches the date that its terminal wrote: the database does it alone.
Result<qint64> markPlainLogs(Database &database, DeviceId device, qint64 idBefore)
{
    const QVariantList newLogs{idBefore, kNoLastId, device.value};
    const Result<qint64> marked = database.execute(
        "dirty_day.mark_new",
        QString(
            QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                           "SELECT DISTINCT m.person_id, substr(r.timestamp, 1, 10), 'log', "
                           "CAST(? AS BIGINT) ") +
            fromNewLogs() +
            QStringLiteral(" ON CONFLICT (person_id, day) DO UPDATE SET stamp = excluded.stamp")),
        QVariantList{newDirtyStamp()} + newLogs);
    if (!marked)
        return marked;
    return database.number("raw_log.new_mapped",
                           QString(QStringLiteral("SELECT COUNT(*) ") + fromNewLogs()), newLogs);
}

/// With clocks that were shifted, or days that do not begin at midnight, each log is looked at.
Result<qint64> markPlacedLogs(Database &database, DeviceId device, qint64 idBefore,
                              const LogPlaces &places)
{
    QSet<PersonDay> days;
    QSet<qint64> mapped;
    {
        Result<Rows> rows = database.query(
            "raw_log.new_with_mappings",
            QStringLiteral(
                "SELECT r.id, r.timestamp, m.person_id, m.valid_from, m.valid_to "
                "FROM raw_log r JOIN user_mapping m ON m.device_id = r.device_id "
                "AND m.user_id = r.user_id WHERE r.id > ? AND r.id <= ? AND +r.device_id = ?"),
            {idBefore, kNoLastId, device.value});
        if (!rows)
            return rows.error();
        while (rows->next()) {
            const WallTime written = WallTime::parse(rows->ascii(1));
            const PersonId person{rows->number(2)};
            const UserMapping mapping{
                device, {}, person, dayFromText(rows->ascii(3)), dayFromText(rows->ascii(4))};
            if (!mapping.isValidOn(places.effectiveTime(device, written).date()))
                continue;
            mapped.insert(rows->number(0));
            const DaySpan touched = places.touchedBy(device, written);
            for (QDate day = touched.first; day <= touched.last; day = day.addDays(1))
                days.insert({person, day});
        }
    }
    const Result<> marked =
        markDays(database, QList<PersonDay>(days.cbegin(), days.cend()), "log", newDirtyStamp());
    return marked ? Result<qint64>(mapped.size()) : marked.error();
}

/// Marks the days of the new logs whose user is mapped, and answers how many of the new logs are
/// mapped.
Result<qint64> markNewLogs(Database &database, DeviceId device, qint64 idBefore)
{
    const Result<bool> arePlain = LogPlaces::arePlain(database);
    if (!arePlain)
        return arePlain.error();
    if (*arePlain)
        return markPlainLogs(database, device, idBefore);
    const Result<LogPlaces> places = LogPlaces::load(database);
    return places ? markPlacedLogs(database, device, idBefore, *places)
                  : Result<qint64>(places.error());
}

/// What was set aside and is a log now is no longer to be looked at. It stays, so that the same
/// line is known when it comes again.
Result<> settleAside(Database &database, const IngestBatch &batch, qint64 nowUtc)
{
    for (const qint64 row : batch.settles) {
        const Result<qint64> settled = database.execute(
            "set_aside.settle",
            QStringLiteral("UPDATE set_aside SET resolved_utc = ? WHERE id = ? AND device_id = ?"),
            {nowUtc, row, batch.device.value});
        if (!settled)
            return settled.error();
    }
    return ok();
}

Result<> updateSession(Database &database, const IngestBatch &batch, const IngestCounts &counts)
{
    if (!batch.session.isValid())
        return ok();
    const Result<qint64> updated = database.execute(
        "sync_session.count",
        QStringLiteral(
            "UPDATE sync_session SET read_count = read_count + ?, new_count = new_count + ?, "
            "duplicate_count = duplicate_count + ?, unmapped_count = unmapped_count + ?, "
            "set_aside_count = set_aside_count + ?, clock_suspect_count = clock_suspect_count + ? "
            "WHERE id = ?"),
        {counts.read, counts.added, counts.duplicate, counts.unmapped, counts.setAside,
         counts.clockSuspect, batch.session.value});
    return updated ? ok() : Result<>(updated.error());
}

/// How many logs that came after an id have a clock that is suspect.
Result<qint64> countSuspect(Database &database, const IngestBatch &batch, qint64 idBefore)
{
    if (!batch.suspectAfter.isValid())
        return 0;
    return database.number(
        "raw_log.new_suspect",
        QStringLiteral("SELECT COUNT(*) FROM raw_log WHERE id > ? AND id <= ? AND +device_id = ? "
                       "AND (timestamp < ? OR timestamp > ?)"),
        {idBefore, kNoLastId, batch.device.value, batch.suspectBefore.toString(),
         batch.suspectAfter.toString()});
}

/// Inserts the logs unless that was done for several batches together, and judges the new ones.
Result<InsertedLogs> insertOwn(Database &database, const WaitingLogs &waiting,
                               const BatchSurroundings &around)
{
    if (waiting.inserted)
        return *waiting.inserted;
    InsertedLogs inserted;
    inserted.idBefore = around.idBefore;
    const Result<qint64> added =
        insertLogs(database, around.school, waiting.batch, waiting.receivedUtc);
    if (!added)
        return added.error();
    inserted.added = *added;
    if (*added > 0) {
        const Result<qint64> suspect = countSuspect(database, waiting.batch, around.idBefore);
        if (!suspect)
            return suspect.error();
        inserted.clockSuspect = *suspect;
    }
    return inserted;
}

Result<IngestCounts> storeBatch(Database &database, const WaitingLogs &waiting)
{
    const IngestBatch &batch = waiting.batch;
    const qint64 receivedUtc = waiting.receivedUtc;
    if (const Result<> told = storeReport(database, batch.device, batch.report, receivedUtc); !told)
        return told.error();
    if (batch.logs.isEmpty() && batch.setAside.isEmpty())
        return IngestCounts{};
    const Result<BatchSurroundings> around = surroundingsOf(database, batch);
    if (!around)
        return around.error();
    const Result<InsertedLogs> inserted = insertOwn(database, waiting, *around);
    if (!inserted)
        return inserted.error();
    const Result<qint64> aside = insertSetAside(database, batch, receivedUtc);
    if (!aside)
        return aside.error();
    if (const Result<> settled = settleAside(database, batch, receivedUtc); !settled)
        return settled.error();
    const Result<qint64> mapped = around->anyMapping && inserted->added > 0
                                      ? markNewLogs(database, batch.device, inserted->idBefore)
                                      : Result<qint64>(0);
    if (!mapped)
        return mapped.error();
    IngestCounts counts;
    counts.read = batch.logs.size() + batch.setAside.size();
    counts.added = inserted->added;
    counts.setAside = *aside;
    counts.duplicate = counts.read - counts.added - counts.setAside;
    counts.unmapped = counts.added - *mapped;
    counts.clockSuspect = inserted->clockSuspect;
    if (const Result<> updated = updateSession(database, batch, counts); !updated)
        return updated.error();
    return counts;
}

} // namespace

Answer<IngestCounts> SqlLogStore::store(const IngestBatch &batch, qint64 receivedUtc)
{
    auto waiting = std::make_shared<WaitingLogs>(WaitingLogs{batch, receivedUtc, {}});
    return m_threads.write<IngestCounts>(
        [waiting](Database &database) { return storeBatch(database, *waiting); }, waiting);
}

Answer<QList<SetAsideRow>> SqlLogStore::setAside(DeviceId device, qint64 after, int limit)
{
    return m_threads.readLong<QList<SetAsideRow>>(
        [device, after, limit](Database &database) -> Result<QList<SetAsideRow>> {
            Result<Rows> rows = database.query(
                "set_aside.list",
                QStringLiteral(
                    "SELECT id, device_id, raw_text, reason, received_utc FROM set_aside "
                    "WHERE id > ? AND (CAST(? AS BIGINT) <= 0 OR device_id = ?) "
                    "AND resolved_utc = 0 ORDER BY id LIMIT ?"),
                {after, device.value, device.value, limit});
            if (!rows)
                return rows.error();
            QList<SetAsideRow> list;
            while (rows->next())
                list.append({rows->number(0), DeviceId{rows->number(1)}, rows->text(2),
                             rows->text(3), rows->number(4)});
            return list;
        });
}

Answer<LogPage> SqlLogStore::logs(const LogFilter &filter, const LogKey &after, int limit)
{
    return m_threads.readLong<LogPage>(
        [=](Database &database) { return loadLogs(database, filter, after, limit); });
}

Answer<LogSpan> SqlLogStore::span(const LogFilter &filter)
{
    return m_threads.readBehind<LogSpan>(
        [=](Database &database) { return loadLogSpan(database, filter); });
}

Answer<QList<LogKey>> SqlLogStore::pageStarts(const LogFilter &filter, int pageRows)
{
    return m_threads.readBehind<QList<LogKey>>(
        [=](Database &database) { return loadLogStarts(database, filter, pageRows); });
}

Answer<QList<Recognition>> SqlLogStore::recognitions(DeviceId device)
{
    return m_threads.readBehind<QList<Recognition>>(
        [device](Database &database) { return loadRecognitions(database, device); });
}

Answer<> SqlLogStore::probe()
{
    return m_threads.write<void>([](Database &database) -> Result<> {
        // A write that changes nothing: it needs the write lock and a writable database.
        const Result<qint64> touched =
            database.execute("probe", QStringLiteral("UPDATE school SET name = name WHERE id = 0"));
        return touched ? ok() : Result<>(touched.error());
    });
}

} // namespace rollcall
