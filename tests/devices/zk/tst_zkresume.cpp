// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/simfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <stop_token>

using namespace rollcall;

/// A connection that breaks in the middle of the logs (zk-protocol.md, section 21).
class tst_zkresume : public test::TestCase
{
    Q_OBJECT

private slots:
    void goesOnBehindTheBreak_data();
    void goesOnBehindTheBreak();
    void readsARecordNeitherTwiceNorNever_data();
    void readsARecordNeitherTwiceNorNever();
    void goesOnWhenTheLogHasGrown();
    void endsWhenTheLogIsAnother_data();
    void endsWhenTheLogIsAnother();
    void doesNotGoOnAfterACancel();
    void triesOnlyOnce();
    void makesTheBlockReadyAgain();
};

namespace {

constexpr qint64 kLogs = 30000;

SimOptions school(qint64 logs, const QStringList &faults = {})
{
    SimOptions options;
    options.users = 100;
    options.logs = logs;
    options.seed = 7;
    options.maxPacket = 4000;
    for (const QString &each : faults)
        options.faults.append(test::fault(each));
    return options;
}

} // namespace

void tst_zkresume::goesOnBehindTheBreak_data()
{
    QTest::addColumn<QString>("recordSize");
    QTest::addColumn<QString>("fault");
    for (const char *recordSize : {"8a", "16", "40", "49"}) {
        const QString size = QString::fromLatin1(recordSize);
        QTest::addRow("%s, cut by bytes", recordSize)
            << size << QStringLiteral("drop-after=71237@1");
        QTest::addRow("%s, cut by frames", recordSize)
            << size << QStringLiteral("drop-frames=25@1");
        QTest::addRow("%s, session lost", recordSize)
            << size << QStringLiteral("unauth-after=10@1");
    }
}

void tst_zkresume::goesOnBehindTheBreak()
{
    QFETCH(QString, recordSize);
    QFETCH(QString, fault);
    SimOptions options = school(kLogs, {fault});
    QVERIFY(setSimOption(options, u"record-size", recordSize));
    const test::SimFixture sim(options);
    test::CollectingSink sink;
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QVERIFY2(read->complete, read->error ? qPrintable(read->error->detail) : "");
    QCOMPARE(read->delivered, kLogs);
    QCOMPARE(sink.announcements(), QList<qint64>{kLogs});
    QCOMPARE(test::differences(sink.logs(), sim.device().logBlock()), QString());
    QCOMPARE(sim.tally().connections.load(), 2);
}

void tst_zkresume::readsARecordNeitherTwiceNorNever_data()
{
    QTest::addColumn<int>("at");
    const int cuts = test::repeats(60);
    for (int i = 0; i < cuts; ++i)
        QTest::addRow("cut %d", i) << i * 180000 / cuts + i % 43;
}

void tst_zkresume::readsARecordNeitherTwiceNorNever()
{
    QFETCH(int, at);
    const test::SimFixture sim(school(4000, {QStringLiteral("drop-after=%1@1").arg(at)}));
    const auto session = sim.open();
    if (!session) { // cut in the greeting: there was no read that could go on
        QCOMPARE(session.error().code, ErrorCode::Unreachable);
        QVERIFY(at < 300);
        return;
    }
    test::CollectingSink sink;
    const Result<LogReadSummary> read = session.value()->logs(sink);
    if (!read) { // cut before the logs were asked for
        QCOMPARE(read.error().code, ErrorCode::Unreachable);
        QVERIFY(at < 300);
        return;
    }
    QVERIFY2(read->complete, read->error ? qPrintable(read->error->detail) : "");
    QCOMPARE(sink.announcements(), QList<qint64>{4000});
    QCOMPARE(test::differences(sink.logs(), sim.device().logBlock()), QString());
}

void tst_zkresume::goesOnWhenTheLogHasGrown()
{
    const test::SimFixture sim(school(kLogs, {QStringLiteral("drop-after=900000@1")}));
    const SimLogBlock before = sim.device().logBlock();
    test::CollectingSink sink;
    sink.onBatch = [&sim, &sink] {
        if (sink.batches() == 0)
            sim.device().memory().append(QStringLiteral("1"),
                                         WallTime::parse(u"2026-06-27 08:00:00"), 0, 1);
        return ok();
    };
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY(read);
    QVERIFY2(read->complete, read->error ? qPrintable(read->error->detail) : "");
    QCOMPARE(read->announced, kLogs); // the new one comes with the next read
    QCOMPARE(test::differences(sink.logs(), before), QString());
    QCOMPARE(sim.tally().connections.load(), 2);
    test::CollectingSink next;
    QVERIFY(sim.readLogs(next)->complete);
    QCOMPARE(next.logs().size(), kLogs + 1);
}

void tst_zkresume::endsWhenTheLogIsAnother_data()
{
    QTest::addColumn<int>("newLogs");
    QTest::newRow("cleared") << 0;
    QTest::newRow("cleared, a few since") << 50;
    QTest::newRow("cleared, more since") << int(kLogs) + 10;
}

void tst_zkresume::endsWhenTheLogIsAnother()
{
    QFETCH(int, newLogs);
    const test::SimFixture sim(school(kLogs, {QStringLiteral("drop-after=900000@1")}));
    const SimLogBlock before = sim.device().logBlock();
    test::CollectingSink sink;
    sink.onBatch = [&] {
        if (sink.batches() > 0)
            return ok();
        SimMemory &memory = sim.device().memory();
        memory.clearLogs();
        const WallTime morning = WallTime::parse(u"2026-06-26 00:00:00");
        for (int i = 0; i < newLogs; ++i)
            memory.append(QStringLiteral("2"), morning.addSeconds(i), 1, 1);
        return ok();
    };
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY(read);
    QVERIFY(!read->complete);
    QCOMPARE(read->error->code, ErrorCode::Unreachable);
    QCOMPARE(read->delivered, sink.logs().size());
    QVERIFY(read->delivered > 8000);
    // Nothing of the new log was taken for the rest of the old one.
    QCOMPARE(test::differences(sink.logs(), before),
             QStringLiteral("record %1 is missing").arg(sink.logs().size()));
    test::CollectingSink next;
    QVERIFY(sim.readLogs(next)->complete);
    QCOMPARE(next.logs().size(), newLogs);
}

void tst_zkresume::doesNotGoOnAfterACancel()
{
    test::SimFixture sim(school(kLogs, {QStringLiteral("drop-after=900000@1")}));
    std::stop_source source;
    sim.control.stop = source.get_token();
    test::CollectingSink sink;
    sink.onBatch = [&source] {
        source.request_stop();
        return ok();
    };
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY(read);
    QCOMPARE(read->error->code, ErrorCode::Cancelled);
    QCOMPARE(sim.tally().connections.load(), 1);
}

void tst_zkresume::triesOnlyOnce()
{
    const test::SimFixture sim(school(kLogs, {QStringLiteral("drop-after=400000")}));
    test::CollectingSink sink;
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY(read);
    QVERIFY(!read->complete);
    QCOMPARE(read->error->code, ErrorCode::Unreachable);
    QVERIFY(read->delivered > 8000 && read->delivered < kLogs);
    QCOMPARE(test::differences(sink.logs(), sim.device().logBlock()),
             QStringLiteral("record %1 is missing").arg(sink.logs().size()));
    QCOMPARE(sim.tally().connections.load(), 2);
}

void tst_zkresume::makesTheBlockReadyAgain()
{
    // The first piece fails four times before it is short enough to be answered.
    test::SimFixture sim(school(4000, {QStringLiteral("chunk-stall-above=5000")}));
    sim.control.limits.silenceMs = 200;
    test::CollectingSink sink;
    const Result<LogReadSummary> read = sim.readLogs(sink);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QVERIFY2(read->complete, read->error ? qPrintable(read->error->detail) : "");
    QCOMPARE(test::differences(sink.logs(), sim.device().logBlock()), QString());
    QCOMPARE(sim.tally().prepares.load(), 2);
    QCOMPARE(sim.tally().connections.load(), 1);
}

ROLLCALL_TEST(tst_zkresume);
#include "tst_zkresume.moc"
