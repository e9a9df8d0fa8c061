// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/simfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

/// The driver against a simulated terminal over a real socket: what works.
class tst_zksession : public test::TestCase
{
    Q_OBJECT

private slots:
    void tellsWhatItIs();
    void readsUsersAndLogs();
    void readsEveryForm_data();
    void readsEveryForm();
    void readsInSpiteOf_data();
    void readsInSpiteOf();
    void authenticates_data();
    void authenticates();
    void leavesTheTerminalEnabled_data();
    void leavesTheTerminalEnabled();
    void readsTwiceInOneSession();
    void handsOnBatches();
    void readsTheClock();
    void asksForTheUsersOnce();
    void takesTheSetOrderOfSixteenBytes();
};

namespace {

SimOptions school(int users, qint64 logs)
{
    SimOptions options;
    options.users = users;
    options.logs = logs;
    options.seed = 7;
    return options;
}

QString usersDiffer(const QList<DeviceUser> &users, const SimDevice &device)
{
    if (users.size() != device.users())
        return QStringLiteral("%1 users instead of %2").arg(users.size()).arg(device.users());
    for (int i = 0; i < users.size(); ++i) {
        if (users.at(i) != device.user(i + 1))
            return QStringLiteral("user %1 is %2").arg(i + 1).arg(users.at(i).userId);
    }
    return {};
}

} // namespace

void tst_zksession::tellsWhatItIs()
{
    SimOptions options = school(300, 20000);
    options.serial = QStringLiteral("CKJF200760001");
    const test::SimFixture sim(options);
    const auto session = sim.open();
    QVERIFY(session);
    const Result<DeviceInfo> info = session.value()->info();
    QVERIFY(info);
    QCOMPARE(info->serial, QStringLiteral("CKJF200760001"));
    QCOMPARE(info->model, QStringLiteral("Simulated terminal"));
    QCOMPARE(info->platform, QStringLiteral("ZMM220_TFT"));
    QCOMPARE(info->firmware, QStringLiteral("Ver 6.60 Apr 26 2016"));
    QCOMPARE(info->mac, QStringLiteral("00:17:61:00:00:07"));
    QCOMPARE(info->users, std::optional<qint64>(300));
    QCOMPARE(info->logs, std::optional<qint64>(20000));
    QCOMPARE(info->usersCapacity, std::optional<qint64>(10000));
    QCOMPARE(info->logsCapacity, std::optional<qint64>(100000));
}

void tst_zksession::readsUsersAndLogs()
{
    const test::SimFixture sim(school(300, 20000));
    const auto session = sim.open();
    QVERIFY(session);
    const Result<QList<DeviceUser>> users = session.value()->users();
    QVERIFY(users);
    QCOMPARE(usersDiffer(*users, sim.device()), QString());
    test::CollectingSink sink;
    const Result<LogReadSummary> read = session.value()->logs(sink);
    QVERIFY(read);
    QVERIFY(read->complete);
    QVERIFY(!read->error.has_value());
    QCOMPARE(read->announced, 20000);
    QCOMPARE(read->delivered, 20000);
    QCOMPARE(sink.announcements(), QList<qint64>{20000});
    QCOMPARE(sink.logs().size(), 20000);
    QCOMPARE(test::differences(sink.logs(), sim.device().logBlock()), QString());
    QVERIFY(sink.setAside().isEmpty());
    QCOMPARE(sink.logs().first().rawText.size(), 80);
    // Thirteen chunks of 65,472 bytes, and the proof looks at the middle and the end first.
    QCOMPARE(sim.tally().pieces.load(), 13 + 2 + 1);
    QCOMPARE(sim.tally().disables.load(), 0);
}

void tst_zksession::readsEveryForm_data()
{
    QTest::addColumn<QString>("recordSize");
    QTest::addColumn<int>("userSize");
    QTest::addColumn<int>("users");
    QTest::addColumn<int>("logs");
    QTest::addColumn<bool>("plain");
    for (const char *recordSize : {"8a", "8b", "16", "40", "49"}) {
        for (const bool plain : {false, true}) {
            for (const int logs : {0, 1, 5, 200, 4001}) {
                const int userSize = logs % 2 == 0 ? 72 : 28;
                const int users = logs < 10 ? 5 : 126; // 126 * 28 = 49 * 72
                QTest::addRow("%s bytes, %d logs%s", recordSize, logs, plain ? ", plain" : "")
                    << QString::fromLatin1(recordSize) << userSize << users << logs << plain;
            }
        }
    }
}

void tst_zksession::readsEveryForm()
{
    QFETCH(QString, recordSize);
    QFETCH(int, userSize);
    QFETCH(int, users);
    QFETCH(int, logs);
    QFETCH(bool, plain);
    SimOptions options = school(users, logs);
    QVERIFY(setSimOption(options, u"record-size", recordSize));
    options.userSize = userSize;
    if (plain)
        options.faults.append(test::fault(u"plain-only"));
    const test::SimFixture sim(options);
    const auto session = sim.open();
    QVERIFY(session);
    test::CollectingSink sink;
    const Result<LogReadSummary> read = session.value()->logs(sink);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QVERIFY(read->complete);
    QCOMPARE(read->announced, logs);
    QCOMPARE(test::differences(sink.logs(), sim.device().logBlock()), QString());
    const Result<QList<DeviceUser>> listed = session.value()->users();
    QVERIFY(listed);
    QCOMPARE(usersDiffer(*listed, sim.device()), QString());
    QCOMPARE(sim.tally().disables.load() > 0, plain);
}

void tst_zksession::readsInSpiteOf_data()
{
    QTest::addColumn<QStringList>("faults");
    QTest::addColumn<int>("maxPacket");
    QTest::addColumn<int>("logs");
    const auto row = [](const char *name, const QStringList &faults, int maxPacket = 65528,
                        int logs = 4000) { QTest::newRow(name) << faults << maxPacket << logs; };
    row("small packets", {}, 1008);
    row("packets that divide no record", {}, 1013);
    row("one byte a write", {QStringLiteral("split=1")}, 1008, 300);
    row("pieces of 7 bytes", {QStringLiteral("split=7")}, 1008, 2000);
    row("all in one write", {QStringLiteral("coalesce")}, 1008);
    row("every checksum wrong", {QStringLiteral("bad-checksum=1")});
    row("some checksums wrong", {QStringLiteral("bad-checksum=3")}, 1008);
    row("no counters", {QStringLiteral("no-count")});
    row("counter 0", {QStringLiteral("wrong-count=0")});
    row("counter one more", {QStringLiteral("wrong-count=4001")});
    row("counter 21 for 20", {QStringLiteral("wrong-count=21")}, 65528, 20);
    row("counter 10 for 20", {QStringLiteral("wrong-count=10")}, 65528, 20);
    row("counter 5 times too large", {QStringLiteral("wrong-count=20000")});
    row("four surplus bytes", {QStringLiteral("trailing-bytes=4")});
    row("surplus of 999 bytes, one chunk", {QStringLiteral("trailing-bytes=999")}, 65528, 20);
    row("late packets", {QStringLiteral("late-packets")}, 1008);
    row("events in between", {QStringLiteral("events")}, 1008);
    row("everything at once",
        {QStringLiteral("events"), QStringLiteral("late-packets"), QStringLiteral("bad-checksum=2"),
         QStringLiteral("split=100"), QStringLiteral("trailing-bytes=4"),
         QStringLiteral("wrong-count=7")},
        500);
}

void tst_zksession::readsInSpiteOf()
{
    QFETCH(QStringList, faults);
    QFETCH(int, maxPacket);
    QFETCH(int, logs);
    SimOptions options = school(60, logs);
    options.maxPacket = maxPacket;
    for (const QString &each : std::as_const(faults))
        options.faults.append(test::fault(each));
    const test::SimFixture sim(options);
    const auto session = sim.open();
    QVERIFY(session);
    const Result<DeviceInfo> info = session.value()->info();
    QVERIFY(info);
    QCOMPARE(info->serial, options.serial);
    const Result<QList<DeviceUser>> users = session.value()->users();
    QVERIFY(users);
    QCOMPARE(usersDiffer(*users, sim.device()), QString());
    test::CollectingSink sink;
    const Result<LogReadSummary> read = session.value()->logs(sink);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QVERIFY(read->complete);
    QCOMPARE(read->announced, logs);
    QCOMPARE(test::differences(sink.logs(), sim.device().logBlock()), QString());
    if (faults.contains(QStringLiteral("events")))
        QVERIFY(sim.tally().eventAcks.load() > 10);
    QCOMPARE(sim.tally().badChecksums.load(), 0);
}

void tst_zksession::authenticates_data()
{
    QTest::addColumn<quint32>("terminal");
    QTest::addColumn<std::optional<quint32>>("ours");
    QTest::addColumn<bool>("noAuth");
    QTest::addColumn<bool>("isLetIn");
    using Key = std::optional<quint32>;
    QTest::newRow("none on both") << 0U << Key() << false << true;
    QTest::newRow("0 on both") << 0U << Key(0) << false << true;
    QTest::newRow("ours is not needed") << 0U << Key(77) << false << true;
    QTest::newRow("right") << 12345U << Key(12345) << false << true;
    QTest::newRow("largest") << 999999U << Key(999999) << false << true;
    QTest::newRow("wrong") << 12345U << Key(12346) << false << false;
    QTest::newRow("missing") << 12345U << Key() << false << false;
    QTest::newRow("refused whatever it is") << 0U << Key() << true << false;
}

void tst_zksession::authenticates()
{
    QFETCH(quint32, terminal);
    QFETCH(std::optional<quint32>, ours);
    QFETCH(bool, noAuth);
    QFETCH(bool, isLetIn);
    SimOptions options = school(5, 5);
    options.commKey = terminal;
    if (noAuth)
        options.faults.append(test::fault(u"no-auth"));
    test::SimFixture sim(options);
    sim.commKey = ours;
    {
        const auto session = sim.open();
        QCOMPARE(session.isOk(), isLetIn);
        if (isLetIn)
            QVERIFY(session.value()->users());
        else
            QCOMPARE(session.error().code, ErrorCode::AuthRejected);
    }
    QCOMPARE(sim.tally().logins.load(), isLetIn ? 1 : 0);
    QTRY_COMPARE(sim.tally().exits.load(), 1);
}

void tst_zksession::leavesTheTerminalEnabled_data()
{
    QTest::addColumn<QString>("fault");
    QTest::newRow("buffered") << QString();
    QTest::newRow("plain") << QStringLiteral("plain-only");
    QTest::newRow("cut") << QStringLiteral("short-count");
}

void tst_zksession::leavesTheTerminalEnabled()
{
    QFETCH(QString, fault);
    SimOptions options = school(50, 3000);
    if (!fault.isEmpty())
        options.faults.append(test::fault(fault));
    const test::SimFixture sim(options);
    test::CollectingSink sink;
    QVERIFY(sim.readLogs(sink));
    QTRY_COMPARE(sim.tally().exits.load(), 1);
    QVERIFY(sim.tally().isEnabled);
}

void tst_zksession::readsTwiceInOneSession()
{
    const test::SimFixture sim(school(30, 3000));
    const auto session = sim.open();
    QVERIFY(session);
    for (int time = 0; time < 2; ++time) {
        test::CollectingSink sink;
        const Result<LogReadSummary> read = session.value()->logs(sink);
        QVERIFY(read && read->complete);
        QCOMPARE(sink.logs().size(), 3000);
    }
}

void tst_zksession::handsOnBatches()
{
    const test::SimFixture sim(school(300, 30000));
    test::CollectingSink sink;
    QVERIFY(sim.readLogs(sink));
    QVERIFY(sink.batches() >= 3);
    QVERIFY(sink.largestBatch() < 16000); // 8,000 and at most one chunk of the smallest records
    QCOMPARE(sink.logs().size(), 30000);
}

void tst_zksession::readsTheClock()
{
    SimOptions options = school(1, 1);
    options.clockOffsetSeconds = -3600;
    const test::SimFixture sim(options);
    const auto session = sim.open();
    QVERIFY(session);
    const Result<WallTime> wall = session.value()->clock();
    QVERIFY(wall);
    // Noon in UTC is half past five in the zone of the tests, an hour less on this terminal.
    QCOMPARE(wall->toString(), QStringLiteral("2026-06-27 16:30:00"));
}

void tst_zksession::asksForTheUsersOnce()
{
    SimOptions options = school(100, 3000);
    options.recordSize = SimRecordSize::Bytes8A; // the records name nobody but the uid
    const test::SimFixture sim(options);
    const auto session = sim.open();
    QVERIFY(session);
    for (const int prepares : {3, 4}) { // logs, users, logs again; then logs alone
        test::CollectingSink sink;
        QVERIFY(session.value()->logs(sink)->complete);
        QCOMPARE(test::differences(sink.logs(), sim.device().logBlock()), QString());
        QCOMPARE(sim.tally().prepares.load(), prepares);
    }
}

void tst_zksession::takesTheSetOrderOfSixteenBytes()
{
    SimOptions options = school(100, 3000);
    options.recordSize = SimRecordSize::Bytes16; // in the vendor's order
    test::SimFixture sim(options);
    sim.wire.verifyBeforeState = true;
    test::CollectingSink sink;
    QVERIFY(sim.readLogs(sink)->complete);
    QCOMPARE(sink.logs().size(), 3000);
    for (qsizetype i = 0; i < sink.logs().size(); ++i) {
        const SimPunch punch = sim.device().log(i);
        QCOMPARE(sink.logs().at(i).verify, punch.state);
        QCOMPARE(sink.logs().at(i).state, punch.verify);
    }
}

ROLLCALL_TEST(tst_zksession);
#include "tst_zksession.moc"
