// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqllogstore.h"

#include "core/storage/devicereportrows.h"
#include "core/storage/dirtymarks.h"
#include "core/storage/loglist.h"
#include "core/storage/logoutline.h"
#include "core/storage/logplaces.h"
#include "core/storage/sqlaudit.h"

#include <QSet>

#include <limits>

namespace rollcall {

namespace {

/// Rows of one INSERT. On PostgreSQL a statement costs a round trip, so many rows share one; on
/// SQLite a single prepared row is a little faster than its share of any VALUES list
/// (tests/bench/bench_sync).
qsizetype rowsPerInsert(Engine engine)
{
    constexpr qsizetype kOnPostgres = 64;
    return engine == Engine::Postgres ? kOnPostgres : 1;
}

QString insertSql(qsizetype rows)
{
    QString sql =
        QStringLiteral("INSERT INTO raw_log (school_id, device_id, zone, source, session_id, "
                       "received_utc, user_id, "
                       "timestamp, instant_utc, state, verify, work_code, raw_text) VALUES ");
    for (qsizetype i = 0; i < rows; ++i)
        sql += i == 0 ? QLatin1String("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                      : QLatin1String(", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    sql += QLatin1String(" ON CONFLICT DO NOTHING");
    return sql;
}

constexpr int kCommonPlaces = 6;
constexpr int kPlaces = 13;

/// What all rows of a batch share is bound once, for each row of the statement.
void bindCommon(Statement &insert, qsizetype rows, qint64 school, const IngestBatch &batch,
                qint64 receivedUtc)
{
    const QString zone = QString::fromLatin1(batch.timeZone);
    const QString source = sourceWord(batch.source);
    for (int row = 0; row < static_cast<int>(rows); ++row) {
        const int place = row * kPlaces;
        insert.bind(place, school);
        insert.bind(place + 1, batch.device.value);
        insert.bind(place + 2, zone);
        insert.bind(place + 3, source);
        insert.bind(place + 4, batch.session.value);
        insert.bind(place + 5, receivedUtc);
    }
}

/// What a log differs in from the one bound at the same place before. Terminals say the same state
/// and verify method for nearly all, and a value that stands there need not be bound again.
void bindLog(Statement &insert, int row, const RawLog &log, const RawLog *before)
{
    const int place = row * kPlaces + kCommonPlaces;
    insert.bind(place, log.userId);
    insert.bind(place + 1, log.at.toString());
    insert.bind(place + 2, log.instantUtc);
    if (!before || before->state != log.state)
        insert.bind(place + 3, qint64(log.state));
    if (!before || before->verify != log.verify)
        insert.bind(place + 4, qint64(log.verify));
    if (!before || before->workCode != log.workCode)
        insert.bind(place + 5, log.workCode);
    insert.bind(place + 6, log.rawText);
}

/// Inserts the logs from @p at on, @p rows a statement, as long as a statement can be filled. The
/// unique index decides what is new, so the count is exact whoever else writes.
Result<qint64> insertLogs(Statement insert, qsizetype rows, const IngestBatch &batch, qsizetype &at)
{
    qint64 added = 0;
    bool isFirst = true;
    while (batch.logs.size() - at >= rows) {
        for (int row = 0; row < static_cast<int>(rows); ++row)
            bindLog(insert, row, batch.logs.at(at + row),
                    isFirst ? nullptr : &batch.logs.at(at + row - rows));
        at += rows;
        isFirst = false;
        const Result<qint64> inserted = insert.run();
        if (!inserted)
            return inserted;
        added += *inserted;
    }
    return added;
}

Result<qint64> insertLogs(Database &database, qint64 school, const IngestBatch &batch,
                          qint64 receivedUtc)
{
    qint64 added = 0;
    qsizetype at = 0;
    for (const qsizetype rows : {rowsPerInsert(database.engine()), qsizetype(1)}) {
        if (batch.logs.size() - at < rows)
            continue;
        Result<Statement> insert =
            database.statement(rows > 1 ? "raw_log.add_many" : "raw_log.add", insertSql(rows));
        if (!insert)
            return insert.error();
        bindCommon(*insert, rows, school, batch, receivedUtc);
        const Result<qint64> inserted = insertLogs(std::move(*insert), rows, batch, at);
        if (!inserted)
            return inserted;
        added += *inserted;
    }
    return added;
}

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

/// What a batch is stored with. Looked up in one go: most batches that are pushed hold one punch.
struct Surroundings
{
    qint64 school = 0;
    bool anyMapping = false;
    qint64 idBefore = 0; ///< where new logs begin; looked up only when somebody asks for it
};

Result<Surroundings> surroundingsOf(Database &database, const IngestBatch &batch)
{
    Surroundings found;
    {
        Result<Rows> rows = database.query(
            "raw_log.surroundings",
            QStringLiteral("SELECT d.school_id, EXISTS (SELECT 1 FROM user_mapping m WHERE "
                           "m.device_id = d.id) FROM device d WHERE d.id = ?"),
            {batch.device.value});
        if (!rows)
            return rows.error();
        if (rows->next()) {
            found.school = rows->number(0);
            found.anyMapping = rows->flag(1);
        }
    }
    if (found.anyMapping || batch.suspectAfter.isValid()) {
        const Result<qint64> idBefore = database.number(
            "raw_log.max", QStringLiteral("SELECT COALESCE(MAX(id), 0) FROM raw_log"));
        if (!idBefore)
            return idBefore.error();
        found.idBefore = *idBefore;
    }
    return found;
}

/// Counts those of the new logs that are mapped, and those whose clock is suspect.
Result<> judgeNewLogs(Database &database, const IngestBatch &batch, const Surroundings &around,
                      IngestCounts &counts)
{
    const Result<qint64> mapped = around.anyMapping
                                      ? markNewLogs(database, batch.device, around.idBefore)
                                      : Result<qint64>(0);
    if (!mapped)
        return mapped.error();
    counts.unmapped = counts.added - *mapped;
    if (!batch.suspectAfter.isValid())
        return ok();
    const Result<qint64> suspect = database.number(
        "raw_log.new_suspect",
        QStringLiteral("SELECT COUNT(*) FROM raw_log WHERE id > ? AND id <= ? AND +device_id = ? "
                       "AND (timestamp < ? OR timestamp > ?)"),
        {around.idBefore, kNoLastId, batch.device.value, batch.suspectBefore.toString(),
         batch.suspectAfter.toString()});
    if (!suspect)
        return suspect.error();
    counts.clockSuspect = *suspect;
    return ok();
}

Result<IngestCounts> storeBatch(Database &database, const IngestBatch &batch, qint64 receivedUtc)
{
    if (const Result<> told = storeReport(database, batch.device, batch.report, receivedUtc); !told)
        return told.error();
    if (batch.logs.isEmpty() && batch.setAside.isEmpty())
        return IngestCounts{};
    const Result<Surroundings> around = surroundingsOf(database, batch);
    if (!around)
        return around.error();
    const Result<qint64> added = insertLogs(database, around->school, batch, receivedUtc);
    if (!added)
        return added.error();
    const Result<qint64> aside = insertSetAside(database, batch, receivedUtc);
    if (!aside)
        return aside.error();
    if (const Result<> settled = settleAside(database, batch, receivedUtc); !settled)
        return settled.error();
    IngestCounts counts;
    counts.read = batch.logs.size() + batch.setAside.size();
    counts.added = *added;
    counts.setAside = *aside;
    counts.duplicate = counts.read - counts.added - counts.setAside;
    if (counts.added > 0) {
        if (const Result<> judged = judgeNewLogs(database, batch, *around, counts); !judged)
            return judged.error();
    }
    if (const Result<> updated = updateSession(database, batch, counts); !updated)
        return updated.error();
    return counts;
}

} // namespace

Answer<IngestCounts> SqlLogStore::store(const IngestBatch &batch, qint64 receivedUtc)
{
    return m_threads.write<IngestCounts>([batch, receivedUtc](Database &database) {
        return storeBatch(database, batch, receivedUtc);
    });
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
    return m_threads.readLong<LogSpan>(
        [=](Database &database) { return loadLogSpan(database, filter); });
}

Answer<QList<LogKey>> SqlLogStore::pageStarts(const LogFilter &filter, int pageRows)
{
    return m_threads.readLong<QList<LogKey>>(
        [=](Database &database) { return loadLogStarts(database, filter, pageRows); });
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
