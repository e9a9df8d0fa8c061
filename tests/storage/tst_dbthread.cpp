// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/dbthread.h"
#include "tests/support/tempdatabase.h"
#include "tests/support/testmain.h"

#include <QFileInfo>
#include <QSemaphore>
#include <QTest>

#include <algorithm>
#include <atomic>

using namespace rollcall;
using rollcall::test::TempDatabase;

class tst_dbthread : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void failingJobLeavesItsNeighboursAlone_data() { TempDatabase::addEngineRows(); }
    void failingJobLeavesItsNeighboursAlone();
    void lateJobJoinsTheGroup_data();
    void lateJobJoinsTheGroup();
    void answersOnlyAfterTheCommit_data() { TempDatabase::addEngineRows(); }
    void answersOnlyAfterTheCommit();
    void runsWhatIsQueuedBeforeItEnds_data() { TempDatabase::addEngineRows(); }
    void runsWhatIsQueuedBeforeItEnds();
    void jobsAfterTheEndAreCancelled();
    void logGoesIntoTheFileWhenIdle();
    void aFullDatabaseTellsAndGoesOn();
};

namespace {

Result<> prepare(Database &database)
{
    return database.direct("create", QStringLiteral("CREATE TABLE entry (n BIGINT PRIMARY KEY)"));
}

Result<qint64> insertInto(Database &database, int n)
{
    return database.execute("insert", QStringLiteral("INSERT INTO entry (n) VALUES (?)"), {n});
}

Answer<qint64> insert(DbThread &thread, int n)
{
    return thread.run<qint64>([n](Database &database) { return insertInto(database, n); });
}

Result<qint64> count(DbThread &thread)
{
    return await(thread.run<qint64>([](Database &database) {
        return database.number("count", QStringLiteral("SELECT COUNT(*) FROM entry"));
    }));
}

/// Has the writer commit some jobs together, so that it expects as many again.
bool makeCompany(DbThread &writer, int &next)
{
    QSemaphore mayEnd;
    QList<Answer<qint64>> answers;
    answers.append(writer.run<qint64>([&mayEnd](Database &database) {
        mayEnd.acquire();
        return database.number("one", QStringLiteral("SELECT 1"));
    }));
    for (int job = 0; job < 4; ++job)
        answers.append(insert(writer, next++));
    mayEnd.release();
    return std::all_of(answers.cbegin(), answers.cend(),
                       [](const auto &answer) { return await(answer).isOk(); });
}

} // namespace

void tst_dbthread::failingJobLeavesItsNeighboursAlone()
{
    QFETCH(Engine, engine);
    const TempDatabase database(engine);
    DbThread writer(database.config(), Access::ReadWrite, QStringLiteral("writer"));
    QVERIFY(writer.start(prepare));
    QVERIFY(await(insert(writer, 50)));
    QList<Answer<qint64>> answers;
    for (int n = 0; n < 100; ++n)
        answers.append(insert(writer, n)); // 50 stands there already
    for (int n = 0; n < 100; ++n) {
        const Result<qint64> answer = await(answers.at(n));
        QCOMPARE(answer.isOk(), n != 50);
        if (n == 50)
            QCOMPARE(answer.error().code, ErrorCode::Conflict);
    }
    QCOMPARE(*count(writer), 100);
}

void tst_dbthread::lateJobJoinsTheGroup_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("sqlite, both are stored") << Engine::Sqlite << false;
    QTest::newRow("sqlite, the late one is refused") << Engine::Sqlite << true;
    if (!TempDatabase::hasPostgres())
        return;
    QTest::newRow("psql, both are stored") << Engine::Postgres << false;
    QTest::newRow("psql, the late one is refused") << Engine::Postgres << true;
}

/// docs/adr/0011. That the commit is what costs most, without which nobody is let in, is up to the
/// disk: hence the rounds.
void tst_dbthread::lateJobJoinsTheGroup()
{
    QFETCH(Engine, engine);
    QFETCH(bool, isRefused);
    const TempDatabase database(engine);
    DbThread writer(database.config(), Access::ReadWrite, QStringLiteral("writer"));
    QVERIFY(writer.start(prepare));
    DbThread reader(database.config(), Access::ReadOnly, QStringLiteral("reader"));
    QVERIFY(reader.start());
    int next = 0;
    bool hasJoined = false;
    for (int round = 0; round < 50 && !hasJoined; ++round) {
        QVERIFY(makeCompany(writer, next));
        const qint64 before = *count(reader);
        const int early = next++;
        const int late = isRefused ? early : next++;
        QSemaphore runs;
        QSemaphore mayEnd;
        const Answer<qint64> first = writer.run<qint64>([&](Database &on) {
            Result<qint64> stored = insertInto(on, early);
            runs.release();
            mayEnd.acquire();
            return stored;
        });
        runs.acquire();
        std::atomic<bool> metUncommitted = false;
        const Answer<qint64> second = writer.run<qint64>([&](Database &on) {
            if (const Result<qint64> committed = count(reader); committed && *committed == before)
                metUncommitted = true;
            return insertInto(on, late);
        });
        mayEnd.release(2); // once more, when the group goes one by one
        QVERIFY(await(first));
        QCOMPARE(await(second).isOk(), !isRefused);
        QCOMPARE(*count(reader), before + (isRefused ? 1 : 2));
        hasJoined = metUncommitted;
    }
    QVERIFY(hasJoined);
}

void tst_dbthread::answersOnlyAfterTheCommit()
{
    QFETCH(Engine, engine);
    const TempDatabase database(engine);
    DbThread writer(database.config(), Access::ReadWrite, QStringLiteral("writer"));
    QVERIFY(writer.start(prepare));
    DbThread reader(database.config(), Access::ReadOnly, QStringLiteral("reader"));
    QVERIFY(reader.start());
    for (int n = 0; n < rollcall::test::repeats(100); ++n) {
        QVERIFY(await(insert(writer, n)));
        QCOMPARE(*count(reader), n + 1);
    }
}

void tst_dbthread::runsWhatIsQueuedBeforeItEnds()
{
    QFETCH(Engine, engine);
    const TempDatabase database(engine);
    QList<Answer<qint64>> answers;
    {
        DbThread writer(database.config(), Access::ReadWrite, QStringLiteral("writer"));
        QVERIFY(writer.start(prepare));
        for (int n = 0; n < 1000; ++n)
            answers.append(insert(writer, n));
    }
    for (const Answer<qint64> &answer : answers) {
        QVERIFY(answer.isFinished());
        QVERIFY(answer.result().isOk());
    }
    DbThread reader(database.config(), Access::ReadOnly, QStringLiteral("reader"));
    QVERIFY(reader.start());
    QCOMPARE(*count(reader), 1000);
}

void tst_dbthread::jobsAfterTheEndAreCancelled()
{
    const TempDatabase database;
    DbThread writer(database.config(), Access::ReadWrite, QStringLiteral("writer"));
    QVERIFY(writer.start(prepare));
    writer.stop();
    const Result<qint64> late = await(insert(writer, 1));
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::Cancelled);
}

/// SQLite's log is kept while there is work and carried into the file soon after.
void tst_dbthread::logGoesIntoTheFileWhenIdle()
{
    const TempDatabase database;
    DbThread writer(database.config(), Access::ReadWrite, QStringLiteral("writer"));
    QVERIFY(writer.start(prepare));
    constexpr int kRows = 20000;
    QVERIFY(await(writer.run<qint64>([](Database &db) -> Result<qint64> {
        Result<Statement> insert =
            db.statement("insert", QStringLiteral("INSERT INTO entry (n) VALUES (?)"));
        if (!insert)
            return insert.error();
        for (qint64 n = 0; n < kRows; ++n) {
            insert->bind(0, n);
            if (const Result<qint64> done = insert->run(); !done)
                return done;
        }
        return kRows;
    })));
    const QString file = database.config().sqliteFile;
    QVERIFY(QFileInfo(file).size() < kRows);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(file).size() > kRows, 20000);
    QCOMPARE(*count(writer), kRows);
}

/// A limit of pages stands for the full disk: SQLite answers both alike, and has rolled back
/// itself.
void tst_dbthread::aFullDatabaseTellsAndGoesOn()
{
    const TempDatabase database;
    DbThread writer(database.config(), Access::ReadWrite, QStringLiteral("writer"));
    QVERIFY(writer.start([](Database &opened) -> Result<> {
        if (const Result<> made = prepare(opened); !made)
            return made;
        return opened.direct("limit", QStringLiteral("PRAGMA max_page_count=20"));
    }));
    QVERIFY(await(insert(writer, 1)));
    const Result<qint64> many = await(writer.run<qint64>([](Database &opened) {
        return opened.execute(
            "many",
            QStringLiteral("WITH RECURSIVE more(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM "
                           "more WHERE n < 100000) INSERT INTO entry SELECT n FROM more"));
    }));
    QVERIFY(!many);
    QCOMPARE(many.error().code, ErrorCode::StorageFailure);
    QCOMPARE(*count(writer), 1);
    QVERIFY(await(insert(writer, 2)));
    QCOMPARE(*count(writer), 2);
}

ROLLCALL_TEST(tst_dbthread);
#include "tst_dbthread.moc"
