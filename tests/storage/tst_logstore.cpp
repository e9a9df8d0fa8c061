// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/storage/storefixture.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QThread>

#include <limits>

using namespace rollcall;
using rollcall::test::StoreFixture;

class tst_logstore : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void storesOnce_data() { rollcall::test::TempDatabase::addEngineRows(); }
    void storesOnce();
    void keyHasNoState_data() { rollcall::test::TempDatabase::addEngineRows(); }
    void keyHasNoState();
    void textOfUserIdsCounts_data() { rollcall::test::TempDatabase::addEngineRows(); }
    void textOfUserIdsCounts();
    void manyBatchesAtOnceCountExactly_data() { rollcall::test::TempDatabase::addEngineRows(); }
    void manyBatchesAtOnceCountExactly();
    void setAsideIsKeptWordForWordOnce_data() { rollcall::test::TempDatabase::addEngineRows(); }
    void setAsideIsKeptWordForWordOnce();
    void countsUnmappedByDate_data() { rollcall::test::TempDatabase::addEngineRows(); }
    void countsUnmappedByDate();
    void twoWritersShareOneKey_data() { rollcall::test::TempDatabase::addEngineRows(); }
    void twoWritersShareOneKey();
    void oneMoreCostsTheSame_data() { rollcall::test::TempDatabase::addEngineRows(); }
    void oneMoreCostsTheSame();
};

void tst_logstore::storesOnce()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    QList<RawLog> logs;
    for (int i = 0; i < 1000; ++i)
        logs.append(
            StoreFixture::log(QString::number(i % 37),
                              WallTime::parse(u"2026-03-12 08:00:00").addSeconds(i).toString()));
    const Result<IngestCounts> first = fixture.store(logs);
    QVERIFY(first);
    QCOMPARE(first->read, 1000);
    QCOMPARE(first->added, 1000);
    QCOMPARE(first->unmapped, 1000);
    const Result<IngestCounts> second = fixture.store(logs);
    QVERIFY(second);
    QCOMPARE(second->added, 0);
    QCOMPARE(second->duplicate, 1000);
    QCOMPARE(second->unmapped, 0);
    const Result<IngestCounts> twiceInOne = fixture.store(
        {StoreFixture::log(QStringLiteral("x"), QStringLiteral("2026-03-12 08:00:00")),
         StoreFixture::log(QStringLiteral("x"), QStringLiteral("2026-03-12 08:00:00"))});
    QVERIFY(twiceInOne);
    QCOMPARE(twiceInOne->added, 1);
    QCOMPARE(twiceInOne->duplicate, 1);
}

void tst_logstore::keyHasNoState()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    RawLog in = StoreFixture::log(QStringLiteral("7"), QStringLiteral("2026-03-12 08:00:00"));
    in.state = 0;
    RawLog out = in;
    out.state = 1;
    out.verify = 15;
    QCOMPARE(fixture.store({in})->added, 1);
    QCOMPARE(fixture.store({out})->duplicate, 1);
}

void tst_logstore::textOfUserIdsCounts()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const QString at = QStringLiteral("2026-03-12 08:00:00");
    const QList<RawLog> logs{StoreFixture::log(QStringLiteral("007"), at),
                             StoreFixture::log(QStringLiteral("7"), at),
                             StoreFixture::log(QStringLiteral("EMP-9"), at),
                             StoreFixture::log(QStringLiteral("emp-9"), at),
                             StoreFixture::log(QString::fromUtf8("طالب"), at)};
    QCOMPARE(fixture.store(logs)->added, 5);
}

void tst_logstore::manyBatchesAtOnceCountExactly()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    constexpr int kBatches = 40;
    constexpr int kDistinct = 500;
    QList<Answer<IngestCounts>> answers;
    QRandomGenerator random(7);
    for (int b = 0; b < kBatches; ++b) {
        IngestBatch batch;
        batch.device = fixture.device;
        batch.timeZone = "Asia/Kolkata";
        for (int i = 0; i < 100; ++i)
            batch.logs.append(
                StoreFixture::log(QStringLiteral("1"), WallTime::parse(u"2026-03-12 08:00:00")
                                                           .addSeconds(random.bounded(kDistinct))
                                                           .toString()));
        answers.append(fixture.stores().logs.store(batch, fixture.clock.utcMilliseconds()));
    }
    IngestCounts total;
    for (const Answer<IngestCounts> &answer : answers) {
        const Result<IngestCounts> counts = await(answer);
        QVERIFY(counts);
        total += *counts;
    }
    QCOMPARE(total.read, kBatches * 100);
    QCOMPARE(total.added + total.duplicate, total.read);
    const Result<QList<MappingRow>> rows = await(fixture.stores().mappings.rows(fixture.device));
    QVERIFY(rows);
    QCOMPARE(rows->first().punches, total.added);
    QVERIFY(total.added <= kDistinct);
}

void tst_logstore::setAsideIsKeptWordForWordOnce()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const SetAsideLog aside{QStringLiteral("0100aabb \t 'x'; --"), QStringLiteral("invalid_date")};
    QCOMPARE(fixture.store({}, {aside, aside})->setAside, 1);
    const Result<IngestCounts> again = fixture.store({}, {aside});
    QCOMPARE(again->setAside, 0);
    QCOMPARE(again->duplicate, 1);
}

void tst_logstore::countsUnmappedByDate()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const PersonId person = fixture.addPerson(QStringLiteral("S1"));
    QVERIFY(await(fixture.stores().mappings.add(
        {{fixture.device, QStringLiteral("1"), person, QDate(2026, 3, 12), QDate(2026, 3, 12)}},
        QStringLiteral("test"), QStringLiteral("test"))));
    const Result<IngestCounts> counts = fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-11 23:59:59")),
         StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 00:00:00")),
         StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 23:59:59")),
         StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-13 00:00:00"))});
    QVERIFY(counts);
    QCOMPARE(counts->added, 4);
    QCOMPARE(counts->unmapped, 2);
    QCOMPARE(*await(fixture.stores().days.dirtyCount()), 1);
}

void tst_logstore::twoWritersShareOneKey()
{
    // Two programs on one database: each has its own writer thread; the unique index decides.
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    Result<std::unique_ptr<Storage>> other =
        Storage::open(fixture.database.config(), fixture.clock);
    QVERIFY(other);
    QList<Answer<IngestCounts>> answers;
    for (int round = 0; round < 20; ++round) {
        IngestBatch batch;
        batch.device = fixture.device;
        batch.timeZone = "Asia/Kolkata";
        for (int i = 0; i < 50; ++i)
            batch.logs.append(StoreFixture::log(
                QString::number(i),
                WallTime::parse(u"2026-03-12 08:00:00").addSeconds(round).toString()));
        answers.append(fixture.stores().logs.store(batch, 1));
        answers.append((*other)->stores().logs.store(batch, 1));
    }
    qint64 added = 0;
    for (const Answer<IngestCounts> &answer : answers) {
        const Result<IngestCounts> counts = await(answer);
        if (!counts)
            QFAIL(qPrintable(counts.error().detail));
        added += counts->added;
    }
    QCOMPARE(added, 1000);
}

/// A punch of a mapped user is looked at once more after it is stored; the logs that its terminal
/// has sent before must not be. The quickest of many tries says what it costs when nobody disturbs.
void tst_logstore::oneMoreCostsTheSame()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const PersonId person = fixture.addPerson(QStringLiteral("S1"));
    QVERIFY(
        await(fixture.stores().mappings.add({{fixture.device, QStringLiteral("1"), person, {}, {}}},
                                            QStringLiteral("test"), QStringLiteral("test"))));
    const WallTime start = WallTime::parse(u"2026-03-12 08:00:00");
    int stored = 0;
    const auto quickest = [&fixture, &stored, start] {
        constexpr int kTries = 40;
        qint64 best = std::numeric_limits<qint64>::max();
        for (int i = 0; i < kTries; ++i) {
            QElapsedTimer timer;
            timer.start();
            const Result<IngestCounts> counts = fixture.store(
                {StoreFixture::log(QStringLiteral("1"), start.addSeconds(++stored).toString())});
            if (!counts || counts->added != 1 || counts->unmapped != 0)
                return qint64{-1};
            best = qMin(best, timer.nsecsElapsed());
        }
        return best;
    };
    const qint64 early = quickest();
    constexpr int kLogs = 100'000;
    QList<RawLog> many;
    many.reserve(kLogs);
    for (int i = 0; i < kLogs; ++i)
        many.append(
            StoreFixture::log(QString::number(2 + i % 500), start.addSeconds(i / 500).toString()));
    QCOMPARE(fixture.store(many)->added, kLogs);
    const qint64 late = quickest();
    qInfo("one punch takes %.2f ms among few logs, %.2f ms among %d",
          static_cast<double>(early) / 1e6, static_cast<double>(late) / 1e6, kLogs);
    QVERIFY(early > 0 && late > 0);
    constexpr int kNoise = 4; // to go through all logs takes a hundred times as long
    QVERIFY(late <= kNoise * early);
}

ROLLCALL_TEST(tst_logstore);
#include "tst_logstore.moc"
