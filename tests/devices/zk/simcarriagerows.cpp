// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/simfaultrows.h"

#include <QElapsedTimer>
#include <QTest>

namespace rollcall::test {

namespace {

constexpr int kAckOk = 2000;
constexpr int kAckError = 2001;
constexpr int kUnauthorized = 2005;
constexpr int kEvent = 500;
constexpr qsizetype kShortFrame = 16; // without data
const QByteArray kConnect = QByteArray::fromHex("5050827d08000000e80317fc00000000");

RawClient loggedIn(const RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    if (!client.logIn())
        QTest::qFail("The terminal does not let us in", __FILE__, __LINE__);
    return client;
}

/// The number of bytes that come after CONNECT, before a pause that does not end.
qsizetype bytesAfterConnect(const RawTerminal &terminal, qsizetype atLeast)
{
    RawClient client = terminal.tcp();
    client.sendBytes(kConnect);
    return client.read(atLeast).size();
}

/// Loads the log into the buffer; its size.
quint32 prepareLogs(RawClient &client)
{
    return littleAt(client.ask(1503, QByteArray::fromHex("010d000000000000000000")).data, 1, 4);
}

void dropsAfterBytes(RawTerminal &terminal)
{
    RawClient client = loggedIn(terminal);
    client.send(1100);
    QVERIFY(client.isClosed());
    QCOMPARE(client.read(4).size(), 4); // of the second answer
}

void stallsAfterBytes(RawTerminal &terminal)
{
    RawClient client = loggedIn(terminal);
    client.send(1100);
    QCOMPARE(client.read(4).size(), 4);
    QVERIFY(!client.isClosed(RawClient::kMoment));
}

void dropsAfterFrames(RawTerminal &terminal)
{
    RawClient client = loggedIn(terminal);
    QCOMPARE(client.ask(1100).code, kAckOk);
    client.send(1100);
    QVERIFY(client.isClosed());
    QCOMPARE(client.next(0).code, -1);
}

void spoilsChecksums(RawTerminal &terminal)
{
    RawClient client = loggedIn(terminal);
    QVERIFY(!client.ask(1100).isChecksumRight);
    QVERIFY(client.ask(1100).isChecksumRight);
}

void sendsPieces(RawTerminal &terminal)
{
    QCOMPARE(bytesAfterConnect(terminal, 7), 7);
}

void sendsAllAtOnce(RawTerminal &terminal)
{
    QCOMPARE(bytesAfterConnect(terminal, 2 * kShortFrame + 32), 2 * kShortFrame + 32);
}

void pausesBetweenPackets(RawTerminal &terminal)
{
    QCOMPARE(bytesAfterConnect(terminal, kShortFrame + 32), kShortFrame + 32);
}

void isBusy(RawTerminal &terminal)
{
    QCOMPARE(bytesAfterConnect(terminal, 0), 0);
    RawClient udp = terminal.udp();
    udp.send(1000);
    QCOMPARE(udp.next(RawClient::kMoment).code, -1);
}

void answersOneClient(RawTerminal &terminal)
{
    RawClient first = loggedIn(terminal);
    RawClient second = terminal.tcp();
    second.send(1000);
    RawClient udp = terminal.udp();
    udp.send(1000);
    QCOMPARE(second.next(RawClient::kMoment).code, -1);
    QCOMPARE(udp.next(RawClient::kMoment).code, -1);
    QCOMPARE(first.ask(1100).code, kAckOk);
    first.close();
    QCOMPARE(second.next().code, kAckOk);
    udp.send(1000);
    QCOMPARE(udp.next(RawClient::kMoment).code, -1); // now the second has the turn
    second.close();
    const auto letsUsIn = [&udp] {
        udp.send(1000);
        return udp.next(RawClient::kMoment).code == kAckOk;
    };
    QTRY_VERIFY(letsUsIn());
    QCOMPARE(udp.ask(1001).code, kAckOk); // over UDP it ends with EXIT
    QVERIFY(terminal.tcp().logIn());
}

void isNoProtocol(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    client.sendBytes(kConnect);
    QVERIFY(client.read(256).startsWith('H'));
    RawClient udp = terminal.udp();
    udp.send(1000);
    QCOMPARE(udp.next().bytes.size(), 256);
}

void isAnAccessPanel(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    client.sendBytes(kConnect);
    QCOMPARE(client.read(9).toHex(), QByteArray("aa01c9010011939055"));
}

void isAWebServer(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    client.sendBytes(kConnect);
    QVERIFY(client.isClosed());
    QVERIFY(client.read(12).startsWith("HTTP/1.1 400 Bad Request\r\n"));
}

void acceptsNoKey(RawTerminal &terminal)
{
    QVERIFY(!terminal.tcp().logIn(1234));
    QCOMPARE(terminal.tally().logins.load(), 0);
}

void wantsAKey(RawTerminal &terminal)
{
    QVERIFY(!terminal.tcp().logIn(1235));
    QVERIFY(terminal.tcp().logIn(1234));
}

void losesTheSession(RawTerminal &terminal)
{
    RawClient client = loggedIn(terminal);
    QCOMPARE(client.ask(1100).code, kAckOk);
    QCOMPARE(client.ask(1100).code, kUnauthorized);
    QCOMPARE(client.ask(1100).code, kUnauthorized);
    QVERIFY(terminal.tcp().logIn());
}

void isLate(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    QElapsedTimer time;
    time.start();
    QVERIFY(client.logIn());
    QVERIFY(time.elapsed() >= 200); // of 250: a coarse timer may be early
}

void sendsLatePackets(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    client.send(1000);
    QCOMPARE(client.next().reply, quint16(65535)); // of the request before
    QCOMPARE(client.next().reply, quint16(0));
}

void sendsEventsBetween(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    client.send(1000);
    QCOMPARE(client.next().code, kEvent);
    QCOMPARE(client.next().code, kAckOk);
}

void storms(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    client.send(1000);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(client.next().code, kEvent);
    QCOMPARE(client.next().code, kAckOk);
}

void mistakesReplyNumbers(RawTerminal &terminal)
{
    RawClient client = loggedIn(terminal);
    QVERIFY(!client.isInStep());
    QVERIFY(client.isInStep());
    prepareLogs(client);
    QVERIFY(client.isInStep());
}

void writesTheSessionIntoData(RawTerminal &terminal)
{
    RawClient client = loggedIn(terminal);
    prepareLogs(client);
    QCOMPARE(client.ask(1504, little(0, 4) + little(150, 4)).code, 1500);
    QCOMPARE(client.next().session, client.session());
    QCOMPARE(client.next().session, client.session());
}

void writesTheIndexIntoData(RawTerminal &terminal)
{
    RawClient client = loggedIn(terminal);
    prepareLogs(client);
    const RawPacket announced = client.ask(1504, little(0, 4) + little(150, 4));
    QCOMPARE(littleAt(announced.data, 4, 4), 100U);
    QCOMPARE(client.next().session, quint16(0));
    QCOMPARE(client.next().session, quint16(1));
}

void acknowledgesLate(RawTerminal &terminal)
{
    RawClient client = loggedIn(terminal);
    prepareLogs(client);
    QCOMPARE(client.ask(1504, little(0, 4) + little(20, 4)).code, 1500);
    const quint16 reply = client.lastReply();
    QCOMPARE(client.next().code, 1501);
    QCOMPARE(client.ask(1100).data.left(3), QByteArray("Ver"));
    const RawPacket late = client.next();
    QCOMPARE(late.code, kAckOk);
    QCOMPARE(late.reply, reply);
}

void neverAcknowledges(RawTerminal &terminal)
{
    RawClient client = loggedIn(terminal);
    prepareLogs(client);
    QCOMPARE(client.ask(1504, little(0, 4) + little(20, 4)).code, 1500);
    QCOMPARE(client.next().code, 1501);
    QVERIFY(client.isInStep());
    QCOMPARE(client.next(RawClient::kMoment).code, -1);
}

void acknowledgesEarly(RawTerminal &terminal)
{
    RawClient client = loggedIn(terminal);
    prepareLogs(client);
    QCOMPARE(client.ask(1504, little(0, 4) + little(20, 4)).code, 1500);
    QCOMPARE(client.next().code, kAckOk);
    QCOMPARE(client.next().code, 1501);
    QVERIFY(client.isInStep());
}

void losesDatagrams(RawTerminal &terminal)
{
    RawClient client = terminal.udp();
    QVERIFY(client.logIn());
    client.send(1100);
    QCOMPARE(client.next(RawClient::kMoment).code, -1);
    client.sendAgain();
    QCOMPARE(client.next().code, kAckOk);
    QVERIFY(terminal.tcp().logIn()); // TCP loses nothing
}

void doublesDatagrams(RawTerminal &terminal)
{
    RawClient client = terminal.udp();
    QVERIFY(client.logIn());
    const QByteArray once = client.ask(1100).bytes;
    QCOMPARE(client.next().bytes, once);
}

void exchangesDatagrams(RawTerminal &terminal)
{
    RawClient client = terminal.udp();
    QVERIFY(client.logIn());
    prepareLogs(client);
    QCOMPARE(client.ask(1504, little(0, 4) + little(20, 4)).code, 1501);
    QCOMPARE(client.next().code, 1500);
    QCOMPARE(client.next().code, kAckOk);
}

void refusesPieces(RawTerminal &terminal)
{
    RawClient client = loggedIn(terminal);
    prepareLogs(client);
    client.send(1504, little(0, 4) + little(20, 4));
    QCOMPARE(client.transfer().value_or(QByteArray()).size(), 20);
    QCOMPARE(client.ask(1504, little(0, 4) + little(20, 4)).code, kAckError);
}

void stallsAtLargePieces(RawTerminal &terminal)
{
    RawClient client = loggedIn(terminal);
    prepareLogs(client);
    client.send(1504, little(0, 4) + little(500, 4));
    QCOMPARE(client.transfer().value_or(QByteArray()).size(), 500);
    client.send(1504, little(0, 4) + little(501, 4));
    QVERIFY(client.isInStep()); // what comes is of this one
}

void restartsWithoutAnAnswer(RawTerminal &terminal)
{
    RawClient client = loggedIn(terminal);
    client.send(1004);
    QVERIFY(client.isClosed());
    QCOMPARE(client.next(0).code, -1);
    QTRY_COMPARE(terminal.tally().restarts.load(), 1);
}

} // namespace

QList<SimFaultRow> carriageRows()
{
    return {
        {"fault=drop-after=20", dropsAfterBytes},
        {"fault=stall-after=20", stallsAfterBytes},
        {"fault=drop-frames=2", dropsAfterFrames},
        {"fault=bad-checksum=2", spoilsChecksums},
        {"fault=split=7 pause=60000", sendsPieces},
        {"fault=coalesce fault=events pause=60000", sendsAllAtOnce},
        {"fault=events pause=60000", pausesBetweenPackets},
        {"fault=busy udp", isBusy},
        {"fault=single udp", answersOneClient},
        {"fault=garbage udp", isNoProtocol},
        {"fault=c3", isAnAccessPanel},
        {"fault=http", isAWebServer},
        {"fault=no-auth comm-key=1234", acceptsNoKey},
        {"comm-key=1234", wantsAKey},
        {"fault=unauth-after=3@1", losesTheSession},
        {"fault=delay=250", isLate},
        {"fault=late-packets", sendsLatePackets},
        {"fault=events", sendsEventsBetween},
        {"fault=event-storm=5", storms},
        {"fault=wrong-reply=2 logs=100", mistakesReplyNumbers},
        {"fault=session-as-id logs=100 max-packet=100", writesTheSessionIntoData},
        {"logs=100 max-packet=100", writesTheIndexIntoData},
        {"fault=late-ack logs=100", acknowledgesLate},
        {"fault=lost-ack logs=100", neverAcknowledges},
        {"fault=ack-before-data logs=100", acknowledgesEarly},
        {"fault=lose=2 udp", losesDatagrams},
        {"fault=duplicate=2 udp", doublesDatagrams},
        {"fault=reorder=3 logs=100 udp", exchangesDatagrams},
        {"fault=refuse-piece=2 logs=100", refusesPieces},
        {"fault=chunk-stall-above=500 logs=100", stallsAtLargePieces},
        {"fault=no-restart-reply restart-time=1", restartsWithoutAnAnswer},
    };
}

} // namespace rollcall::test
