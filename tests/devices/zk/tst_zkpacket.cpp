// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkbytes.h"
#include "devices/zk/zkchecksum.h"
#include "devices/zk/zkpacket.h"
#include "devices/zk/zktime.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>
#include <QTest>

using namespace rollcall;
using zk::Code;
using zk::FrameCutter;
using zk::Packet;

class tst_zkpacket : public test::TestCase
{
    Q_OBJECT

private slots:
    void checksumOfThePacketsInTheSpecification();
    void cutsAStreamSplitAnywhere();
    void breaksOnWrongBytes_data();
    void breaksOnWrongBytes();
    void takesTheLargestFrame();
    void staysBroken();
    void survivesRandomBytes();
    void decodesEveryPackedSecondAroundMonthEnds();
    void encodesNoTimeOutsideTheCentury();
};

namespace {

QByteArray threeFrames()
{
    return zk::encodeFrame(Code::AckOk, 0x45CF, 7, {}) +
           zk::encodeFrame(Code::Data, 3, 7, QByteArray(1008, 'x')) +
           zk::encodeFrame(Code::Event, 1, 0, QByteArray(33, '\0'));
}

QList<Packet> allPackets(FrameCutter &cutter)
{
    QList<Packet> packets;
    Packet packet;
    while (cutter.next(packet) == FrameCutter::Cut::Packet)
        packets.append(packet);
    return packets;
}

} // namespace

void tst_zkpacket::checksumOfThePacketsInTheSpecification()
{
    // zk-protocol.md, section 2.1
    QCOMPARE(zk::checksum(QByteArray::fromHex("0b000000f38d03005a4b4661636556657273696f6e00")),
             quint16(0x175A));
    QCOMPARE(zk::checksum(QByteArray::fromHex("0b005a17f38d03005a4b4661636556657273696f6e00")),
             quint16(0x175A));
    QCOMPARE(zk::checksum(QByteArray::fromHex("e803000000000000")), quint16(0xFC17));
    QCOMPARE(zk::checksum({}), quint16(0xFFFF));
    QCOMPARE(zk::checksum(QByteArray(1, '\x01')), quint16(0xFFFE));
}

void tst_zkpacket::cutsAStreamSplitAnywhere()
{
    const QByteArray stream = threeFrames();
    FrameCutter whole;
    whole.append(stream);
    const QList<Packet> expected = allPackets(whole);
    QCOMPARE(expected.size(), 3);
    QCOMPARE(expected.at(1).data.size(), 1008);
    for (qsizetype at = 0; at <= stream.size(); ++at) {
        FrameCutter cutter;
        cutter.append(stream.first(at));
        QList<Packet> packets = allPackets(cutter);
        cutter.append(stream.sliced(at));
        packets.append(allPackets(cutter));
        QVERIFY2(packets == expected, qPrintable(QString::number(at)));
    }
}

void tst_zkpacket::breaksOnWrongBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isFresh");
    QTest::newRow("access panel") << QByteArray::fromHex("aa010b0000703e55") << true;
    QTest::newRow("web server") << QByteArray("HTTP/1.1 400 Bad Request") << true;
    QTest::newRow("second byte of the magic") << QByteArray::fromHex("5051") << true;
    QTest::newRow("length 7") << QByteArray::fromHex("5050827d07000000") << true;
    QTest::newRow("length above 1 MiB") << QByteArray::fromHex("5050827d01001000") << true;
    QTest::newRow("length of all ones") << QByteArray::fromHex("5050827dffffffff") << true;
    QTest::newRow("after a packet")
        << QByteArray(zk::encodeFrame(Code::AckOk, 1, 0) + 'x') << false;
}

void tst_zkpacket::breaksOnWrongBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isFresh);
    FrameCutter cutter;
    cutter.append(bytes);
    Packet packet;
    if (!isFresh)
        QCOMPARE(cutter.next(packet), FrameCutter::Cut::Packet);
    QCOMPARE(cutter.next(packet), FrameCutter::Cut::Broken);
    QCOMPARE(cutter.isFresh(), isFresh);
}

void tst_zkpacket::takesTheLargestFrame()
{
    const QByteArray data(FrameCutter::kMaxLength - 8, 'x');
    FrameCutter cutter;
    cutter.append(zk::encodeFrame(Code::Data, 0, 0, data));
    Packet packet;
    QCOMPARE(cutter.next(packet), FrameCutter::Cut::Packet);
    QCOMPARE(packet.data, data);
    QVERIFY(packet.checksumOk);
}

void tst_zkpacket::staysBroken()
{
    FrameCutter cutter;
    cutter.append("x");
    Packet packet;
    QCOMPARE(cutter.next(packet), FrameCutter::Cut::Broken);
    cutter.append(zk::encodeFrame(Code::AckOk, 1, 0));
    QCOMPARE(cutter.next(packet), FrameCutter::Cut::Broken);
}

void tst_zkpacket::survivesRandomBytes()
{
    QRandomGenerator random(20260302);
    for (int round = 0; round < test::repeats(2000); ++round) {
        QByteArray stream = threeFrames();
        for (int flips = random.bounded(1, 6); flips > 0; --flips)
            stream[random.bounded(stream.size())] = static_cast<char>(random.bounded(256));
        FrameCutter cutter;
        qsizetype at = 0;
        qint64 packets = 0;
        while (at < stream.size()) {
            const qsizetype length = qMin<qsizetype>(random.bounded(1, 400), stream.size() - at);
            cutter.append(stream.sliced(at, length));
            packets += allPackets(cutter).size();
            at += length;
        }
        QVERIFY(packets <= 3);
        QCOMPARE(packets, cutter.packets());
    }
}

void tst_zkpacket::decodesEveryPackedSecondAroundMonthEnds()
{
    for (int year = 2000; year <= 2099; ++year) {
        for (int month = 1; month <= 12; ++month) {
            for (const int day : {1, 28, 29, 30, 31}) {
                const auto packed = static_cast<quint32>(
                    ((year - 2000) * 372 + (month - 1) * 31 + day - 1) * 86400LL + 86399);
                const WallTime wall = WallTime::fromFields(year, month, day, 23, 59, 59);
                QCOMPARE(zk::decodeTime4(packed), wall);
                if (wall.isValid())
                    QCOMPARE(zk::encodeTime4(wall).value_or(0), packed);
            }
        }
    }
    QVERIFY(zk::decodeTime4(0xFFFFFFFF).date().year() <= 2133);
}

void tst_zkpacket::encodesNoTimeOutsideTheCentury()
{
    QVERIFY(!zk::encodeTime4(WallTime()));
    QVERIFY(!zk::encodeTime4(WallTime::fromFields(1999, 12, 31, 23, 59, 59)));
    QVERIFY(!zk::encodeTime4(WallTime::fromFields(2100, 1, 1, 0, 0, 0)));
    QVERIFY(zk::encodeTime6(WallTime()).isEmpty());
    QVERIFY(!zk::decodeTime6("12345").isValid());
    QVERIFY(!zk::decodeTime6(QByteArray::fromHex("1a021e000000")).isValid()); // 30 February
}

ROLLCALL_TEST(tst_zkpacket);
#include "tst_zkpacket.moc"
