// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simwire.h"
#include "tests/devices/zk/rawclient.h"
#include "tests/devices/zk/rawterminal.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using test::little;
using test::littleAt;
using test::RawPacket;
using test::RawTerminal;

/// What clients of the field need of a simulated terminal, however they send it (zk-protocol.md,
/// section 22).
class tst_simrequests : public test::TestCase
{
    Q_OBJECT

private slots:
    void takesRequestsInAnyPieces_data();
    void takesRequestsInAnyPieces();
    void queuesReadsThatComeAtOnce();
    void servesEveryTable_data();
    void servesEveryTable();
    void servesPlainReads();
    void knowsTheOptionsThatClientsAskFor_data();
    void knowsTheOptionsThatClientsAskFor();
    void answersAWrongChecksum();
    void closesABrokenStream_data();
    void closesABrokenStream();
    void keepsTheSessionOfAConnection();
    void limitsPackets_data();
    void limitsPackets();
};

namespace {

constexpr int kAckOk = 2000;
constexpr int kAckError = 2001;

QStringList manyLogs()
{
    return {QStringLiteral("logs=2000")};
}

QByteArray rightLogs(const RawTerminal &terminal)
{
    const SimLogBlock block = terminal.device().logBlock();
    return block.bytes(0, block.size());
}

/// CONNECT, GET_VERSION and GET_TIME as one run of bytes.
QByteArray threeRequests()
{
    return sim::frame(1000, 0, 0, {}) + sim::frame(1100, 0x104D, 1, {}) +
           sim::frame(201, 0x104D, 2, {});
}

} // namespace

void tst_simrequests::takesRequestsInAnyPieces_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 3, 7, 8, 9, 16, 17, 1000})
        QTest::addRow("%d bytes", size) << size;
}

void tst_simrequests::takesRequestsInAnyPieces()
{
    QFETCH(int, size);
    const RawTerminal terminal;
    test::RawClient client = terminal.tcp();
    const QByteArray bytes = threeRequests();
    for (qsizetype at = 0; at < bytes.size(); at += size)
        client.sendBytes(bytes.mid(at, size));
    for (quint16 reply = 0; reply < 3; ++reply) {
        const RawPacket packet = client.next();
        QCOMPARE(packet.code, kAckOk);
        QCOMPARE(packet.reply, reply);
        QCOMPARE(packet.session, quint16(0x104D));
    }
    QCOMPARE(client.next(test::RawClient::kMoment).code, -1);
}

void tst_simrequests::queuesReadsThatComeAtOnce()
{
    const RawTerminal terminal(manyLogs());
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    const RawPacket ready = client.ask(1503, QByteArray::fromHex("010d000000000000000000"));
    const quint32 size = littleAt(ready.data, 1, 4);
    constexpr quint32 kPiece = 20'000;
    for (quint32 at = 0; at < size; at += kPiece)
        client.send(1504, little(at, 4) + little(qMin(kPiece, size - at), 4));
    QByteArray block;
    for (quint32 at = 0; at < size; at += kPiece)
        block += client.transfer().value_or(QByteArray());
    QVERIFY(block == rightLogs(terminal));
}

void tst_simrequests::servesEveryTable_data()
{
    QTest::addColumn<int>("inner");
    QTest::addColumn<int>("function");
    QTest::addColumn<int>("records"); // -1: refused
    QTest::addColumn<int>("size");
    QTest::newRow("users 9/5") << 9 << 5 << 3 << 72;
    QTest::newRow("users 7/5") << 7 << 5 << 3 << 72;
    QTest::newRow("logs 13/0") << 13 << 0 << 2000 << 40;
    QTest::newRow("logs 13/1") << 13 << 1 << 2000 << 40;
    QTest::newRow("logs 7/1") << 7 << 1 << 2000 << 40;
    QTest::newRow("templates 7/2") << 7 << 2 << 0 << 0;
    QTest::newRow("operations 34/0") << 34 << 0 << 0 << 0;
    QTest::newRow("users 9/1") << 9 << 1 << -1 << 0;
    QTest::newRow("no table") << 99 << 0 << -1 << 0;
}

void tst_simrequests::servesEveryTable()
{
    QFETCH(int, inner);
    QFETCH(int, function);
    QFETCH(int, records);
    QFETCH(int, size);
    const RawTerminal terminal(manyLogs());
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    const std::optional<QByteArray> block = client.table(inner, function);
    QCOMPARE(block.has_value(), records >= 0);
    if (block) {
        QCOMPARE(littleAt(*block, 0, 4), static_cast<quint32>(records * size));
        QCOMPARE(block->size(), 4 + records * size);
    }
}

void tst_simrequests::servesPlainReads()
{
    const RawTerminal terminal(manyLogs());
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    client.send(13);
    QVERIFY(client.transfer() == rightLogs(terminal));
    client.send(9, little(5, 1));
    QCOMPARE(client.transfer().value_or(QByteArray()), client.users());
    QVERIFY(client.isInStep());
}

void tst_simrequests::knowsTheOptionsThatClientsAskFor_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("serial number") << QByteArray("~SerialNumber") << QByteArray("SIM0000001");
    QTest::newRow("platform") << QByteArray("~Platform") << QByteArray("ZMM220_TFT");
    QTest::newRow("name") << QByteArray("~DeviceName") << QByteArray("Simulated terminal");
    QTest::newRow("MAC") << QByteArray("MAC") << QByteArray("00:17:61:00:00:01");
    QTest::newRow("fingerprints") << QByteArray("~ZKFPVersion") << QByteArray("10");
    QTest::newRow("OS") << QByteArray("~OS") << QByteArray("1");
    QTest::newRow("width") << QByteArray("~PIN2Width") << QByteArray("9");
    QTest::newRow("faces") << QByteArray("FaceFunOn") << QByteArray("1");
    QTest::newRow("work code") << QByteArray("WorkCode") << QByteArray("0");
}

void tst_simrequests::knowsTheOptionsThatClientsAskFor()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const RawTerminal terminal;
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    const QByteArray wanted = name + '=' + value + '\0';
    QCOMPARE(client.ask(11, name).data, wanted);
    QCOMPARE(client.ask(11, name + '\0').data, wanted);
    QCOMPARE(client.ask(11, name + 'x').code, kAckError);
}

void tst_simrequests::answersAWrongChecksum()
{
    const RawTerminal terminal;
    test::RawClient client = terminal.tcp();
    client.sendBytes(sim::frame(1000, 0, 0, {}, true));
    QCOMPARE(client.next().code, kAckOk);
    QCOMPARE(terminal.tally().badChecksums.load(), 1);
}

void tst_simrequests::closesABrokenStream_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("another protocol") << QByteArray("GET / HTTP/1.1\r\n\r\n");
    QTest::newRow("length of less than a head") << QByteArray::fromHex("5050827d07000000");
    QTest::newRow("length of more than a megabyte") << QByteArray::fromHex("5050827d01001000");
    QTest::newRow("after a good one")
        << sim::frame(1000, 0, 0, {}) + QByteArray::fromHex("5050827e");
}

void tst_simrequests::closesABrokenStream()
{
    QFETCH(QByteArray, bytes);
    const RawTerminal terminal;
    test::RawClient client = terminal.tcp();
    client.sendBytes(bytes);
    QVERIFY(client.isClosed());
    QVERIFY(terminal.tcp().logIn());
}

void tst_simrequests::keepsTheSessionOfAConnection()
{
    const RawTerminal terminal;
    test::RawClient client = terminal.tcp();
    test::RawClient other = terminal.tcp();
    QCOMPARE(client.ask(1100).code, 2005); // not connected yet
    QVERIFY(client.logIn());
    QVERIFY(other.logIn());
    QVERIFY(client.session() != other.session());
    QCOMPARE(client.ask(1000).session, client.session());
    QCOMPARE(client.ask(1001).code, kAckOk);
    QCOMPARE(client.ask(1100).code, 2005);
    QCOMPARE(terminal.tally().exits.load(), 1);
}

void tst_simrequests::limitsPackets_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<int>("most");
    QTest::newRow("as new firmware") << QStringLiteral("max-packet=65528") << 65528;
    QTest::newRow("as old firmware") << QStringLiteral("max-packet=1008") << 1008;
    QTest::newRow("larger") << QStringLiteral("max-packet=65536") << 65536;
}

void tst_simrequests::limitsPackets()
{
    QFETCH(QString, option);
    QFETCH(int, most);
    const RawTerminal terminal(manyLogs() + QStringList{option});
    test::RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    client.send(13);
    const RawPacket announced = client.next();
    QCOMPARE(littleAt(announced.data, 0, 4), quint32(80'004));
    QCOMPARE(littleAt(announced.data, 4, 4), static_cast<quint32>(most));
    for (qsizetype left = 80'004; left > 0;) {
        const RawPacket part = client.next();
        QCOMPARE(part.data.size(), qMin<qsizetype>(left, most));
        left -= part.data.size();
    }
    QCOMPARE(client.next().code, kAckOk);
}

ROLLCALL_TEST(tst_simrequests);
#include "tst_simrequests.moc"
