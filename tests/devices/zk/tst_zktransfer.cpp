// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zktransfer.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace rollcall;
using zk::Code;
using zk::Packet;
using zk::Transfer;

/// DATA packets put together (zk-protocol.md, section 11.1; Q21, Q22).
class tst_zktransfer : public test::TestCase
{
    Q_OBJECT

private slots:
    void takesAStreamInItsOrder();
    void ordersDatagramsHoweverTheyCome();
    void waitsForWhatIsMissing_data();
    void waitsForWhatIsMissing();
    void seesThatThereIsNoIndex_data();
    void seesThatThereIsNoIndex();
    void takesASinglePacketWithTheSessionId();
    void countsFromTheBeginningOfTheBlock();
    void takesNoPartForTheBeginning();
    void neverTakesMoreThanItMay();
};

namespace {

constexpr quint16 kSession = 0x45CF;
constexpr qsizetype kUnit = 1024;

QByteArray block(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(i * 7 + i / 251);
    return bytes;
}

Packet data(quint16 session, const QByteArray &bytes)
{
    Packet packet;
    packet.code = Code::Data;
    packet.session = session;
    packet.data = bytes;
    return packet;
}

QList<Packet> datagrams(const QByteArray &bytes, int firstIndex = 0)
{
    QList<Packet> packets;
    for (qsizetype at = 0; at < bytes.size(); at += kUnit)
        packets.append(data(static_cast<quint16>(firstIndex + at / kUnit), bytes.mid(at, kUnit)));
    return packets;
}

} // namespace

void tst_zktransfer::takesAStreamInItsOrder()
{
    const QByteArray bytes = block(5000);
    Transfer transfer(Transfer::Kind::Stream, 0, bytes.size(), kSession);
    for (int i = 0; i < 5; ++i) {
        QVERIFY(!transfer.isComplete());
        QCOMPARE(transfer.bytes(), bytes.first(i * 1000));
        transfer.add(data(kSession, bytes.mid(i * 1000, 1000))); // the session says nothing here
    }
    QVERIFY(transfer.isComplete());
    QVERIFY(!transfer.isDisordered());
    QCOMPARE(transfer.bytes(), bytes);
}

void tst_zktransfer::ordersDatagramsHoweverTheyCome()
{
    QRandomGenerator random(11);
    const QByteArray bytes = block(10 * kUnit + 17);
    const QList<Packet> packets = datagrams(bytes);
    for (int round = 0; round < test::repeats(300); ++round) {
        QList<Packet> arriving = packets;
        for (int twice = random.bounded(4); twice > 0; --twice)
            arriving.append(packets.at(random.bounded(int(packets.size()))));
        std::shuffle(arriving.begin(), arriving.end(), random);
        Transfer transfer(Transfer::Kind::Datagrams, 0, bytes.size(), kSession);
        for (const Packet &packet : std::as_const(arriving))
            transfer.add(packet);
        QVERIFY(transfer.isComplete());
        QVERIFY(!transfer.isDisordered());
        QCOMPARE(transfer.useless(), arriving.size() - packets.size());
        QCOMPARE(transfer.bytes(), bytes);
    }
}

void tst_zktransfer::waitsForWhatIsMissing_data()
{
    QTest::addColumn<int>("missing");
    QTest::addColumn<int>("surplus");
    QTest::addColumn<qint64>("usable");
    for (const int surplus : {0, 1024, 5000}) {
        QTest::addRow("the first, %d surplus", surplus) << 0 << surplus << qint64(0);
        QTest::addRow("the middle, %d surplus", surplus) << 2 << surplus << qint64(2 * kUnit);
        QTest::addRow("the last but one, %d surplus", surplus) << 3 << surplus << qint64(3 * kUnit);
    }
    QTest::addRow("the last") << 4 << 0 << qint64(4 * kUnit);
}

void tst_zktransfer::waitsForWhatIsMissing()
{
    // Surplus bytes must not make up for a datagram that is missing.
    QFETCH(int, missing);
    QFETCH(int, surplus);
    QFETCH(qint64, usable);
    const QByteArray bytes = block(5 * kUnit);
    QList<Packet> packets = datagrams(bytes);
    packets.last().data.append(surplus, 'x');
    const Packet late = packets.takeAt(missing);
    Transfer transfer(Transfer::Kind::Datagrams, 0, bytes.size(), kSession);
    for (const Packet &packet : std::as_const(packets))
        transfer.add(packet);
    QVERIFY(!transfer.isComplete());
    QVERIFY(!transfer.isOver());
    QCOMPARE(transfer.bytes(), bytes.first(usable));
    transfer.add(late);
    QVERIFY(transfer.isComplete());
    QCOMPARE(transfer.bytes(), bytes);
}

void tst_zktransfer::seesThatThereIsNoIndex_data()
{
    QTest::addColumn<quint16>("field");
    QTest::newRow("session id") << kSession;
    QTest::newRow("always 0") << quint16(0);
}

void tst_zktransfer::seesThatThereIsNoIndex()
{
    QFETCH(quint16, field);
    const QByteArray bytes = block(3 * kUnit);
    Transfer transfer(Transfer::Kind::Datagrams, 0, bytes.size(), kSession);
    for (const Packet &packet : datagrams(bytes)) {
        QVERIFY(!transfer.isOver());
        transfer.add(data(field, packet.data));
    }
    QVERIFY(transfer.isDisordered());
    QVERIFY(transfer.isOver());
    QVERIFY(!transfer.isComplete());
    QCOMPARE(transfer.bytes(), QByteArray());
    QCOMPARE(transfer.largestPacket(), kUnit);
}

void tst_zktransfer::takesASinglePacketWithTheSessionId()
{
    const QByteArray bytes = block(1000);
    Transfer own(Transfer::Kind::Datagrams, 4096, bytes.size(), kSession);
    own.add(data(kSession, bytes));
    QVERIFY(own.isComplete());
    QCOMPARE(own.bytes(), bytes);
    Transfer other(Transfer::Kind::Datagrams, 4096, bytes.size(), kSession);
    other.add(data(2, bytes)); // the third of a transfer whose others are missing
    QVERIFY(!other.isComplete());
}

void tst_zktransfer::countsFromTheBeginningOfTheBlock()
{
    const QByteArray bytes = block(3 * kUnit);
    Transfer transfer(Transfer::Kind::Datagrams, 16384, bytes.size(), kSession);
    for (const Packet &packet : datagrams(bytes, 16))
        transfer.add(packet);
    QVERIFY(transfer.isComplete());
    QCOMPARE(transfer.bytes(), bytes);
}

/// The piece begins at datagram 2 of the block, and the first two of the piece were lost: index 2
/// is not the beginning of the piece, although it could be that of the block.
void tst_zktransfer::takesNoPartForTheBeginning()
{
    const QByteArray bytes = block(8 * kUnit);
    Transfer transfer(Transfer::Kind::Datagrams, 2 * kUnit, bytes.size(), kSession);
    const QList<Packet> packets = datagrams(bytes);
    for (int i = 2; i < 6; ++i)
        transfer.add(packets.at(i));
    QVERIFY(!transfer.isComplete());
    QCOMPARE(transfer.bytes(), QByteArray());
    transfer.add(packets.at(0));
    QCOMPARE(transfer.bytes(), bytes.first(kUnit));
    for (const int i : {1, 6, 7})
        transfer.add(packets.at(i));
    QVERIFY(transfer.isComplete());
    QCOMPARE(transfer.bytes(), bytes);
}

void tst_zktransfer::neverTakesMoreThanItMay()
{
    for (const Transfer::Kind kind : {Transfer::Kind::Stream, Transfer::Kind::Datagrams}) {
        Transfer transfer(kind, 0, 2000, kSession);
        transfer.announce(1500);
        transfer.announce(9000); // never raised again
        QCOMPARE(transfer.expected(), 1500);
        transfer.add(data(0, {}));
        QCOMPARE(transfer.useless(), 1);
        transfer.add(data(0, block(2000)));
        transfer.add(data(1, block(2000)));
        QCOMPARE(transfer.useless(), 2);
        QCOMPARE(transfer.bytes(), block(2000).first(1500));
    }
    Transfer flood(Transfer::Kind::Datagrams, 0, 2000, kSession);
    for (quint16 index = 5; index < 200; ++index)
        flood.add(data(index, block(60000))); // the first never comes
    QVERIFY(flood.useless() > 150);
}

ROLLCALL_TEST(tst_zktransfer);
#include "tst_zktransfer.moc"
