// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqllogstore.h"

#include "core/storage/dirtymarks.h"
#include "core/storage/sqlaudit.h"

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

/// The unique index decides what is new, so the count is exact whoever else writes.
Result<qint64> insertLogs(Database &database, qint64 school, const IngestBatch &batch,
                          qint64 receivedUtc)
{
    const qsizetype most = rowsPerInsert(database.engine());
    const QString manyRows = insertSql(most);
    const QString oneRow = insertSql(1);
    const QVariantList common{school,
                              batch.device.value,
                              QString::fromLatin1(batch.timeZone),
                              sourceWord(batch.source),
                              batch.session.value,
                              receivedUtc};
    qint64 added = 0;
    QVariantList values;
    for (qsizetype at = 0; at < batch.logs.size();) {
        const bool isFull = most > 1 && batch.logs.size() - at >= most;
        const qsizetype end = at + (isFull ? most : 1);
        values.clear();
        for (; at < end; ++at) {
            const RawLog &log = batch.logs.at(at);
            values << common << log.userId << log.at.toString() << log.instantUtc << log.state
                   << log.verify << log.workCode << log.rawText;
        }
        const Result<qint64> inserted = isFull
                                            ? database.execute("raw_log.add_many", manyRows, values)
                                            : database.execute("raw_log.add", oneRow, values);
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

/// Marks the days of the new logs whose user is mapped, and answers how many of the new logs are
/// mapped.
Result<qint64> markNewLogs(Database &database, const IngestBatch &batch, qint64 idBefore)
{
    const Result<qint64> anyMapping = database.number(
        "user_mapping.any", QStringLiteral("SELECT COUNT(*) FROM user_mapping WHERE device_id = ?"),
        {batch.device.value});
    if (!anyMapping || *anyMapping == 0)
        return anyMapping;
    const QString fromNew = QStringLiteral(
        "FROM raw_log r JOIN user_mapping m ON m.device_id = r.device_id AND m.user_id = r.user_id "
        "AND m.valid_from <= substr(r.timestamp, 1, 10) "
        "AND (m.valid_to = '' OR m.valid_to >= substr(r.timestamp, 1, 10)) "
        "WHERE r.id > ? AND r.device_id = ?");
    const qint64 stamp = newDirtyStamp();
    const Result<qint64> marked = database.execute(
        "dirty_day.mark_new",
        QString(
            QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                           "SELECT DISTINCT m.person_id, substr(r.timestamp, 1, 10), 'log', CAST(? "
                           "AS BIGINT) ") +
            fromNew +
            QStringLiteral(" ON CONFLICT (person_id, day) DO UPDATE SET stamp = excluded.stamp")),
        {stamp, idBefore, batch.device.value});
    if (!marked)
        return marked;
    const Result<bool> withDayBefore = dayChangeInUse(database);
    if (!withDayBefore)
        return withDayBefore.error();
    if (*withDayBefore) {
        Result<Rows> rows = database.query(
            "raw_log.new_days",
            QString(QStringLiteral("SELECT DISTINCT m.person_id, substr(r.timestamp, 1, 10) ") +
                    fromNew),
            {idBefore, batch.device.value});
        if (!rows)
            return rows.error();
        while (rows->next()) {
            const Result<> before =
                markDay(database, rows->number(0), dayFromText(rows->text(1)), true, "log", stamp);
            if (!before)
                return before.error();
        }
    }
    return database.number("raw_log.new_mapped",
                           QString(QStringLiteral("SELECT COUNT(*) ") + fromNew),
                           {idBefore, batch.device.value});
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

Result<IngestCounts> storeBatch(Database &database, const IngestBatch &batch, qint64 receivedUtc)
{
    const Result<qint64> school = schoolIdOf(database);
    if (!school)
        return school.error();
    const Result<qint64> idBefore =
        database.number("raw_log.max", QStringLiteral("SELECT COALESCE(MAX(id), 0) FROM raw_log"));
    if (!idBefore)
        return idBefore.error();
    const Result<qint64> added = insertLogs(database, *school, batch, receivedUtc);
    if (!added)
        return added.error();
    const Result<qint64> aside = insertSetAside(database, batch, receivedUtc);
    if (!aside)
        return aside.error();
    IngestCounts counts;
    counts.read = batch.logs.size() + batch.setAside.size();
    counts.added = *added;
    counts.setAside = *aside;
    counts.duplicate = counts.read - counts.added - counts.setAside;
    if (counts.added > 0) {
        const Result<qint64> mapped = markNewLogs(database, batch, *idBefore);
        if (!mapped)
            return mapped.error();
        counts.unmapped = counts.added - *mapped;
        if (batch.suspectAfter.isValid()) {
            const Result<qint64> suspect = database.number(
                "raw_log.new_suspect",
                QStringLiteral("SELECT COUNT(*) FROM raw_log WHERE id > ? AND device_id = ? "
                               "AND (timestamp < ? OR timestamp > ?)"),
                {*idBefore, batch.device.value, batch.suspectBefore.toString(),
                 batch.suspectAfter.toString()});
            if (!suspect)
                return suspect.error();
            counts.clockSuspect = *suspect;
        }
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
                    "ORDER BY id LIMIT ?"),
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
