// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/rawinsert.h"

#include "core/storage/dialect.h"
#include "core/storage/migrator.h"
#include "tests/bench/cputime.h"

#include <QElapsedTimer>

#include <algorithm>
#include <memory>
#include <sqlite3.h>

namespace rollcall::bench {

namespace {

struct Closer
{
    void operator()(sqlite3 *database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Connection = std::unique_ptr<sqlite3, Closer>;
using Statement = std::unique_ptr<sqlite3_stmt, Closer>;

bool run(sqlite3 *database, const QByteArray &sql)
{
    return sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

Connection openWithSchema(const QString &file, qsizetype devices)
{
    sqlite3 *raw = nullptr;
    if (sqlite3_open(file.toUtf8().constData(), &raw) != SQLITE_OK)
        return nullptr;
    Connection database(raw);
    bool isFine = run(
        raw, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
             "PRAGMA wal_autocheckpoint=32000; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY");
    for (const Migration &migration : knownMigrations()) {
        for (const QString &sql :
             dialect::splitStatements(dialect::expand(migration.sql, Engine::Sqlite)))
            isFine = isFine && run(raw, sql.toUtf8());
    }
    isFine = isFine && run(raw, "INSERT INTO school (id, code, name, time_zone) VALUES (1, '1', "
                                "'x', 'Asia/Kolkata')");
    for (qsizetype device = 1; device <= devices; ++device)
        isFine = isFine &&
                 run(raw, "INSERT INTO device (id, school_id, name, sync_mode, driver) VALUES (" +
                              QByteArray::number(device) + ", 1, 'g" + QByteArray::number(device) +
                              "', 'agent', 'zk')");
    return isFine ? std::move(database) : nullptr;
}

/// The texts are made before the clock starts: a program of its own would have them as bytes.
struct Row
{
    QByteArray user;
    QByteArray at;
    QByteArray raw;
    qint64 device = 0;
    qint64 instant = 0;
    int state = 0;
    int verify = 0;
};

Row rowOf(const RawLog &log, qint64 device)
{
    return {log.userId.toUtf8(),
            log.at.toString().toLatin1(),
            log.rawText.toUtf8(),
            device,
            log.instantUtc,
            log.state,
            log.verify};
}

Statement prepareInsert(sqlite3 *database)
{
    sqlite3_stmt *raw = nullptr;
    const int status = sqlite3_prepare_v2(
        database,
        "INSERT INTO raw_log (school_id, device_id, user_id, timestamp, zone, instant_utc, "
        "state, "
        "verify, work_code, source, raw_text, session_id, received_utc) VALUES "
        "(1, ?, ?, ?, 'Asia/Kolkata', ?, ?, ?, '', 'agent', ?, 1, 1) ON CONFLICT DO NOTHING",
        -1, &raw, nullptr);
    return Statement(status == SQLITE_OK ? raw : nullptr);
}

bool insertRows(sqlite3_stmt *raw, QList<Row>::const_iterator from, QList<Row>::const_iterator to)
{
    for (; from != to; ++from) {
        const Row &row = *from;
        sqlite3_bind_int64(raw, 1, row.device);
        sqlite3_bind_text(raw, 2, row.user.constData(), static_cast<int>(row.user.size()),
                          SQLITE_STATIC);
        sqlite3_bind_text(raw, 3, row.at.constData(), static_cast<int>(row.at.size()),
                          SQLITE_STATIC);
        sqlite3_bind_int64(raw, 4, row.instant);
        sqlite3_bind_int(raw, 5, row.state);
        sqlite3_bind_int(raw, 6, row.verify);
        sqlite3_bind_text(raw, 7, row.raw.constData(), static_cast<int>(row.raw.size()),
                          SQLITE_STATIC);
        if (sqlite3_step(raw) != SQLITE_DONE)
            return false;
        sqlite3_reset(raw);
    }
    return true;
}

} // namespace

double rawInsertSeconds(const QString &file, const QList<QList<RawLog>> &devices)
{
    const Connection database = openWithSchema(file, devices.size());
    if (!database)
        return -1;
    QList<Row> rows;
    for (qsizetype device = 0; device < devices.size(); ++device) {
        for (const RawLog &log : devices.at(device))
            rows.append(rowOf(log, device + 1));
    }
    QElapsedTimer timer;
    timer.start();
    const Statement insert = prepareInsert(database.get());
    const bool isFine = insert && run(database.get(), "BEGIN IMMEDIATE") &&
                        insertRows(insert.get(), rows.cbegin(), rows.cend()) &&
                        run(database.get(), "COMMIT");
    return isFine ? static_cast<double>(timer.nsecsElapsed()) / 1e9 : -1;
}

RawCommits rawGroupCommits(const QString &file, const QList<RawLog> &logs, qsizetype group)
{
    const Connection database = openWithSchema(file, 1);
    if (!database)
        return {};
    QList<Row> rows;
    rows.reserve(logs.size());
    for (const RawLog &log : logs)
        rows.append(rowOf(log, 1));
    RawCommits commits;
    const double cpuBefore = cpuSeconds();
    QElapsedTimer whole;
    whole.start();
    const Statement insert = prepareInsert(database.get());
    if (!insert)
        return {};
    for (qsizetype at = 0; at < rows.size(); at += group) {
        QElapsedTimer one;
        one.start();
        const auto from = rows.cbegin() + at;
        const auto to = rows.cbegin() + std::min(at + group, rows.size());
        if (!run(database.get(), "BEGIN IMMEDIATE") || !insertRows(insert.get(), from, to) ||
            !run(database.get(), "COMMIT"))
            return {};
        commits.commitMs.append(static_cast<double>(one.nsecsElapsed()) / 1e6);
    }
    commits.seconds = static_cast<double>(whole.nsecsElapsed()) / 1e9;
    commits.cpuSeconds = cpuSeconds() - cpuBefore;
    return commits;
}

} // namespace rollcall::bench
