// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/rawclient.h"
#include "tests/devices/zk/rawterminal.h"
#include "tests/support/testmain.h"

#include <QTcpSocket>
#include <QTest>

using namespace rollcall;
using test::little;
using test::littleAt;
using test::RawClient;
using test::RawPacket;
using test::RawTerminal;

/// A simulated terminal over UDP.
class tst_simudp : public test::TestCase
{
    Q_OBJECT

private slots:
    void listensWhereItIsTold_data();
    void listensWhereItIsTold();
    void listensAtItsAddressOnly();
    void cutsDataInto1024Bytes_data();
    void cutsDataInto1024Bytes();
    void readsTheSameAsOverTcp_data();
    void readsTheSameAsOverTcp();
    void losesDoublesAndExchanges_data();
    void losesDoublesAndExchanges();
    void answersARepeatedRequestOnce();
    void sendsARepeatedTransferAgain();
    void tellsItsClientsApart();
    void forgetsAfterExit();
    void forgetsWhoIsSilent();
    void sendsEvents();
    void restarts();
    void ignoresWhatIsNoPacket();
};

namespace {

constexpr int kAckOk = 2000;
constexpr int kUnauthorized = 2005;

SimOptions school(qint64 logs, const QStringList &faults = {})
{
    SimOptions options;
    options.users = 3;
    options.logs = logs;
    options.udp = true;
    for (const QString &each : faults)
        options.faults.append(*parseFault(each));
    return options;
}

QByteArray whole(const RawTerminal &terminal)
{
    const SimLogBlock block = terminal.device().logBlock();
    return block.bytes(0, block.size());
}

} // namespace

void tst_simudp::listensWhereItIsTold_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("hasTcp");
    QTest::addColumn<bool>("hasUdp");
    QTest::newRow("TCP") << QStringList() << true << false;
    QTest::newRow("both") << QStringList{QStringLiteral("udp")} << true << true;
    QTest::newRow("UDP") << QStringList{QStringLiteral("udp-only")} << false << true;
}

void tst_simudp::listensWhereItIsTold()
{
    QFETCH(QStringList, options);
    QFETCH(bool, hasTcp);
    QFETCH(bool, hasUdp);
    const RawTerminal terminal(options);
    QVERIFY(terminal.port() != 0);
    // Somebody else may have the other port of this number, so it counts who came to the terminal.
    RawClient tcp = terminal.tcp();
    tcp.send(1000);
    QVERIFY(tcp.next(hasTcp ? RawClient::kPatience : RawClient::kMoment).code == kAckOk || !hasTcp);
    QCOMPARE(terminal.tally().connections.load(), hasTcp ? 1 : 0);
    RawClient udp = terminal.udp();
    udp.send(1000);
    QVERIFY(udp.next(hasUdp ? RawClient::kPatience : RawClient::kMoment).code == kAckOk || !hasUdp);
    QCOMPARE(terminal.tally().connections.load(), (hasTcp ? 1 : 0) + (hasUdp ? 1 : 0));
}

void tst_simudp::listensAtItsAddressOnly()
{
    SimOptions options = school(4);
    options.address = QHostAddress(QStringLiteral("127.0.0.2"));
    const RawTerminal terminal(options);
    RawClient tcp = terminal.tcp(); // these go to 127.0.0.1
    RawClient udp = terminal.udp();
    tcp.send(1000);
    udp.send(1000);
    QVERIFY(!test::waitFor([&] { return terminal.tally().connections != 0; }, RawClient::kMoment));
    QTcpSocket right;
    right.connectToHost(options.address, terminal.port());
    QVERIFY(right.waitForConnected(RawClient::kPatience));
    QTRY_COMPARE(terminal.tally().connections.load(), 1);
}

void tst_simudp::cutsDataInto1024Bytes_data()
{
    QTest::addColumn<int>("maxPacket");
    QTest::addColumn<int>("size");
    QTest::newRow("as captured") << 65528 << 1024;
    QTest::newRow("exactly") << 1024 << 1024;
    QTest::newRow("less") << 500 << 500;
}

void tst_simudp::cutsDataInto1024Bytes()
{
    QFETCH(int, maxPacket);
    QFETCH(int, size);
    SimOptions options = school(100);
    options.maxPacket = maxPacket;
    const RawTerminal terminal(options);
    RawClient client = terminal.udp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(1503, QByteArray::fromHex("010d000000000000000000")).code, kAckOk);
    const RawPacket announced = client.ask(1504, little(0, 4) + little(3000, 4));
    QCOMPARE(announced.code, 1500);
    QCOMPARE(announced.data, little(3000, 4) + little(static_cast<quint32>(size), 4));
    QByteArray data;
    for (quint16 index = 0; data.size() < 3000; ++index) {
        const RawPacket part = client.next();
        QCOMPARE(part.code, 1501);
        QCOMPARE(part.session, index); // from 0 in each transfer
        QCOMPARE(part.reply, client.lastReply());
        QCOMPARE(part.data.size(), qMin<qsizetype>(size, 3000 - data.size()));
        QVERIFY(part.isChecksumRight);
        data += part.data;
    }
    QCOMPARE(client.next().code, kAckOk);
    QVERIFY(data == whole(terminal).first(3000));
    QCOMPARE(client.ask(1504, little(0, 4) + little(10, 4)).code, 1500);
    QCOMPARE(client.next().session, quint16(0));
}

void tst_simudp::readsTheSameAsOverTcp_data()
{
    QTest::addColumn<int>("logs");
    QTest::newRow("none") << 0;
    QTest::newRow("inline") << 20;
    QTest::newRow("one piece") << 400;
    QTest::newRow("many pieces") << 5000;
}

void tst_simudp::readsTheSameAsOverTcp()
{
    QFETCH(int, logs);
    SimOptions options = school(logs);
    options.commKey = 12345;
    const RawTerminal terminal(options);
    RawClient udp = terminal.udp();
    RawClient tcp = terminal.tcp();
    QVERIFY(!terminal.udp().logIn(54321));
    QVERIFY(udp.logIn(12345));
    QVERIFY(tcp.logIn(12345)); // at the same time
    QVERIFY(udp.logs() == whole(terminal));
    QVERIFY(tcp.logs() == whole(terminal));
    QCOMPARE(udp.users(), tcp.users());
    if (logs > 400)
        return; // the plain way it is one transfer, too long for a receive buffer
    udp.send(13);
    QVERIFY(udp.transfer() == whole(terminal));
}

void tst_simudp::losesDoublesAndExchanges_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QList<int>>("order"); // indexes of DATA; -1 = PREPARE_DATA, -2 = ACK_OK
    using Order = QList<int>;
    // The answers to CONNECT and PREPARE_BUFFER were the datagrams 1 and 2.
    QTest::newRow("none") << QString() << Order{-1, 0, 1, 2, -2};
    QTest::newRow("lose=4") << QStringLiteral("lose=4") << Order{-1, 1, 2, -2};
    QTest::newRow("lose=5") << QStringLiteral("lose=5") << Order{-1, 0, 2, -2};
    QTest::newRow("duplicate=4") << QStringLiteral("duplicate=4") << Order{-1, 0, 0, 1, 2, -2};
    QTest::newRow("duplicate=7") << QStringLiteral("duplicate=7") << Order{-1, 0, 1, 2, -2, -2};
    QTest::newRow("reorder=4") << QStringLiteral("reorder=4") << Order{-1, 1, 0, 2, -2};
    QTest::newRow("reorder=6") << QStringLiteral("reorder=6") << Order{-1, 0, 1, -2, 2};
    QTest::newRow("reorder=7") << QStringLiteral("reorder=7") << Order{-1, 0, 1, 2, -2};
    QTest::newRow("ack-before-data") << QStringLiteral("ack-before-data") << Order{-1, 0, 1, -2, 2};
}

void tst_simudp::losesDoublesAndExchanges()
{
    QFETCH(QString, fault);
    QFETCH(QList<int>, order);
    const RawTerminal terminal(school(100, fault.isEmpty() ? QStringList() : QStringList{fault}));
    RawClient client = terminal.udp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(1503, QByteArray::fromHex("010d000000000000000000")).code, kAckOk);
    client.send(1504, little(0, 4) + little(3000, 4));
    QList<int> came;
    while (came.size() < order.size()) {
        const RawPacket packet = client.next();
        QVERIFY(packet.code >= 0);
        came.append(packet.code == 1500 ? -1 : packet.code == 1501 ? packet.session : -2);
    }
    QCOMPARE(came, order);
    QCOMPARE(client.next(RawClient::kMoment).code, -1); // and nothing more
}

void tst_simudp::answersARepeatedRequestOnce()
{
    const RawTerminal terminal(school(4));
    RawClient client = terminal.udp();
    QVERIFY(client.logIn());
    const RawPacket first = client.ask(8, test::writtenUser72(9, "9", "Nine"));
    QCOMPARE(first.code, kAckOk);
    QVERIFY(terminal.memory().deleteUser(9));
    client.sendAgain();
    QCOMPARE(client.next().bytes, first.bytes);
    QCOMPARE(terminal.device().users(), 3); // not obeyed again
    QCOMPARE(terminal.tally().repeats.load(), 1);
    // The same request with its own number is another one.
    QCOMPARE(client.ask(8, test::writtenUser72(9, "9", "Nine")).code, kAckOk);
    QCOMPARE(terminal.device().users(), 4);
}

void tst_simudp::sendsARepeatedTransferAgain()
{
    const RawTerminal terminal(
        school(100, {QStringLiteral("lose=4"), QStringLiteral("refuse-piece=2")}));
    RawClient client = terminal.udp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(1503, QByteArray::fromHex("010d000000000000000000")).code, kAckOk);
    client.send(1504, little(0, 4) + little(3000, 4));
    const auto cameAre = [&client](const QList<int> &wanted) {
        QList<int> came;
        while (came.size() < wanted.size())
            came.append(client.next().code);
        return came == wanted && client.next(RawClient::kMoment).code == -1;
    };
    QVERIFY(cameAre({1500, 1501, 1501, 2000})); // without its first part
    client.sendAgain();
    QVERIFY(cameAre({1501, 1501, 1501})); // the 8th and the 12th were lost
    client.sendAgain();
    QVERIFY(cameAre({1500, 1501, 1501, 2000}));  // and the 16th
    QCOMPARE(terminal.tally().pieces.load(), 1); // to the terminal it was one request
    QCOMPARE(client.ask(1504, little(0, 4) + little(3000, 4)).code, 2001);
}

void tst_simudp::tellsItsClientsApart()
{
    const RawTerminal terminal(school(4));
    RawClient first = terminal.udp();
    RawClient second = terminal.udp();
    QVERIFY(first.logIn());
    QCOMPARE(second.ask(1100).code, kUnauthorized); // the other one's session does not help
    QVERIFY(second.logIn());
    QVERIFY(first.session() != second.session());
    QCOMPARE(first.ask(1100).session, first.session());
    QCOMPARE(second.ask(1100).session, second.session());
    QCOMPARE(terminal.tally().logins.load(), 2);
}

void tst_simudp::forgetsAfterExit()
{
    const RawTerminal terminal(school(4));
    RawClient client = terminal.udp();
    QVERIFY(client.logIn());
    const quint16 session = client.session();
    QCOMPARE(client.ask(1001).code, kAckOk);
    QCOMPARE(terminal.tally().exits.load(), 1);
    client.sendAgain();
    QCOMPARE(client.next().code, kAckOk); // the answer may have been lost
    QCOMPARE(terminal.tally().exits.load(), 1);
    QCOMPARE(client.ask(1100).code, kUnauthorized);
    QVERIFY(client.logIn());
    QVERIFY(client.session() != session);
}

void tst_simudp::forgetsWhoIsSilent()
{
    SimOptions options = school(4);
    options.udpSilenceMs = 150;
    const RawTerminal terminal(options);
    RawClient client = terminal.udp();
    QVERIFY(client.logIn());
    // Every answer resets the time, so we ask seldom enough for one to be too late.
    QTRY_VERIFY(client.next(400).code == -1 && client.ask(1100).code == kUnauthorized);
    QVERIFY(client.logIn());
    QCOMPARE(terminal.tally().logins.load(), 2);
}

void tst_simudp::sendsEvents()
{
    RawTerminal terminal(school(4));
    RawClient client = terminal.udp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(500, little(1, 4)).code, kAckOk);
    terminal.punch(QStringLiteral("3"), 0, 1);
    const RawPacket event = client.next();
    QCOMPARE(event.code, 500);
    QCOMPARE(event.session, quint16(1));
    QCOMPARE(event.data.size(), 32);
    client.send(kAckOk);
    QTRY_COMPARE(terminal.tally().eventAcks.load(), 1);
    QCOMPARE(client.ask(1100).code, kAckOk);
}

void tst_simudp::restarts()
{
    SimOptions options = school(4);
    options.restartMs = 1;
    const RawTerminal terminal(options);
    RawClient client = terminal.udp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(1004).code, kAckOk);
    QTRY_COMPARE(terminal.tally().restarts.load(), 1);
    QCOMPARE(client.ask(1100).code, kUnauthorized); // it knows nobody now
    QVERIFY(client.logIn());
}

void tst_simudp::ignoresWhatIsNoPacket()
{
    const RawTerminal terminal(school(4));
    RawClient client = terminal.udp();
    client.sendBytes(QByteArray());
    client.sendBytes("short");
    client.sendBytes(QByteArray(1000, '\xAA'));
    QCOMPARE(client.next().code, kUnauthorized); // of the long one, which could be a request
    QVERIFY(client.logIn());
    QCOMPARE(terminal.tally().badChecksums.load(), 1);
}

ROLLCALL_TEST(tst_simudp);
#include "tst_simudp.moc"
