// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/rawyear.h"

#include "core/domain/walltime.h"

#include <QElapsedTimer>

#include <cstdio>
#include <memory>
#include <random>
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

/// As many rows as the product stores in one transaction.
constexpr size_t kRowsOfACommit = 8000;

bool run(sqlite3 *database, const QByteArray &sql)
{
    return sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

Connection open(const QString &file)
{
    sqlite3 *raw = nullptr;
    if (sqlite3_open(file.toUtf8().constData(), &raw) != SQLITE_OK)
        return nullptr;
    Connection database(raw);
    const bool isFine = run(
        raw, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
             "PRAGMA wal_autocheckpoint=32000; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY");
    return isFine ? std::move(database) : nullptr;
}

Statement prepare(const Connection &database, const char *sql)
{
    sqlite3_stmt *raw = nullptr;
    const int status = sqlite3_prepare_v2(database.get(), sql, -1, &raw, nullptr);
    return Statement(status == SQLITE_OK ? raw : nullptr);
}

void bindText(sqlite3_stmt *statement, int place, const char *text)
{
    sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC);
}

bool step(sqlite3_stmt *statement)
{
    const bool isDone = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_reset(statement);
    return isDone;
}

double secondsOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

/// Runs @p write for each index, so many in a transaction.
template <typename Write>
bool inCommits(const Connection &database, size_t count, Write write)
{
    for (size_t at = 0; at < count;) {
        if (!run(database.get(), "BEGIN IMMEDIATE"))
            return false;
        for (const size_t end = std::min(at + kRowsOfACommit, count); at < end; ++at) {
            if (!write(at))
                return false;
        }
        if (!run(database.get(), "COMMIT"))
            return false;
    }
    return true;
}

QDate firstDay()
{
    return QDate(2025, 4, 1);
}

class LogWriter
{
public:
    explicit LogWriter(const Connection &database)
        : m_insert(prepare(
              database,
              "INSERT INTO raw_log (school_id, device_id, user_id, timestamp, zone, instant_utc, "
              "state, verify, source, raw_text, session_id, received_utc) VALUES (1, ?, ?, ?, "
              "'Asia/Kolkata', 1, 255, 1, 'agent', '0102030405060708090a0b0c0d0e0f10', 1, ?)"))
    {}

    bool write(int device, const QByteArray &user, WallTime at)
    {
        const QByteArray time = at.toString().toLatin1();
        sqlite3_bind_int(m_insert.get(), 1, device);
        bindText(m_insert.get(), 2, user.constData());
        bindText(m_insert.get(), 3, time.constData());
        // An hour after the punch, and Asia/Kolkata is ahead of UTC.
        sqlite3_bind_int64(m_insert.get(), 4, at.addSeconds(3600).seconds() * 1000);
        return step(m_insert.get());
    }

private:
    Statement m_insert;
};

WallTime timeOf(int day, int punch, unsigned random)
{
    constexpr int kTimes[kPunchesPerDay] = {7 * 3600 + 1800, 10 * 3600, 12 * 3600,
                                            13 * 3600 + 3000};
    return WallTime::startOf(firstDay().addDays(day)).addSeconds(kTimes[punch] + random % 3600);
}

bool fillPeople(const Connection &database, int people)
{
    bool isFine = run(database.get(), "BEGIN IMMEDIATE");
    for (int device = 1; device <= kDevices; ++device) {
        const QByteArray id = QByteArray::number(device);
        isFine = isFine &&
                 run(database.get(), "INSERT INTO device (id, school_id, name, sync_mode, driver, "
                                     "sync_mark_utc) VALUES (" +
                                         id + ", 1, 'Gate " + id + "', 'agent', 'zk', 1)");
    }
    for (int person = 1; person <= people; ++person) {
        const QByteArray id = QByteArray::number(person);
        isFine = isFine &&
                 run(database.get(), "INSERT INTO person (id, school_id, kind, number, full_name) "
                                     "VALUES (" +
                                         id + ", 1, 'student', '" + id + "', 'Pupil')") &&
                 run(database.get(), "INSERT INTO user_mapping (device_id, user_id, person_id) "
                                     "VALUES (" +
                                         QByteArray::number(person % kDevices + 1) + ", '" +
                                         QByteArray::number(1000 + person) + "', " + id + ")");
    }
    return isFine && run(database.get(), "COMMIT");
}

template <size_t Size>
void take(std::array<char, Size> &into, sqlite3_stmt *row, int column)
{
    std::snprintf(into.data(), Size, "%s",
                  reinterpret_cast<const char *>(sqlite3_column_text(row, column)));
}

bool writeRecords(const Connection &database, const std::vector<RawRecord> &records)
{
    const Statement insert = prepare(
        database,
        "INSERT INTO day_record (school_id, person_id, day, status, auto_status, in_at, out_at, "
        "in_log_id, out_log_id, late_min, early_min, worked_min, flags, provisional, computed_utc) "
        "VALUES (1, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)");
    return insert && inCommits(database, records.size(), [&](size_t at) {
               const RawRecord &record = records.at(at);
               sqlite3_bind_int64(insert.get(), 1, record.person);
               bindText(insert.get(), 2, record.day.data());
               bindText(insert.get(), 3, record.status.data());
               bindText(insert.get(), 4, record.in.data());
               bindText(insert.get(), 5, record.out.data());
               for (size_t i = 0; i < record.numbers.size(); ++i)
                   sqlite3_bind_int64(insert.get(), static_cast<int>(i) + 6, record.numbers.at(i));
               return step(insert.get());
           });
}

bool writeOutcomes(const Connection &database, const RawResults &results)
{
    const Statement insert = prepare(
        database,
        "INSERT INTO log_outcome (raw_log_id, person_id, day, outcome) VALUES (?, ?, ?, ?)");
    return insert && inCommits(database, results.outcomes.size(), [&](size_t at) {
               const RawOutcome &outcome = results.outcomes.at(at);
               const RawRecord &record = results.records.at(outcome.record);
               sqlite3_bind_int64(insert.get(), 1, outcome.log);
               sqlite3_bind_int64(insert.get(), 2, record.person);
               bindText(insert.get(), 3, record.day.data());
               bindText(insert.get(), 4, outcome.outcome.data());
               return step(insert.get());
           });
}

} // namespace

bool fillYear(const QString &file, YearSize size)
{
    const Connection database = open(file);
    if (!database || !fillPeople(database, size.people))
        return false;
    LogWriter writer(database);
    std::mt19937 random(2026);
    bool isFine = run(database.get(), "BEGIN IMMEDIATE");
    for (int day = 0; day < size.days; ++day) {
        for (int punch = 0; punch < kPunchesPerDay; ++punch) {
            for (int person = 1; isFine && person <= size.people; ++person)
                isFine = writer.write(person % kDevices + 1, QByteArray::number(1000 + person),
                                      timeOf(day, punch, random()));
        }
    }
    return isFine && run(database.get(), "COMMIT") &&
           run(database.get(), "PRAGMA wal_checkpoint(TRUNCATE)");
}

bool addUnmappedUser(const QString &file, int days, const QString &user)
{
    const Connection database = open(file);
    LogWriter writer(database);
    std::mt19937 random(7);
    bool isFine = run(database.get(), "BEGIN IMMEDIATE");
    for (int day = 0; day < days; ++day) {
        for (int punch = 0; isFine && punch < kPunchesPerDay; ++punch)
            isFine = writer.write(1, user.toLatin1(), timeOf(day, punch, random()));
    }
    return isFine && run(database.get(), "COMMIT");
}

RawResults readResults(const QString &file)
{
    RawResults results;
    const Connection database = open(file);
    const Statement records =
        prepare(database, "SELECT person_id, day, status, in_at, out_at, in_log_id, out_log_id, "
                          "late_min, early_min, worked_min, flags, provisional FROM day_record "
                          "ORDER BY person_id, day");
    while (sqlite3_step(records.get()) == SQLITE_ROW) {
        RawRecord &record = results.records.emplace_back();
        record.person = sqlite3_column_int64(records.get(), 0);
        take(record.day, records.get(), 1);
        take(record.status, records.get(), 2);
        take(record.in, records.get(), 3);
        take(record.out, records.get(), 4);
        for (size_t i = 0; i < record.numbers.size(); ++i)
            record.numbers.at(i) = sqlite3_column_int64(records.get(), static_cast<int>(i) + 5);
    }
    const Statement outcomes =
        prepare(database, "SELECT raw_log_id, outcome, person_id, day FROM log_outcome "
                          "ORDER BY person_id, day, raw_log_id");
    size_t record = 0;
    while (sqlite3_step(outcomes.get()) == SQLITE_ROW) {
        RawOutcome &outcome = results.outcomes.emplace_back();
        outcome.log = sqlite3_column_int64(outcomes.get(), 0);
        take(outcome.outcome, outcomes.get(), 1);
        const auto isOf = [&](const RawRecord &candidate) {
            return candidate.person == sqlite3_column_int64(outcomes.get(), 2) &&
                   qstrcmp(candidate.day.data(), reinterpret_cast<const char *>(
                                                     sqlite3_column_text(outcomes.get(), 3))) == 0;
        };
        while (record < results.records.size() && !isOf(results.records.at(record)))
            ++record;
        outcome.record = record;
    }
    return results;
}

RawRebuild rawRebuild(const QString &file, const RawResults &results)
{
    const Connection database = open(file);
    if (!database || results.records.empty())
        return {};
    RawRebuild spent;
    QElapsedTimer timer;
    timer.start();
    const Statement logs = prepare(
        database, "SELECT id, device_id, user_id, timestamp, state, received_utc FROM raw_log");
    qint64 sum = 0;
    while (sqlite3_step(logs.get()) == SQLITE_ROW) {
        sum += sqlite3_column_int64(logs.get(), 0) + sqlite3_column_int64(logs.get(), 1) +
               sqlite3_column_text(logs.get(), 2)[0] + sqlite3_column_text(logs.get(), 3)[0] +
               sqlite3_column_int64(logs.get(), 4) + sqlite3_column_int64(logs.get(), 5);
    }
    if (sum > 0)
        spent.read = secondsOf(timer);
    timer.start();
    if (writeRecords(database, results.records))
        spent.records = secondsOf(timer);
    timer.start();
    if (writeOutcomes(database, results))
        spent.outcomes = secondsOf(timer);
    return spent;
}

bool dropResults(const QString &file)
{
    const Connection database = open(file);
    return database && run(database.get(), "DELETE FROM log_outcome; DELETE FROM day_record");
}

} // namespace rollcall::bench
