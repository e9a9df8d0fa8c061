// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simlogs.h"
#include "devices/sim/simschool.h"
#include "tests/devices/zk/simfixture.h"
#include "tests/support/testmain.h"

#include <QCryptographicHash>
#include <QSet>
#include <QTest>

using namespace rollcall;

class tst_simdevice : public test::TestCase
{
    Q_OBJECT

private slots:
    void logsDependOnTheOptionsOnly();
    void logsAreTheSameOnEveryPlatform();
    void logsHaveDistinctKeysInOrder_data();
    void logsHaveDistinctKeysInOrder();
    void schoolDaysComeFirst();
    void bytesAreTheSameInAnyPieces();
    void faultsChangeTheLog();
    void readsFaults_data();
    void readsFaults();
    void refusesOptions_data();
    void refusesOptions();
    void takesTheOptionsOfTheCommandLine();
    void severalTerminalsDiffer();
    void writesTheSchoolAsCsv();
};

namespace {

std::shared_ptr<const SimDevice> make(const SimOptions &options)
{
    Result<std::shared_ptr<const SimDevice>> device = SimDevice::make(options);
    return device ? *device : nullptr;
}

SimOptions some(int users, qint64 logs, quint64 seed = 7)
{
    SimOptions options;
    options.users = users;
    options.logs = logs;
    options.seed = seed;
    return options;
}

QByteArray whole(const SimLogBlock &block)
{
    return block.bytes(0, block.size());
}

} // namespace

void tst_simdevice::logsDependOnTheOptionsOnly()
{
    SimOptions options = some(300, 20000);
    const QByteArray first = whole(make(options)->logBlock());
    options.address = QHostAddress(QStringLiteral("127.0.0.2"));
    options.port = 4371;
    options.clockOffsetSeconds = 3600;
    options.serial = QStringLiteral("OTHER");
    QVERIFY(whole(make(options)->logBlock()) == first);
    options.seed = 8;
    QVERIFY(whole(make(options)->logBlock()) != first);
}

void tst_simdevice::logsAreTheSameOnEveryPlatform()
{
    // The first numbers of SplitMix64 for seed 0, as its author publishes them.
    sim::Random random(0);
    QCOMPARE(random.next(), 0xE220A8397B1DCDAFULL);
    QCOMPARE(random.next(), 0x6E789E6AA1B965F4ULL);
    const QByteArray bytes = whole(make(some(300, 20000))->logBlock());
    QCOMPARE(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(16),
             QByteArray("7b955d76887c5468"));
}

void tst_simdevice::logsHaveDistinctKeysInOrder_data()
{
    QTest::addColumn<int>("users");
    QTest::addColumn<qint64>("logs");
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("to");
    const QDate from(2026, 3, 2);
    const QDate to(2026, 6, 26);
    QTest::newRow("few") << 300 << qint64(7) << from << to;
    QTest::newRow("two a day") << 300 << qint64(20000) << from << to;
    QTest::newRow("odd") << 299 << qint64(50001) << from << to;
    QTest::newRow("many a day") << 10 << qint64(60000) << from << to;
    QTest::newRow("every other second") << 2 << qint64(80000) << from << from;
    QTest::newRow("weekend only") << 50 << qint64(500) << QDate(2026, 3, 7) << QDate(2026, 3, 8);
    QTest::newRow("leap day") << 50 << qint64(500) << QDate(2028, 2, 28) << QDate(2028, 3, 1);
    QTest::newRow("one") << 1 << qint64(1) << from << to;
    QTest::newRow("none") << 0 << qint64(0) << from << to;
}

void tst_simdevice::logsHaveDistinctKeysInOrder()
{
    QFETCH(int, users);
    QFETCH(qint64, logs);
    QFETCH(QDate, from);
    QFETCH(QDate, to);
    SimOptions options = some(users, logs);
    options.from = from;
    options.to = to;
    const auto device = make(options);
    QVERIFY(device);
    QCOMPARE(device->logs(), logs);
    QSet<std::pair<QString, qint64>> keys;
    WallTime before;
    for (qint64 i = 0; i < logs; ++i) {
        const SimPunch punch = device->log(i);
        keys.insert({punch.userId, punch.at.seconds()});
        QVERIFY(i == 0 || before <= punch.at);
        QVERIFY(punch.at.date() >= from && punch.at.date() <= to);
        QVERIFY(punch.userId.toInt() >= 1 && punch.userId.toInt() <= users);
        before = punch.at;
    }
    QCOMPARE(keys.size(), logs);
}

void tst_simdevice::schoolDaysComeFirst()
{
    const auto device = make(some(300, 20000));
    for (qint64 i = 0; i < device->logs(); ++i) {
        const SimPunch punch = device->log(i);
        QVERIFY(punch.at.date().dayOfWeek() <= Qt::Friday);
        const QTime time = punch.at.time();
        const bool isMorning = time >= QTime(7, 40) && time < QTime(8, 40);
        const bool isAfternoon = time >= QTime(13, 30) && time < QTime(15, 30);
        QVERIFY(isMorning || isAfternoon);
        QCOMPARE(punch.state, isMorning ? 0 : 1);
    }
}

void tst_simdevice::bytesAreTheSameInAnyPieces()
{
    SimOptions options = some(30, 400);
    options.recordSize = SimRecordSize::Bytes49;
    SimFaultSet faults;
    faults.trailingBytes = 5;
    const SimLogBlock block = make(options)->logBlock(faults);
    const QByteArray bytes = whole(block);
    QCOMPARE(bytes.size(), 4 + 400 * 49 + 5);
    for (const qint64 step : {1, 3, 4, 7, 49, 1008, 65472}) {
        QByteArray pieces;
        for (qint64 at = 0; at < block.size(); at += step)
            pieces += block.bytes(at, step);
        QVERIFY2(pieces == bytes, qPrintable(QString::number(step)));
    }
    QVERIFY(block.bytes(block.size(), 10).isEmpty());
    QVERIFY(block.bytes(-1, 10).isEmpty());
}

void tst_simdevice::faultsChangeTheLog()
{
    const auto device = make(some(30, 405));
    SimFaultSet faults;
    faults.duplicateRecords = true;
    const SimLogBlock twice = device->logBlock(faults);
    QCOMPARE(twice.records(), 445);
    QCOMPARE(twice.punch(9).at, twice.punch(10).at);
    QCOMPARE(twice.punch(10).userId, device->log(9).userId);
    QCOMPARE(twice.punch(11).at, device->log(10).at);
    QCOMPARE(twice.punch(444).at, device->log(404).at);

    faults = {};
    faults.invalidDates = 12;
    const SimLogBlock invalid = device->logBlock(faults);
    int count = 0;
    for (qint64 i = 0; i < invalid.records(); ++i)
        count += invalid.punch(i).at.isValid() ? 0 : 1;
    QCOMPARE(count, 12);

    faults = {};
    faults.shortCount = true;
    QCOMPARE(device->logBlock(faults).size(), 4 + 405 * 40 - 60);
}

void tst_simdevice::readsFaults_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isValid");
    QTest::addColumn<qint64>("value");
    QTest::addColumn<int>("connections");
    QTest::newRow("with a number")
        << QStringLiteral("drop-after=5000") << true << qint64(5000) << 0;
    QTest::newRow("for one connection")
        << QStringLiteral("stall-after=0@1") << true << qint64(0) << 1;
    QTest::newRow("without a number") << QStringLiteral("busy") << true << qint64(0) << 0;
    QTest::newRow("without, for three")
        << QStringLiteral("short-count@3") << true << qint64(0) << 3;
    QTest::newRow("unknown") << QStringLiteral("explode") << false << qint64(0) << 0;
    QTest::newRow("empty") << QString() << false << qint64(0) << 0;
    QTest::newRow("number missing") << QStringLiteral("split") << false << qint64(0) << 0;
    QTest::newRow("number not wanted") << QStringLiteral("busy=3") << false << qint64(0) << 0;
    QTest::newRow("not a number") << QStringLiteral("split=x") << false << qint64(0) << 0;
    QTest::newRow("negative") << QStringLiteral("wrong-count=-1") << false << qint64(0) << 0;
    QTest::newRow("pieces of 0") << QStringLiteral("split=0") << false << qint64(0) << 0;
    QTest::newRow("no connections") << QStringLiteral("busy@0") << false << qint64(0) << 0;
    QTest::newRow("too large") << QStringLiteral("drop-after=99999999999") << false << qint64(0)
                               << 0;
}

void tst_simdevice::readsFaults()
{
    QFETCH(QString, text);
    QFETCH(bool, isValid);
    QFETCH(qint64, value);
    QFETCH(int, connections);
    const Result<SimFault> parsed = parseFault(text);
    QCOMPARE(parsed.isOk(), isValid);
    if (!isValid) {
        QCOMPARE(parsed.error().code, ErrorCode::InvalidInput);
        return;
    }
    QCOMPARE(parsed->value, value);
    QCOMPARE(parsed->connections, connections);
}

void tst_simdevice::refusesOptions_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    const std::pair<const char *, const char *> wrong[] = {
        {"users", "65536"},      {"users", "-1"},         {"users", "many"},
        {"logs", "10000001"},    {"port", "65536"},       {"from", "2026-02-30"},
        {"to", "26.6.2026"},     {"record-size", "41"},   {"user-size", "70"},
        {"comm-key", "1000000"}, {"serial", ""},          {"max-packet", "7"},
        {"pause", "-1"},         {"fault", "explode"},    {"address", "nowhere"},
        {"colour", "red"},       {"live", "-1"},          {"live", "nan"},
        {"live", "6001"},        {"event-size", "33"},    {"restart-time", "-1"},
        {"user-capacity", "0"},  {"code-page", "ebcdic"},
    };
    for (const auto &[name, value] : wrong)
        QTest::addRow("--%s %s", name, value)
            << QString::fromLatin1(name) << QString::fromLatin1(value);
}

void tst_simdevice::refusesOptions()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    SimOptions options;
    const Result<> set = setSimOption(options, name, value);
    QVERIFY(!set);
    QCOMPARE(set.error().code, ErrorCode::InvalidInput);
    QVERIFY(!set.error().userText.isEmpty());
}

void tst_simdevice::takesTheOptionsOfTheCommandLine()
{
    const QHash<QString, QString> values{
        {QStringLiteral("address"), QStringLiteral("127.0.0.1")},
        {QStringLiteral("port"), QStringLiteral("4371")},
        {QStringLiteral("users"), QStringLiteral("300")},
        {QStringLiteral("logs"), QStringLiteral("20000")},
        {QStringLiteral("from"), QStringLiteral("2026-03-02")},
        {QStringLiteral("to"), QStringLiteral("2026-03-06")},
        {QStringLiteral("record-size"), QStringLiteral("8b")},
        {QStringLiteral("user-size"), QStringLiteral("28")},
        {QStringLiteral("comm-key"), QStringLiteral("123456")},
        {QStringLiteral("serial"), QStringLiteral("A1")},
        {QStringLiteral("clock-offset"), QStringLiteral("-90")},
        {QStringLiteral("max-packet"), QStringLiteral("1008")},
        {QStringLiteral("pause"), QStringLiteral("5")},
        {QStringLiteral("seed"), QStringLiteral("7")},
        {QStringLiteral("udp"), QString()},
        {QStringLiteral("udp-only"), QString()},
        {QStringLiteral("live"), QStringLiteral("7.5")},
        {QStringLiteral("event-size"), QStringLiteral("12")},
        {QStringLiteral("restart-time"), QStringLiteral("20")},
        {QStringLiteral("user-capacity"), QStringLiteral("3000")},
        {QStringLiteral("code-page"), QStringLiteral("GBK")},
        {QStringLiteral("fault"), QStringLiteral("busy@1")},
    };
    SimOptions options;
    const QList<SimOptionHelp> help = simOptionHelp();
    QCOMPARE(help.size(), values.size());
    for (const SimOptionHelp &option : help) {
        const QString name = QString::fromLatin1(option.name);
        QVERIFY2(values.contains(name), option.name);
        QVERIFY2(setSimOption(options, name, values.value(name)), option.name);
    }
    QCOMPARE(options.port, quint16(4371));
    QCOMPARE(options.recordSize, SimRecordSize::Bytes8B);
    QCOMPARE(options.clockOffsetSeconds, -90);
    QCOMPARE(options.to, QDate(2026, 3, 6));
    QVERIFY(options.udp && options.udpOnly);
    QCOMPARE(options.livePerMinute, 7.5);
    QCOMPARE(options.eventSize, 12);
    QCOMPARE(options.restartMs, 20);
    QCOMPARE(options.userCapacity, 3000);
    QCOMPARE(options.codePage, QStringLiteral("gbk"));
    QVERIFY(faultsOf(options.faults, 1).busy);
    QVERIFY(!faultsOf(options.faults, 2).busy);
    QVERIFY(checkSimOptions(options));
    options.from = QDate(2026, 3, 7);
    QVERIFY(!checkSimOptions(options));
    QVERIFY(!SimDevice::make(options));
    QVERIFY(!checkSimOptions(some(0, 1)));
}

void tst_simdevice::severalTerminalsDiffer()
{
    SimOptions options = some(5, 5);
    options.port = 4400;
    QCOMPARE(simOptionsFor(options, 0).serial, options.serial);
    const SimOptions second = simOptionsFor(options, 1);
    QCOMPARE(second.port, quint16(4401));
    QVERIFY(second.serial != options.serial);
    QVERIFY(second.seed != options.seed);
}

void tst_simdevice::writesTheSchoolAsCsv()
{
    const QStringList people = simPeopleCsv(300).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(people.size(), 301);
    QCOMPARE(people.at(1), QStringLiteral("S0001,Pupil 0001,student,1,A,1,,,,,,"));
    QCOMPARE(people.at(31), QStringLiteral("S0031,Pupil 0031,student,1,B,1,,,,,,"));
    for (const QString &line : people)
        QCOMPARE(line.count(u','), 11);
    const QStringList mapping =
        simMappingCsv(QStringLiteral("Main \"A\" Gate"), 2).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(mapping, (QStringList{QStringLiteral("device,user_id,person,from,to"),
                                   QStringLiteral("\"Main \"\"A\"\" Gate\",1,S0001,,"),
                                   QStringLiteral("\"Main \"\"A\"\" Gate\",2,S0002,,")}));
}

ROLLCALL_TEST(tst_simdevice);
#include "tst_simdevice.moc"
