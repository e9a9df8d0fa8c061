// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/livefixture.h"
#include "tests/devices/zk/simfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using test::Listener;
using test::SimFixture;

/// Live punches of the simulator, which was written from the description of the wire by itself.
class tst_zklivesim : public test::TestCase
{
    Q_OBJECT

private slots:
    void tellsPunchesAsTheLogDoes_data();
    void tellsPunchesAsTheLogDoes();
    void saysWhenThereAreNoEvents();
    void losesNoPunchInAStorm();
    void noticesARestart();
};

namespace {

SimOptions school(int users, qint64 logs)
{
    SimOptions options;
    options.users = users;
    options.logs = logs;
    options.seed = 5;
    return options;
}

/// The only log of @p userId at @p at; nullopt when there is none or more than one.
std::optional<RawLog> logOf(const QList<RawLog> &logs, const QString &userId, WallTime at)
{
    std::optional<RawLog> found;
    for (const RawLog &log : logs) {
        if (log.userId != userId || log.at != at)
            continue;
        if (found)
            return std::nullopt;
        found = log;
    }
    return found;
}

} // namespace

void tst_zklivesim::tellsPunchesAsTheLogDoes_data()
{
    QTest::addColumn<QString>("recordSize");
    QTest::addColumn<int>("eventSize");
    QTest::addColumn<bool>("udp");
    QTest::newRow("8a, 10") << QStringLiteral("8a") << 10 << false;
    QTest::newRow("8b, 14") << QStringLiteral("8b") << 14 << false;
    QTest::newRow("16, 12") << QStringLiteral("16") << 12 << false;
    QTest::newRow("40, 32") << QStringLiteral("40") << 32 << false;
    QTest::newRow("40, 10") << QStringLiteral("40") << 10 << false;
    QTest::newRow("40, 36") << QStringLiteral("40") << 36 << false;
    QTest::newRow("49, 37") << QStringLiteral("49") << 37 << false;
    QTest::newRow("49, 52") << QStringLiteral("49") << 52 << false;
    QTest::newRow("40, 32, udp") << QStringLiteral("40") << 32 << true;
}

void tst_zklivesim::tellsPunchesAsTheLogDoes()
{
    QFETCH(QString, recordSize);
    QFETCH(int, eventSize);
    QFETCH(bool, udp);
    SimOptions options = school(30, 200);
    QVERIFY(setSimOption(options, u"record-size", recordSize));
    options.eventSize = eventSize;
    options.udp = udp;
    SimFixture sim(options);
    sim.wire.transport = udp ? WireTransport::Udp : WireTransport::Tcp;
    const auto session = sim.open();
    QVERIFY(session);
    test::CollectingSink before;
    QVERIFY(session.value()->logs(before));
    Listener sink;
    sink.onFirst = [&sim] {
        for (const char *userId : {"7", "12", "30"})
            sim.punch(QString::fromLatin1(userId));
    };
    sink.isDone = [&sink] { return sink.punches.size() + sink.changes >= 3; };
    const Result<> listened = session.value()->listen(sink);
    QVERIFY2(listened, listened ? "" : qPrintable(listened.error().userText));
    QCOMPARE(sink.changes, 0);
    QCOMPARE(sink.punches.size(), 3);
    QTRY_COMPARE(sim.tally().eventAcks.load(), 3);

    test::CollectingSink after;
    QVERIFY(session.value()->logs(after));
    QCOMPARE(after.logs().size(), before.logs().size() + 3);
    for (const RawLog &punch : std::as_const(sink.punches)) {
        const std::optional<RawLog> log = logOf(after.logs(), punch.userId, punch.at);
        QVERIFY2(log.has_value(), qPrintable(punch.userId));
        QCOMPARE(punch.state, log->state);
        QCOMPARE(punch.verify, log->verify);
        QVERIFY(punch.rawText.startsWith(QStringLiteral("event:")));
    }
}

void tst_zklivesim::saysWhenThereAreNoEvents()
{
    SimOptions options = school(5, 0);
    options.faults.append(test::fault(u"no-events"));
    SimFixture sim(options);
    const auto session = sim.open();
    QVERIFY(session);
    Listener sink;
    const Result<> listened = session.value()->listen(sink);
    QVERIFY(!listened);
    QCOMPARE(listened.error().code, ErrorCode::Unsupported);
    QVERIFY(session.value()->serial()); // what else it can do, it still does
}

void tst_zklivesim::losesNoPunchInAStorm()
{
    constexpr int kPunches = 200;
    SimOptions options = school(kPunches, 0);
    options.faults.append(test::fault(u"late-packets"));
    SimFixture sim(options);
    sim.control.limits.liveProbeMs = 20;
    const auto session = sim.open();
    QVERIFY(session);
    Listener sink;
    sink.onFirst = [&sim] {
        for (int number = 1; number <= kPunches; ++number)
            sim.punch(QString::number(number));
    };
    sink.isDone = [&sink] { return sink.punches.size() >= kPunches; };
    QVERIFY(session.value()->listen(sink));
    QCOMPARE(sink.punches.size(), kPunches);
    for (int number = 1; number <= kPunches; ++number)
        QCOMPARE(sink.punches.at(number - 1).userId, QString::number(number));
    QCOMPARE(sink.changes, 0);
}

void tst_zklivesim::noticesARestart()
{
    SimOptions options = school(5, 0);
    options.restartMs = 200;
    SimFixture sim(options);
    sim.control.limits = test::shortLimits();
    sim.control.limits.liveProbeMs = 100;
    const auto listening = sim.open();
    QVERIFY(listening);
    Listener sink;
    sink.onFirst = [&sim] {
        const auto other = sim.open();
        QVERIFY(other);
        QVERIFY(other.value()->restart());
    };
    const Result<> listened = listening.value()->listen(sink);
    QVERIFY(!listened);
    QVERIFY(listened.error().code == ErrorCode::Unreachable ||
            listened.error().code == ErrorCode::Timeout);
    QTRY_VERIFY(sim.open().isOk());
}

ROLLCALL_TEST(tst_zklivesim);
#include "tst_zklivesim.moc"
