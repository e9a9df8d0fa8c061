// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simwire.h"
#include "tests/devices/zk/simfaultrows.h"

#include <QTest>

namespace rollcall::test {

namespace {

constexpr int kAckOk = 2000;
constexpr int kAckError = 2001;
constexpr int kUnknown = 65535;
constexpr qint64 kDayMs = 86'400'000;
constexpr qsizetype kPrefix = 4; // the total, ahead of the records
constexpr qsizetype kRecord = 40;

/// What a client gets when nothing is wrong.
QByteArray rightLogs(const RawTerminal &terminal)
{
    const SimLogBlock block = terminal.device().logBlock();
    return block.bytes(0, block.size());
}

/// The log as a client reads it.
QByteArray readLogs(const RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    return client.logIn() ? client.logs() : QByteArray();
}

/// The counter of logs.
quint32 countedLogs(const RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    return client.logIn() ? littleAt(client.ask(50).data, 32, 4) : 0xFFFFFFFF;
}

/// The name in the first user record of 72 bytes.
QByteArray firstName(const RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    return client.logIn() ? client.users().mid(kPrefix + 11, 24) : QByteArray();
}

QByteArray record(const QByteArray &block, qsizetype index, qsizetype size = kRecord)
{
    return block.mid(kPrefix + index * size, size);
}

void isShort(RawTerminal &terminal)
{
    const QByteArray right = rightLogs(terminal);
    QCOMPARE(readLogs(terminal), right.chopped(60));
}

void countsWrong(RawTerminal &terminal)
{
    QCOMPARE(countedLogs(terminal), 7U);
    QCOMPARE(readLogs(terminal), rightLogs(terminal));
}

void countsOneMore(RawTerminal &terminal)
{
    QCOMPARE(countedLogs(terminal), 5U);
    QCOMPARE(readLogs(terminal), rightLogs(terminal));
}

void countsOneLess(RawTerminal &terminal)
{
    QCOMPARE(countedLogs(terminal), 3U);
}

void countsNothing(RawTerminal &terminal)
{
    QCOMPARE(countedLogs(terminal), 0U);
    QCOMPARE(littleAt(readLogs(terminal), 0, 4), 4U * kRecord);
}

void hasNoCounters(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(50).data, QByteArray(4, '\0'));
}

void storesTwice(RawTerminal &terminal)
{
    const QByteArray block = readLogs(terminal);
    QCOMPARE(littleAt(block, 0, 4), 22U * kRecord);
    QCOMPARE(record(block, 9), record(block, 10));
    QVERIFY(record(block, 8) != record(block, 9));
    QCOMPARE(countedLogs(terminal), 22U);
}

void hasSurplus(RawTerminal &terminal)
{
    QCOMPARE(readLogs(terminal), rightLogs(terminal) + QByteArray(5, '\0'));
}

void hasImpossibleDates(RawTerminal &terminal)
{
    const QByteArray block = readLogs(terminal);
    int impossible = 0;
    for (qsizetype i = 0; i < 20; ++i) {
        const quint32 days = littleAt(record(block, i), 27, 4) / 86400;
        impossible += days % 31 == 29 && days / 31 % 12 == 1 ? 1 : 0;
    }
    QCOMPARE(impossible, 6);
}

void readsPlainOnly(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(1503, QByteArray::fromHex("010d000000000000000000")).code, kAckError);
    client.send(13);
    QCOMPARE(client.transfer().value_or(QByteArray()), rightLogs(terminal));
    client.send(9, little(5, 1));
    QCOMPARE(client.transfer().value_or(QByteArray()), terminal.device().userBlock());
}

void refusesTwoPrepares(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QVERIFY(!client.table(9, 5));
    QVERIFY(!client.table(13, 0));
    QCOMPARE(client.logs(), rightLogs(terminal));
}

void readsRubbishWithoutSdkBuild(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    const auto plain = [&client] {
        client.send(13);
        return client.transfer().value_or(QByteArray());
    };
    const QByteArray rubbish = plain();
    QCOMPARE(rubbish.first(kPrefix), rightLogs(terminal).first(kPrefix));
    QVERIFY(rubbish != rightLogs(terminal));
    QCOMPARE(rubbish.size(), rightLogs(terminal).size());
    QCOMPARE(client.logs(), rightLogs(terminal)); // the other way is right
    QCOMPARE(client.ask(12, "SDKBuild=1").code, kAckOk);
    QCOMPARE(plain(), rightLogs(terminal));
}

void hasStaleUids(RawTerminal &terminal)
{
    const QByteArray block = readLogs(terminal);
    for (qsizetype i = 0; i < 4; ++i) {
        QCOMPARE(littleAt(record(block, i), 0, 2), 0U);
        QCOMPARE(record(block, i).sliced(2), record(rightLogs(terminal), i).sliced(2));
    }
}

void bringsMoreThanAnnounced(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(littleAt(client.ask(1503, QByteArray::fromHex("010d000000000000000000")).data, 1, 4),
             quint32(rightLogs(terminal).size()));
    const RawPacket announced = client.ask(1504, little(0, 4) + little(500, 4));
    QCOMPARE(littleAt(announced.data, 0, 4), 500U);
    const QByteArray data = client.next().data;
    QCOMPARE(data.size(), 509);
    QCOMPARE(data.first(500), rightLogs(terminal).first(500));
}

void putsTheMarkerInFront(RawTerminal &terminal)
{
    const QByteArray marker = QByteArray::fromHex("ff3235350000000000");
    const QByteArray block = readLogs(terminal);
    const QByteArray suffixed = rightLogs(terminal); // the same records, the marker behind
    QCOMPARE(block.size(), suffixed.size());
    for (qsizetype i = 0; i < 4; ++i) {
        QCOMPARE(record(block, i, 49).first(9), marker);
        QCOMPARE(record(block, i, 49).sliced(9), record(suffixed, i, 49).first(kRecord));
        QCOMPARE(record(suffixed, i, 49).last(9), marker);
    }
}

void losesTheFirstWriting(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    const QByteArray user = writtenUser72(9, "9", "Nine");
    QCOMPARE(client.ask(8, user).code, kAckOk);
    QCOMPARE(terminal.device().users(), 3);
    QCOMPARE(client.ask(8, writtenUser72(10, "10", "Ten")).code, kAckOk);
    QCOMPARE(terminal.device().users(), 3);
    QCOMPARE(client.ask(8, user).code, kAckOk);
    QCOMPARE(client.users().last(72), user);
}

void refusesWriting(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(8, writtenUser72(9, "9", "Nine")).code, kAckError);
    QCOMPARE(terminal.device().users(), 3);
}

void transfersAtOnce(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    client.send(1503, QByteArray::fromHex("010d000000000000000000"));
    QCOMPARE(client.transfer().value_or(QByteArray()), rightLogs(terminal));
    QVERIFY(client.isInStep());
}

void answersWithAckData(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    const RawPacket packet = client.ask(1503, QByteArray::fromHex("010d000000000000000000"));
    QCOMPARE(packet.code, 2002);
    QCOMPARE(packet.data, rightLogs(terminal));
}

void refusesSdkBuild(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(12, "SDKBuild=1").code, kAckError);
    QCOMPARE(client.ask(12, "LockOn=3").code, kAckOk);
}

void knowsNoEvents(RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    QVERIFY(client.logIn());
    QCOMPARE(client.ask(500, little(1, 4)).code, kUnknown);
    terminal.punch(QStringLiteral("1"), 0, 1);
    QTRY_COMPARE(terminal.device().logs(), 5);
    QCOMPARE(client.ask(1100).code, kAckOk);
}

quint32 clockOf(const RawTerminal &terminal)
{
    RawClient client = terminal.tcp();
    return client.logIn() ? littleAt(client.ask(201).data, 0, 4) : 0;
}

void gainsTime(RawTerminal &terminal)
{
    const WallTime ten = WallTime::parse(u"2026-11-22 10:00:00");
    QCOMPARE(clockOf(terminal), sim::packTime(ten));
    terminal.clock.advance(kDayMs / 2);
    QCOMPARE(clockOf(terminal), sim::packTime(ten.addSeconds(43200 + 30)));
    terminal.clock.advance(kDayMs / 2);
    QCOMPARE(clockOf(terminal), sim::packTime(ten.addSeconds(86400 + 60)));
}

void losesTime(RawTerminal &terminal)
{
    const WallTime ten = WallTime::parse(u"2026-11-22 10:00:00");
    terminal.clock.advance(kDayMs);
    QCOMPARE(clockOf(terminal), sim::packTime(ten.addSeconds(86400 - 60)));
}

void isAhead(RawTerminal &terminal)
{
    const WallTime ten = WallTime::parse(u"2026-11-22 10:00:00");
    QCOMPARE(clockOf(terminal), sim::packTime(ten.addSeconds(3600)));
}

template <const char *hex>
void isNamed(RawTerminal &terminal)
{
    const QByteArray name = QByteArray::fromHex(hex) + " 0001";
    QCOMPARE(firstName(terminal).toHex(), name.leftJustified(24, '\0').toHex());
    // As people read it, whatever its bytes are.
    QVERIFY(!terminal.device().user(1).name.contains(QChar::ReplacementCharacter));
    QVERIFY(terminal.device().user(1).name.endsWith(QStringLiteral(" 0001")));
}

constexpr char kAscii[] = "507570696c";
constexpr char kLatin[] = "5065f161";
constexpr char kCentral[] = "8ee16b";
constexpr char kCyrillic[] = "c8e2e0ed";
constexpr char kWestern[] = "8e6feb";
constexpr char kArabic[] = "e3cde3cf"; // as in the vector frame_user_write72_cp1256
constexpr char kChinese[] = "d1a7c9fa";
constexpr char kThai[] = "a4c3d9";

} // namespace

QList<SimFaultRow> contentRows()
{
    return {
        {"fault=short-count logs=100", isShort},
        {"fault=wrong-count=7", countsWrong},
        {"fault=count-plus=1", countsOneMore},
        {"fault=count-plus=-1", countsOneLess},
        {"fault=zero-count", countsNothing},
        {"fault=no-count", hasNoCounters},
        {"fault=duplicate-records logs=20", storesTwice},
        {"fault=trailing-bytes=5", hasSurplus},
        {"fault=invalid-dates=6 logs=20", hasImpossibleDates},
        {"fault=plain-only logs=100", readsPlainOnly},
        {"fault=refuse-1503=2", refusesTwoPrepares},
        {"fault=garbage-plain logs=100", readsRubbishWithoutSdkBuild},
        {"fault=stale-uid", hasStaleUids},
        {"fault=surplus-block=9 logs=100", bringsMoreThanAnnounced},
        {"fault=marker-prefix@1 record-size=49", putsTheMarkerInFront},
        {"fault=write-lost", losesTheFirstWriting},
        {"fault=write-refused", refusesWriting},
        {"fault=prepare-direct logs=100", transfersAtOnce},
        {"fault=ack-data", answersWithAckData},
        {"fault=no-sdkbuild", refusesSdkBuild},
        {"fault=no-events", knowsNoEvents},
        {"fault=clock-drift=60", gainsTime},
        {"fault=clock-drift=-60", losesTime},
        {"clock-offset=3600", isAhead},
        {"users=1", isNamed<kAscii>},
        {"fault=latin-names", isNamed<kLatin>},
        {"code-page=iso-8859-1", isNamed<kLatin>},
        {"code-page=windows-1250", isNamed<kCentral>},
        {"code-page=windows-1251", isNamed<kCyrillic>},
        {"code-page=windows-1252", isNamed<kWestern>},
        {"fault=latin-names code-page=windows-1256", isNamed<kArabic>},
        {"code-page=gbk", isNamed<kChinese>},
        {"code-page=tis-620", isNamed<kThai>},
    };
}

} // namespace rollcall::test
