// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QThread>

using namespace rollcall;
using rollcall::test::SchoolFixture;
using rollcall::test::TempDatabase;
using rollcall::test::waitFor;

class tst_sync : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void readsOnceThenDuplicates_data() { TempDatabase::addEngineRows(); }
    void readsOnceThenDuplicates();
    void badTerminal_data();
    void badTerminal();
    void cutAnywhereKeepsWholeRecords();
    void wrongKeyIsNotStored();
    void cancelIsHonoured();
    void oneSessionPerDevice();
    void impossibleDatesAreListed();
    void leavesTheTerminalBeforeTheDisk();
    void aRefusedBatchIsNotComplete();
};

namespace {

SyncOutcome syncNow(SchoolFixture &fixture, DeviceId device)
{
    const Result<SyncOutcome> outcome = await(fixture.composition->sync().sync(device));
    if (outcome)
        return *outcome;
    SyncOutcome failed;
    failed.error = outcome.error();
    return failed;
}

SimFault fault(const char *text)
{
    return parseFault(QString::fromLatin1(text)).valueOr({});
}

} // namespace

void tst_sync::readsOnceThenDuplicates()
{
    QFETCH(Engine, engine);
    SchoolFixture fixture(engine);
    SimOptions options;
    options.users = 300;
    options.logs = rollcall::test::repeats(20000);
    options.clockOffsetSeconds = 840;
    const std::unique_ptr<SimZkThread> terminal = fixture.terminal(options);
    const DeviceId device = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QSignalSpy progress(&fixture.composition->sync(), &SyncControl::syncProgress);
    const SyncOutcome first = syncNow(fixture, device);
    QVERIFY2(!first.error, first.error ? qPrintable(first.error->detail) : "");
    QCOMPARE(first.counts.read, options.logs);
    QCOMPARE(first.counts.added, options.logs);
    QCOMPARE(first.counts.unmapped, options.logs);
    QVERIFY(first.complete);
    QVERIFY(!progress.isEmpty());
    const SyncOutcome second = syncNow(fixture, device);
    QCOMPARE(second.counts.added, 0);
    QCOMPARE(second.counts.duplicate, options.logs);
    const auto history = await(fixture.composition->sync().history(device, 10));
    QVERIFY(history);
    QCOMPARE(history->size(), 2);
    QCOMPARE(history->first().counts, second.counts); // the newest first
    QCOMPARE(await(fixture.composition->sync().history(device, 1))->size(), 1);

    const DeviceOverview line = await(fixture.composition->devices().overview())->first();
    QCOMPARE(line.users, 300);
    QCOMPARE(line.unmapped, 300);
    QCOMPARE(line.waitingPunches, options.logs);
    QCOMPARE(line.device.syncMarkUtc, fixture.clock.utcMilliseconds());
    QVERIFY(line.device.clockKnown);
    QVERIFY2(qAbs(line.device.clockOffsetSeconds - 840) <= 1,
             qPrintable(QString::number(line.device.clockOffsetSeconds)));
}

void tst_sync::badTerminal_data()
{
    QTest::addColumn<QString>("faultText");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("takes the connection and never answers")
        << QStringLiteral("busy") << ErrorCode::Timeout;
    QTest::newRow("sends garbage") << QStringLiteral("garbage") << ErrorCode::ProtocolViolation;
    QTest::newRow("hangs after the greeting")
        << QStringLiteral("stall-after=40") << ErrorCode::Timeout;
    QTest::newRow("hangs in the logs") << QStringLiteral("stall-after=60000") << ErrorCode::Timeout;
    QTest::newRow("cuts in the logs")
        << QStringLiteral("drop-after=60000") << ErrorCode::Unreachable;
    QTest::newRow("cuts after the greeting")
        << QStringLiteral("drop-after=16") << ErrorCode::Unreachable;
    QTest::newRow("off") << QString() << ErrorCode::Unreachable;
}

void tst_sync::badTerminal()
{
    QFETCH(QString, faultText);
    QFETCH(ErrorCode, code);
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions options;
    options.users = 20;
    options.logs = 5000;
    SimOptions broken = options;
    if (!faultText.isEmpty())
        broken.faults = {fault(qPrintable(faultText))};
    std::unique_ptr<SimZkThread> terminal = fixture.terminal(broken);
    const quint16 port = terminal->port();
    if (faultText.isEmpty())
        terminal.reset();
    const DeviceId device = fixture.addAgent(QStringLiteral("Main Gate"), port);

    QElapsedTimer timer;
    timer.start();
    const SyncOutcome outcome = syncNow(fixture, device);
    QVERIFY(timer.elapsed() < 30000);
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->code, code);
    QVERIFY(!outcome.error->userText.isEmpty());
    QVERIFY(!outcome.complete);
    const QList<SyncSession> sessions =
        await(fixture.composition->stores().sessions.recent(device, 10)).valueOr({});
    QCOMPARE(sessions.size(), 1);
    QCOMPARE(sessions.first().error, outcome.error);
    QCOMPARE(sessions.first().counts, outcome.counts);
    QCOMPARE(await(fixture.composition->stores().devices.devices())->first().syncMarkUtc, 0);
    const qint64 kept = await(fixture.composition->devices().overview())->first().waitingPunches;
    QCOMPARE(kept, outcome.counts.added);

    // The terminal is well again: nothing was lost, nothing comes twice.
    terminal = fixture.terminal(options);
    QVERIFY(fixture.move(device, terminal->port()));
    const SyncOutcome again = syncNow(fixture, device);
    QVERIFY2(!again.error, again.error ? qPrintable(again.error->detail) : "");
    QCOMPARE(again.counts.added, options.logs - kept);
    QCOMPARE(await(fixture.composition->devices().overview())->first().waitingPunches,
             options.logs);
}

void tst_sync::cutAnywhereKeepsWholeRecords()
{
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions options;
    options.users = 10;
    options.logs = 3000;
    int cutReads = 0;
    for (int i = 0; i < rollcall::test::repeats(25); ++i) {
        options.serial = QStringLiteral("CUT%1").arg(i);
        SimOptions broken = options;
        broken.faults = {fault(qPrintable(QStringLiteral("drop-after=%1").arg(2000 + i * 4999)))};
        const std::unique_ptr<SimZkThread> terminal = fixture.terminal(broken);
        const DeviceId device =
            fixture.addAgent(QStringLiteral("Gate %1").arg(i), terminal->port());
        const SyncOutcome outcome = syncNow(fixture, device);
        QCOMPARE(outcome.complete, !outcome.error.has_value());
        QVERIFY(outcome.counts.added <= options.logs);
        QCOMPARE(outcome.complete, outcome.counts.added == options.logs);
        cutReads += outcome.complete ? 0 : 1;
        const std::unique_ptr<SimZkThread> well = fixture.terminal(options);
        QVERIFY(fixture.move(device, well->port()));
        const SyncOutcome again = syncNow(fixture, device);
        QVERIFY(again.complete);
        QCOMPARE(again.counts.duplicate, outcome.counts.added);
        QCOMPARE(again.counts.added + again.counts.duplicate, options.logs);
    }
    QVERIFY(cutReads > 0);
}

void tst_sync::wrongKeyIsNotStored()
{
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions options;
    options.commKey = 1234;
    options.logs = 100;
    const std::unique_ptr<SimZkThread> terminal = fixture.terminal(options);
    const DeviceId wrong =
        fixture.addAgent(QStringLiteral("Wrong"), terminal->port(), QStringLiteral("4321"));
    const SyncOutcome refused = syncNow(fixture, wrong);
    QVERIFY(refused.error.has_value());
    QCOMPARE(refused.error->code, ErrorCode::AuthRejected);
    QCOMPARE(refused.counts.read, 0);
    const DeviceId right =
        fixture.addAgent(QStringLiteral("Right"), terminal->port(), QStringLiteral("01234"));
    const SyncOutcome taken = syncNow(fixture, right);
    QVERIFY2(!taken.error, taken.error ? qPrintable(taken.error->detail) : "");
    QCOMPARE(taken.counts.added, 100);
}

void tst_sync::cancelIsHonoured()
{
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions options;
    options.logs = 1000000;
    options.maxPacket = 4096;
    options.pauseMs = 5;
    const std::unique_ptr<SimZkThread> terminal = fixture.terminal(options);
    const DeviceId device = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QSignalSpy progress(&fixture.composition->sync(), &SyncControl::syncProgress);
    const Answer<SyncOutcome> answer = fixture.composition->sync().sync(device);
    QTRY_VERIFY_WITH_TIMEOUT(progress.size() >= 2, 30000);
    QElapsedTimer timer;
    timer.start();
    fixture.composition->sync().cancel(device);
    const Result<SyncOutcome> outcome = await(answer);
    const qint64 took = timer.elapsed();
    QVERIFY(outcome);
    QCOMPARE(outcome->error->code, ErrorCode::Cancelled);
    QVERIFY(!outcome->complete);
    QVERIFY(outcome->counts.added > 0);
    // The session itself ends within 200 ms (tst_zksession measures that); here the batches that
    // were under way are still committed, and what is left of a read that would take a minute is
    // not waited for.
    QVERIFY2(took < 10000, qPrintable(QString::number(took)));
}

void tst_sync::oneSessionPerDevice()
{
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions options;
    options.faults = {fault("busy")};
    const std::unique_ptr<SimZkThread> terminal = fixture.terminal(options);
    const DeviceId device = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    const Answer<SyncOutcome> first = fixture.composition->sync().sync(device);
    QVERIFY(fixture.composition->sync().isRunning(device));
    const Result<SyncOutcome> second = await(fixture.composition->sync().sync(device));
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Conflict);
    QVERIFY(await(first));
    QVERIFY(!fixture.composition->sync().isRunning(device));
}

void tst_sync::impossibleDatesAreListed()
{
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions options;
    options.logs = 2000;
    options.faults = {fault("invalid-dates=7")};
    const std::unique_ptr<SimZkThread> terminal = fixture.terminal(options);
    const DeviceId device = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    const SyncOutcome outcome = syncNow(fixture, device);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->detail) : "");
    QCOMPARE(outcome.counts.read, 2000);
    QCOMPARE(outcome.counts.setAside, 7);
    QCOMPARE(outcome.counts.added, 1993);
    QCOMPARE(syncNow(fixture, device).counts.duplicate, 2000);
}

/// docs/adr/0009: while the disk is behind, the terminal is free already; the outcome waits for the
/// disk.
void tst_sync::leavesTheTerminalBeforeTheDisk()
{
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions options;
    options.users = 5;
    options.logs = 300;
    options.maxPacket = 1024;
    options.pauseMs = 20;
    const std::unique_ptr<SimZkThread> terminal = fixture.terminal(options);
    const DeviceId device = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    SyncService &sync = fixture.composition->sync();
    const Answer<SyncOutcome> answer = sync.sync(device);
    QVERIFY(waitFor([&] {
        return !fixture.sessions(device).isEmpty() && !fixture.device(device).serial.isEmpty();
    }));
    const Result<std::unique_ptr<Database>> other =
        Database::open(fixture.database.config(), Access::ReadWrite);
    QVERIFY(other);
    {
        const Result<Transaction> writing = Transaction::begin(**other, Access::ReadWrite);
        QVERIFY(writing);
        QVERIFY(waitFor([&] { return terminal->tally().exits == 1; }));
        QVERIFY(sync.isRunning(device));
        QVERIFY(!answer.isFinished());
    }
    const Result<SyncOutcome> outcome = await(answer);
    QVERIFY(outcome);
    QVERIFY(outcome->complete);
    QCOMPARE(outcome->counts.added, 300);
    QCOMPARE(fixture.sessions(device).first().counts.added, 300);
}

void tst_sync::aRefusedBatchIsNotComplete()
{
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions options;
    options.users = 5;
    options.logs = 300;
    const std::unique_ptr<SimZkThread> terminal = fixture.terminal(options);
    const DeviceId device = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    {
        const Result<std::unique_ptr<Database>> other =
            Database::open(fixture.database.config(), Access::ReadWrite);
        QVERIFY(other);
        QVERIFY((*other)->direct("test.trigger",
                                 QStringLiteral("CREATE TRIGGER refuse BEFORE INSERT ON raw_log "
                                                "WHEN NEW.user_id = '3' BEGIN SELECT "
                                                "RAISE(ABORT, 'refused by the test'); END")));
    }
    const SyncOutcome refused = syncNow(fixture, device);
    QVERIFY(refused.error);
    QCOMPARE(refused.error->code, ErrorCode::StorageFailure);
    QVERIFY(!refused.complete);
    const SyncSession session = fixture.sessions(device).first();
    QVERIFY(!session.complete);
    QCOMPARE(session.error->code, ErrorCode::StorageFailure);
    QVERIFY(session.finishedUtc > 0);
    QCOMPARE(fixture.device(device).syncMarkUtc, 0);
    QCOMPARE(fixture.storedKeys(device), QStringList());
    {
        const Result<std::unique_ptr<Database>> other =
            Database::open(fixture.database.config(), Access::ReadWrite);
        QVERIFY(other && (*other)->direct("test.drop", QStringLiteral("DROP TRIGGER refuse")));
    }
    QVERIFY(syncNow(fixture, device).complete);
    QCOMPARE(fixture.storedKeys(device).size(), 300);
}

ROLLCALL_TEST(tst_sync);
#include "tst_sync.moc"
