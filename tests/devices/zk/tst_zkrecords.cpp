// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simwire.h"
#include "devices/zk/zkbytes.h"
#include "devices/zk/zkrecords.h"
#include "devices/zk/zksizeproof.h"
#include "devices/zk/zktext.h"
#include "devices/zk/zkusers.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>
#include <QTest>

using namespace rollcall;
using zk::LogLayout;
using zk::RecordShape;

Q_DECLARE_METATYPE(std::optional<qint64>)

class tst_zkrecords : public test::TestCase
{
    Q_OBJECT

private slots:
    void provesSize_data();
    void provesSize();
    void takesOtherLongSizesFromTheCounter();
    void provesPrefixedRecords();
    void provesSixteenBytesInAnyOrder_data();
    void provesSixteenBytesInAnyOrder();
    void refusesRubbish();
    void samplesFirstMiddleAndLast();
    void decodesWhatCanBeALog_data();
    void decodesWhatCanBeALog();
    void takesUserIdsFromTheList();
    void leavesACutRecordAlone();
    void provesUserSize_data();
    void provesUserSize();
    void decodesNames_data();
    void decodesNames();
};

namespace {

const WallTime kLatest = WallTime::fromFields(2026, 11, 1, 0, 0, 0);

/// @p count records as the simulator writes them: few users, morning and afternoon, one a minute.
QByteArray records(SimRecordSize size, int count, int state = -1)
{
    const WallTime begin = WallTime::fromFields(2026, 3, 2, 7, 40, 0);
    QByteArray bytes;
    for (int i = 0; i < count; ++i) {
        sim::LogValues log;
        log.uid = static_cast<quint16>(i % 4 + 1);
        log.userId = QByteArray::number(log.uid);
        log.time = sim::packTime(begin.addSeconds(i * 61));
        log.state = static_cast<quint8>(state < 0 ? i % 2 : state);
        log.verify = 1;
        sim::putLog(bytes, log, size);
    }
    return bytes;
}

std::optional<RecordShape> prove(const QByteArray &area, std::optional<qint64> counter,
                                 qint64 total = -1)
{
    QList<zk::BlockSample> samples;
    for (const zk::SampleRange &range : zk::sampleRanges(area.size()))
        samples.append({range.offset, area.mid(range.offset, range.length)});
    return zk::proveShape({total < 0 ? area.size() : total, counter, kLatest}, samples);
}

QByteArray textRecord(const QByteArray &userId, quint32 time, quint16 uid = 9)
{
    QByteArray bytes;
    sim::putLog(bytes, {uid, userId, time, 1, 4, 0}, SimRecordSize::Bytes40);
    return bytes;
}

} // namespace

void tst_zkrecords::provesSize_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("state");
    QTest::addColumn<std::optional<qint64>>("counter");
    const std::pair<const char *, SimRecordSize> sizes[] = {{"8A", SimRecordSize::Bytes8A},
                                                            {"8B", SimRecordSize::Bytes8B},
                                                            {"16", SimRecordSize::Bytes16},
                                                            {"40", SimRecordSize::Bytes40},
                                                            {"49", SimRecordSize::Bytes49}};
    for (const auto &[word, size] : sizes) {
        for (const int count : {1, 20, 49, 80, 5000}) {
            for (const int state : {-1, 0, 1}) {
                const std::pair<const char *, std::optional<qint64>> counters[] = {
                    {"none", std::nullopt},  {"right", count},    {"zero", 0},
                    {"one more", count + 1}, {"half", count / 2}, {"double", count * 2},
                    {"negative", -1}};
                for (const auto &[kind, counter] : counters) {
                    QTest::addRow("%s, %d, state %d, counter %s", word, count, state, kind)
                        << static_cast<int>(size) << count << state << counter;
                }
            }
        }
    }
}

void tst_zkrecords::provesSize()
{
    QFETCH(int, size);
    QFETCH(int, count);
    QFETCH(int, state);
    QFETCH(std::optional<qint64>, counter);
    const auto recordSize = static_cast<SimRecordSize>(size);
    const std::optional<RecordShape> shape = prove(records(recordSize, count, state), counter);
    QVERIFY(shape.has_value());
    QCOMPARE(shape->size, sim::recordBytes(recordSize));
    if (shape->size == 8)
        QCOMPARE(shape->layout,
                 recordSize == SimRecordSize::Bytes8A ? LogLayout::Uid8A : LogLayout::Uid8B);
}

void tst_zkrecords::takesOtherLongSizesFromTheCounter()
{
    // Any step above 40 is 32 known bytes and a rest (section 10.2); only the counter can name it.
    for (int size = 41; size <= 64; ++size) {
        QByteArray area;
        for (int i = 0; i < 37; ++i) // no multiple of a known size
            area += records(SimRecordSize::Bytes40, 1) + QByteArray(size - 40, '\x7f');
        const std::optional<RecordShape> shape = prove(area, 37);
        QVERIFY2(shape.has_value(), qPrintable(QString::number(size)));
        QCOMPARE(shape->size, size);
        QList<RawLog> logs;
        QList<SetAsideLog> setAside;
        QCOMPARE(zk::LogDecoder(*shape).decode(area, logs, setAside), 37);
        QCOMPARE(logs.size(), 37);
        if (size != 49)
            QVERIFY2(!prove(area, 38).has_value(), qPrintable(QString::number(size)));
    }
}

void tst_zkrecords::provesPrefixedRecords()
{
    QByteArray area;
    for (int i = 0; i < 200; ++i)
        area += QByteArray::fromHex("ff0000000000000000") + records(SimRecordSize::Bytes40, 1);
    const std::optional<RecordShape> shape = prove(area, std::nullopt);
    QVERIFY(shape.has_value());
    QCOMPARE(*shape, (RecordShape{LogLayout::Text40, 49, zk::kMarkerSize}));
    QList<RawLog> logs;
    QList<SetAsideLog> setAside;
    QCOMPARE(zk::LogDecoder(*shape).decode(area, logs, setAside), 200);
    QCOMPARE(logs.size(), 200);
    QCOMPARE(logs.last().userId, QStringLiteral("1"));
}

void tst_zkrecords::provesSixteenBytesInAnyOrder_data()
{
    QTest::addColumn<int>("byte8");
    QTest::addColumn<int>("byte9");
    QTest::addColumn<bool>("isSwapped");
    QTest::newRow("vendor's order") << 1 << 15 << false;
    QTest::newRow("vendor's order, set wrongly") << 1 << 15 << true;
    QTest::newRow("the other order") << 15 << 1 << true;
    QTest::newRow("the other order, set wrongly") << 15 << 1 << false;
}

void tst_zkrecords::provesSixteenBytesInAnyOrder()
{
    QFETCH(int, byte8);
    QFETCH(int, byte9);
    QFETCH(bool, isSwapped);
    QByteArray area;
    for (int i = 0; i < 50; ++i) {
        QByteArray record = records(SimRecordSize::Bytes16, 1);
        record[8] = static_cast<char>(byte8);
        record[9] = static_cast<char>(byte9);
        area += record;
    }
    const std::optional<RecordShape> shape =
        zk::proveShape({area.size(), 50, kLatest, isSwapped}, {{0, area}});
    QVERIFY(shape.has_value());
    QCOMPARE(*shape, (RecordShape{LogLayout::Number16, 16, 0, isSwapped}));
    QList<RawLog> logs;
    QList<SetAsideLog> setAside;
    QCOMPARE(zk::LogDecoder(*shape).decode(area, logs, setAside), 50);
    // The setting decides which is which, whatever it makes of them; both bytes stay in the text.
    QCOMPARE(logs.first().state, isSwapped ? byte9 : byte8);
    QCOMPARE(logs.first().verify, isSwapped ? byte8 : byte9);
    QCOMPARE(logs.first().rawText.mid(16, 4), QStringLiteral("%1%2")
                                                  .arg(byte8, 2, 16, QLatin1Char('0'))
                                                  .arg(byte9, 2, 16, QLatin1Char('0')));
}

void tst_zkrecords::refusesRubbish()
{
    QRandomGenerator random(7);
    for (int round = 0; round < test::repeats(500); ++round) {
        QByteArray area(random.bounded(10, 60) * 80, '\0');
        for (char &byte : area)
            byte = static_cast<char>(random.bounded(256));
        QVERIFY(!prove(area, area.size() / 40).has_value());
    }
    QVERIFY(!prove(QByteArray(4000, '\0'), 100).has_value());
    QVERIFY(!prove(QByteArray(4000, '\xff'), 100).has_value());
    QVERIFY(!prove(QByteArray(4000, 'A'), 100).has_value());
    QVERIFY(!prove({}, std::nullopt).has_value());
    // The total says more than is there: a cut block is judged by what there is.
    const QByteArray area = records(SimRecordSize::Bytes40, 20);
    QVERIFY(prove(area.first(19 * 40 + 7), 20, area.size()).has_value());
}

void tst_zkrecords::samplesFirstMiddleAndLast()
{
    for (const qint64 size : {1LL, 40LL, 9000LL, 65468LL, 40'000'000LL}) {
        const QList<zk::SampleRange> ranges = zk::sampleRanges(size);
        QCOMPARE(ranges.first().offset, 0);
        QCOMPARE(ranges.last().offset + ranges.last().length, size);
        qint64 looked = 0;
        for (const zk::SampleRange &range : ranges) {
            QVERIFY(range.offset >= 0 && range.length > 0 && range.offset + range.length <= size);
            looked += range.length;
        }
        QVERIFY(looked <= 10'000);
    }
    QVERIFY(zk::sampleRanges(0).isEmpty());
    QVERIFY(zk::sampleRanges(-5).isEmpty());
}

void tst_zkrecords::decodesWhatCanBeALog_data()
{
    const quint32 noon = sim::packTime(WallTime::parse(u"2026-03-02 12:00:00"));
    const quint32 noDay = sim::packTime(2026, 2, 30, 43200);
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("userId");
    QTest::addColumn<QString>("reason");
    QTest::newRow("number") << textRecord("17", noon) << QStringLiteral("17") << QString();
    QTest::newRow("leading zeros")
        << textRecord("0007", noon) << QStringLiteral("0007") << QString();
    QTest::newRow("letters") << textRecord("EMP-7", noon) << QStringLiteral("EMP-7") << QString();
    QTest::newRow("24 characters") << textRecord("123456789012345678901234", noon)
                                   << QStringLiteral("123456789012345678901234") << QString();
    QTest::newRow("blanks around")
        << textRecord(" 17  ", noon) << QStringLiteral("17") << QString();
    QTest::newRow("UTF-8") << textRecord("\xd9\xa1\xd9\xa2", noon) << QString::fromUtf8("١٢")
                           << QString();
    QTest::newRow("garbage after NUL")
        << textRecord(QByteArray("17\0\xff\x01", 5), noon) << QStringLiteral("17") << QString();
    QTest::newRow("no id, uid 9") << textRecord("", noon) << QStringLiteral("9") << QString();
    QTest::newRow("no id, no uid")
        << textRecord("", noon, 0) << QString() << QStringLiteral("missing_user_id");
    QTest::newRow("control characters")
        << textRecord("1\x02", noon) << QString() << QStringLiteral("invalid_user_id");
    QTest::newRow("30 February") << textRecord("17", noDay) << QString()
                                 << QStringLiteral("invalid_date");
    QTest::newRow("lost clock") << textRecord("17", 0) << QStringLiteral("17") << QString();
}

void tst_zkrecords::decodesWhatCanBeALog()
{
    QFETCH(QByteArray, record);
    QFETCH(QString, userId);
    QFETCH(QString, reason);
    zk::LogDecoder decoder({LogLayout::Text40, 40, 0});
    QList<RawLog> logs;
    QList<SetAsideLog> setAside;
    // Twice, because the second time the user id is remembered.
    QCOMPARE(decoder.decode(record.repeated(2), logs, setAside), 2);
    const QString hex = QString::fromLatin1(record.toHex());
    if (!reason.isEmpty()) {
        const SetAsideLog aside{hex, reason};
        QCOMPARE(setAside, (QList<SetAsideLog>{aside, aside}));
        QVERIFY(logs.isEmpty());
        return;
    }
    QVERIFY(setAside.isEmpty());
    QCOMPARE(logs.size(), 2);
    QCOMPARE(logs.at(0), logs.at(1));
    QCOMPARE(logs.at(0).userId, userId);
    QCOMPARE(logs.at(0).state, 1);
    QCOMPARE(logs.at(0).verify, 4);
    QCOMPARE(logs.at(0).rawText, hex);
}

void tst_zkrecords::takesUserIdsFromTheList()
{
    const QByteArray area = records(SimRecordSize::Bytes8A, 4); // uids 1 to 4
    QList<RawLog> logs;
    QList<SetAsideLog> setAside;
    const QHash<int, QString> list{{1, QStringLiteral("0001")}, {3, QStringLiteral("EMP3")}};
    zk::LogDecoder({LogLayout::Uid8A, 8, 0}, list).decode(area, logs, setAside);
    QStringList ids;
    for (const RawLog &log : std::as_const(logs))
        ids.append(log.userId);
    QCOMPARE(ids, (QStringList{QStringLiteral("0001"), QStringLiteral("2"), QStringLiteral("EMP3"),
                               QStringLiteral("4")}));
}

void tst_zkrecords::leavesACutRecordAlone()
{
    const QByteArray area = records(SimRecordSize::Bytes49, 3);
    for (qsizetype length = 0; length <= area.size(); ++length) {
        QList<RawLog> logs;
        QList<SetAsideLog> setAside;
        const qsizetype count =
            zk::LogDecoder({LogLayout::Text40, 49, 0}).decode(area.first(length), logs, setAside);
        QCOMPARE(count, length / 49);
        QCOMPARE(logs.size(), count);
        // No field may be read past the end, however short the record.
        zk::readLogFields({LogLayout::Text40, 49, 9}, area.first(length));
        zk::readUser(area.first(length), 72);
    }
}

void tst_zkrecords::provesUserSize_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("count");
    QTest::addColumn<std::optional<qint64>>("counter");
    for (const int size : {28, 72}) {
        for (const int count : {1, 7, 18, 126, 1008}) { // 7 * 72 = 18 * 28 = 504
            const std::pair<const char *, std::optional<qint64>> counters[] = {
                {"none", std::nullopt},
                {"right", count},
                {"for the other size", count * size / (100 - size)}};
            for (const auto &[kind, counter] : counters)
                QTest::addRow("%d, %d, counter %s", size, count, kind) << size << count << counter;
        }
    }
}

void tst_zkrecords::provesUserSize()
{
    QFETCH(int, size);
    QFETCH(int, count);
    QFETCH(std::optional<qint64>, counter);
    QByteArray area;
    for (int i = 1; i <= count; ++i) {
        sim::UserValues user;
        user.uid = static_cast<quint16>(i);
        user.name = "Pupil " + QByteArray::number(i);
        user.userId = QByteArray::number(1000 + i);
        area += sim::userRecord(user, size);
    }
    QCOMPARE(zk::proveUserSize(area, counter).value_or(0), size);
    const QList<DeviceUser> users = zk::readUsers(area, size);
    QCOMPARE(users.size(), count);
    QCOMPARE(users.last().userId, QString::number(1000 + count));
    QCOMPARE(users.last().uid, count);
    if (count > 1) // a single record has nobody to differ from
        QVERIFY(!zk::proveUserSize(QByteArray(area.size(), '\xee'), counter).has_value());
}

void tst_zkrecords::decodesNames_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("codePage");
    QTest::addColumn<QString>("text");
    QTest::newRow("ascii") << QByteArray("Ned\0\xff\xff\0\0", 8) << QByteArray()
                           << QStringLiteral("Ned");
    QTest::newRow("utf-8") << QByteArray("Zo\xc3\xab\0\0\0\0", 8) << QByteArray()
                           << QStringLiteral("Zoë");
    QTest::newRow("cut character")
        << QByteArray("AAAAAA\xe0\xa4") << QByteArray() << QStringLiteral("AAAAAA");
    QTest::newRow("cut character before NUL")
        << QByteArray("AAAAAA\xc3\0", 8) << QByteArray() << QStringLiteral("AAAAAA");
    QTest::newRow("latin-1") << QByteArray("Mu\xd1oz\0\0\0", 8) << QByteArray()
                             << QStringLiteral("MuÑoz");
    QTest::newRow("code page") << QByteArray("\xe3\xcd\xe3\xcf\0\0\0\0", 8)
                               << QByteArray("windows-1256") << QString::fromUtf8("محمد");
    QTest::newRow("unknown code page")
        << QByteArray("\xd1\0\0\0", 4) << QByteArray("none-such") << QStringLiteral("Ñ");
    QTest::newRow("empty") << QByteArray(8, '\0') << QByteArray() << QString();
}

void tst_zkrecords::decodesNames()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, codePage);
    QFETCH(QString, text);
    QCOMPARE(zk::decodeText(field, codePage), text);
}

ROLLCALL_TEST(tst_zkrecords);
#include "tst_zkrecords.moc"
