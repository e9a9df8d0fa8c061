// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/loginsertion.h"

#include "core/storage/database.h"

#include <QSet>

#include <algorithm>

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

/// Fewer logs than that touch few pages of an index.
constexpr qsizetype kManyLogs = 1000;

Result<qint64> lastLogId(Database &database)
{
    return database.number("raw_log.max",
                           QStringLiteral("SELECT COALESCE(MAX(id), 0) FROM raw_log"));
}

/// A batch that is inserted together with others.
struct LargeBatch
{
    WaitingLogs *waiting = nullptr;
    qint64 school = 0;
    InsertedLogs inserted;
};

/// Of each device the first batch at most: of two logs with one key the first is kept.
Result<std::vector<LargeBatch>> largeOnes(Database &database, const std::vector<WaitingLogs *> &all)
{
    const Result<qint64> idBefore = lastLogId(database);
    if (!idBefore)
        return idBefore.error();
    std::vector<LargeBatch> large;
    QSet<qint64> devices;
    for (WaitingLogs *waiting : all) {
        const IngestBatch &batch = waiting->batch;
        if (devices.contains(batch.device.value))
            continue;
        devices.insert(batch.device.value);
        if (batch.logs.size() < kManyLogs)
            continue;
        const Result<BatchSurroundings> around = surroundingsOf(database, batch);
        if (!around)
            return around.error();
        if (around->anyMapping)
            continue;
        large.push_back({waiting, around->school, {0, 0, *idBefore}});
    }
    return large;
}

/// A log of one of several batches.
struct PlacedLog
{
    LargeBatch *batch = nullptr;
    const RawLog *log = nullptr;
};

/// All logs in the order of their timestamps; those of one time stay in the order in which they
/// came, since the first of a key is the one that is kept.
std::vector<PlacedLog> inOrderOfTime(std::vector<LargeBatch> &batches)
{
    std::vector<PlacedLog> logs;
    for (LargeBatch &batch : batches) {
        for (const RawLog &log : batch.waiting->batch.logs)
            logs.push_back({&batch, &log});
    }
    std::stable_sort(logs.begin(), logs.end(), [](const PlacedLog &left, const PlacedLog &right) {
        return left.log->at < right.log->at;
    });
    return logs;
}

bool isSuspect(const IngestBatch &batch, const RawLog &log)
{
    return batch.suspectAfter.isValid() &&
           (log.at < batch.suspectBefore || batch.suspectAfter < log.at);
}

} // namespace

Result<BatchSurroundings> surroundingsOf(Database &database, const IngestBatch &batch)
{
    BatchSurroundings found;
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
        const Result<qint64> idBefore = lastLogId(database);
        if (!idBefore)
            return idBefore.error();
        found.idBefore = *idBefore;
    }
    return found;
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

Result<> insertTogether(Database &database, const std::vector<WaitingLogs *> &all)
{
    if (database.engine() != Engine::Sqlite || all.size() < 2)
        return ok();
    Result<std::vector<LargeBatch>> batches = largeOnes(database, all);
    if (!batches)
        return batches.error();
    if (batches->size() < 2)
        return ok();
    Result<Statement> insert = database.statement("raw_log.add", insertSql(1));
    if (!insert)
        return insert.error();
    PlacedLog before;
    for (const PlacedLog &placed : inOrderOfTime(*batches)) {
        const WaitingLogs &waiting = *placed.batch->waiting;
        if (placed.batch != before.batch)
            bindCommon(*insert, 1, placed.batch->school, waiting.batch, waiting.receivedUtc);
        bindLog(*insert, 0, *placed.log, before.log);
        before = placed;
        const Result<qint64> added = insert->run();
        if (!added)
            return added.error();
        placed.batch->inserted.added += *added;
        if (*added > 0 && isSuspect(waiting.batch, *placed.log))
            ++placed.batch->inserted.clockSuspect;
    }
    for (const LargeBatch &batch : *batches)
        batch.waiting->inserted = batch.inserted;
    return ok();
}

} // namespace rollcall
