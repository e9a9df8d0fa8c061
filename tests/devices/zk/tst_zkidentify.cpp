// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkdriver.h"
#include "tests/devices/zk/terminalpeer.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

using namespace rollcall;
using test::only;
using test::PeerMemory;
using test::TerminalPeer;
using zk::Code;
using zk::Packet;

/// A scan asks an address whether a terminal is there, and which.
class tst_zkidentify : public test::TestCase
{
    Q_OBJECT

private slots:
    void tellsWhich();
    void tellsThatItAsksForAKey_data();
    void tellsThatItAsksForAKey();
    void saysWhenThereIsNone_data();
    void saysWhenThereIsNone();
    void asksLittleAndLeavesPolitely();
};

namespace {

Result<TerminalSighting> identify(quint16 port, std::optional<quint32> commKey = {},
                                  const SessionLimits &limits = {})
{
    const test::NoonClock clock;
    const ZkDriver driver(clock);
    SessionControl control;
    control.limits = limits;
    return driver.identify({QStringLiteral("127.0.0.1"), port, commKey, {}}, control);
}

} // namespace

void tst_zkidentify::tellsWhich()
{
    TerminalPeer peer;
    const Result<TerminalSighting> nameless = identify(peer.port());
    QVERIFY(nameless);
    TerminalSighting expected;
    expected.host = QStringLiteral("127.0.0.1");
    expected.port = peer.port();
    expected.driver = QStringLiteral("zk");
    expected.serial = QStringLiteral("PEER0001");
    QCOMPARE(*nameless, expected);
    peer.with([](PeerMemory &memory) { memory.options.insert("~DeviceName", "MB20"); });
    const Result<TerminalSighting> named = identify(peer.port());
    QVERIFY(named);
    expected.model = QStringLiteral("MB20");
    QCOMPARE(*named, expected);
}

void tst_zkidentify::tellsThatItAsksForAKey_data()
{
    QTest::addColumn<std::optional<quint32>>("ours");
    QTest::addColumn<bool>("isLetIn");
    QTest::newRow("none given") << std::optional<quint32>() << false;
    QTest::newRow("another one") << std::optional<quint32>(77) << false;
    QTest::newRow("the right one") << std::optional<quint32>(4711) << true;
}

void tst_zkidentify::tellsThatItAsksForAKey()
{
    QFETCH(std::optional<quint32>, ours);
    QFETCH(bool, isLetIn);
    SimOptions options;
    options.commKey = 4711;
    const test::SimFixture sim(options);
    const Result<TerminalSighting> sighting = identify(sim.port(), ours);
    QVERIFY(sighting);
    QCOMPARE(sighting->driver, QStringLiteral("zk"));
    QCOMPARE(sighting->needsKey, !isLetIn);
    QCOMPARE(sighting->serial, isLetIn ? options.serial : QString());
    QTRY_COMPARE(sim.tally().exits.load(), 1);
}

void tst_zkidentify::saysWhenThereIsNone_data()
{
    QTest::addColumn<QString>("fault"); // empty = nobody listens
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("nobody") << QString() << ErrorCode::Unreachable;
    QTest::newRow("another protocol") << QStringLiteral("garbage") << ErrorCode::ProtocolViolation;
    QTest::newRow("no answer") << QStringLiteral("busy") << ErrorCode::Timeout;
    QTest::newRow("closes at once") << QStringLiteral("drop-after=0") << ErrorCode::Unreachable;
}

void tst_zkidentify::saysWhenThereIsNone()
{
    QFETCH(QString, fault);
    QFETCH(ErrorCode, code);
    SimOptions options;
    if (!fault.isEmpty())
        options.faults.append(test::fault(fault));
    const test::SimFixture sim(options);
    quint16 port = sim.port();
    if (fault.isEmpty()) {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost, 0));
        port = server.serverPort();
    }
    QElapsedTimer time;
    time.start();
    const Result<TerminalSighting> sighting = identify(port, {}, test::shortLimits());
    QVERIFY(!sighting);
    QCOMPARE(sighting.error().code, code);
    QVERIFY2(time.elapsed() < 2500, qPrintable(QString::number(time.elapsed())));
}

void tst_zkidentify::asksLittleAndLeavesPolitely()
{
    TerminalPeer peer;
    QVERIFY(identify(peer.port()));
    QTRY_COMPARE(peer.count(Code::Exit), 1);
    peer.with([](PeerMemory &memory) {
        QList<QByteArray> asked;
        for (const Packet &request : std::as_const(memory.requests)) {
            QVERIFY(request.code != Code::DisableDevice && request.code != Code::PrepareBuffer);
            if (request.code == Code::ReadOption)
                asked.append(request.data.chopped(1));
        }
        asked.removeAll("SDKBuild"); // belongs to the greeting
        QCOMPARE(asked, (QList<QByteArray>{"~SerialNumber", "~DeviceName"}));
    });
}

ROLLCALL_TEST(tst_zkidentify);
#include "tst_zkidentify.moc"
