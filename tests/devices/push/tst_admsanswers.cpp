// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/admsdialect.h"
#include "devices/push/adms/admsgreeting.h"
#include "devices/push/adms/encodedtime.h"
#include "devices/push/adms/handshaketext.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::push;

/// What terminals are told: options, times, refusals (push-protocols.md, sections 2.3, 2.4, 2.12
/// and 2.13).
class tst_admsanswers : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void encodedTimes_data();
    void encodedTimes();
    void noTimes_data();
    void noTimes();
    void everyDayThereAndBack();
    void zones_data();
    void zones();
    void tellsTheTime();
    void stamps_data();
    void stamps();
    void optionBlock();
    void asksForNoBiometrics();
    void accessConfigurationLines();
    void refusals_data();
    void refusals();
    void tableCounts_data();
    void tableCounts();
    void greetings_data();
    void greetings();
    void handsOutCommands();
    void families_data();
    void families();
};

namespace {

constexpr qint64 kNow = rollcall::test::FakeClock::kDefault; // 2026-11-22 10:00:00 in Asia/Kolkata
const QString kSerial = QStringLiteral("SIM0000000001");

QList<QByteArray> optionLines(const PushMemory &memory)
{
    ZoneClock zone("Asia/Kolkata");
    return attendanceOptions(kSerial, memory, zone, kNow).split('\n');
}

} // namespace

void tst_admsanswers::encodedTimes_data()
{
    QTest::addColumn<QString>("wall");
    QTest::addColumn<qint64>("number");
    QTest::newRow("of the specification")
        << QStringLiteral("2018-02-22 06:36:30") << qint64(583050990);
    QTest::newRow("the first") << QStringLiteral("2000-01-01 00:00:00") << qint64(0);
    QTest::newRow("the last second of a year")
        << QStringLiteral("2000-12-31 23:59:59") << (11 * 31 + 30) * 86400LL + 86399;
    QTest::newRow("leap day") << QStringLiteral("2024-02-29 00:00:00")
                              << (24 * 372 + 31 + 28) * 86400LL;
    QTest::newRow("beyond 31 bits")
        << QStringLiteral("2099-12-31 23:59:59") << (99 * 372 + 371) * 86400LL + 86399;
}

void tst_admsanswers::encodedTimes()
{
    QFETCH(QString, wall);
    QFETCH(qint64, number);
    QCOMPARE(encodedTime(WallTime::parse(wall)), number);
    QCOMPARE(fromEncodedTime(number).toString(), wall);
}

void tst_admsanswers::noTimes_data()
{
    QTest::addColumn<qint64>("number");
    QTest::newRow("negative") << qint64(-1);
    QTest::newRow("30 February 2026") << (26 * 372 + 31 + 29) * 86400LL;
    QTest::newRow("29 February 2026") << (26 * 372 + 31 + 28) * 86400LL;
    QTest::newRow("31 April 2026") << (26 * 372 + 3 * 31 + 30) * 86400LL;
    QTest::newRow("year 2100") << 100LL * 372 * 86400;
    QTest::newRow("far too large") << std::numeric_limits<qint64>::max();
    QTest::newRow("far too small") << std::numeric_limits<qint64>::min();
}

void tst_admsanswers::noTimes()
{
    QFETCH(qint64, number);
    QVERIFY(!fromEncodedTime(number).isValid());
}

void tst_admsanswers::everyDayThereAndBack()
{
    for (WallTime day = WallTime::fromFields(2000, 1, 1, 23, 59, 58); day.date().year() < 2100;
         day = day.addSeconds(86400))
        QCOMPARE(fromEncodedTime(encodedTime(day)), day);
}

void tst_admsanswers::zones_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<qint64>("nowUtc");
    QTest::addColumn<int>("option");
    QTest::addColumn<QString>("offset");
    const qint64 july = 1'782'864'000'000; // 2026-07-01 00:00:00 UTC
    const auto row = [](const char *zone, qint64 nowUtc, int option, const char *offset) {
        QTest::addRow("%s %s", zone, nowUtc == kNow ? "in November" : "in July")
            << QByteArray(zone) << nowUtc << option << QString::fromLatin1(offset);
    };
    row("UTC", kNow, 0, "+0000");
    row("Asia/Manila", kNow, 8, "+0800");
    row("Asia/Kolkata", kNow, 330, "+0530");
    row("Asia/Kathmandu", kNow, 345, "+0545");
    row("America/New_York", kNow, -5, "-0500");
    row("America/New_York", july, -4, "-0400");
    row("America/St_Johns", kNow, -210, "-0330");
    row("Pacific/Midway", kNow, -11, "-1100");
    row("Pacific/Noumea", kNow, 11, "+1100");
    row("Pacific/Auckland", kNow, 780, "+1300");
    row("Pacific/Auckland", july, 720, "+1200");
    row("Pacific/Kiritimati", kNow, 840, "+1400");
    row("Etc/GMT+12", kNow, -720, "-1200");
    row("No/Such", kNow, 0, "+0000");
}

void tst_admsanswers::zones()
{
    QFETCH(QByteArray, zone);
    QFETCH(qint64, nowUtc);
    QFETCH(int, option);
    QFETCH(QString, offset);
    ZoneClock clock(zone);
    QCOMPARE(timeZoneOption(clock, nowUtc), option);
    QCOMPARE(zoneOffsetText(clock, nowUtc), offset);
}

void tst_admsanswers::tellsTheTime()
{
    ZoneClock zone("Asia/Kolkata");
    QCOMPARE(timeAnswer(zone, kNow), QByteArray("DateTime=864275400,ServerTZ=+0530"));
}

void tst_admsanswers::stamps_data()
{
    QTest::addColumn<QString>("stamp");
    QTest::addColumn<bool>("sendAllAgain");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *name, const QString &stamp, bool sendAllAgain,
                        const char *told) {
        QTest::newRow(name) << stamp << sendAllAgain << QByteArray(told);
    };
    row("none is known", QString(), false, "9999");
    row("known", QStringLiteral("82983982"), false, "82983982");
    row("no number", QStringLiteral("2026-07-01T08:00:05"), false, "2026-07-01T08:00:05");
    row("all again", QStringLiteral("82983982"), true, "0");
    row("holds an option of its own", QStringLiteral("1\nServerVer=9"), false, "9999");
    row("holds a blank", QStringLiteral("1 2"), false, "9999");
    row("holds another letter", QString::fromUtf8("ü"), false, "9999");
}

void tst_admsanswers::stamps()
{
    QFETCH(QString, stamp);
    QFETCH(bool, sendAllAgain);
    QFETCH(QByteArray, told);
    PushMemory memory;
    memory.attStamp = stamp;
    memory.sendAllAgain = sendAllAgain;
    memory.operStamp = QStringLiteral("77");
    const QList<QByteArray> lines = optionLines(memory);
    for (const char *key : {"ATTLOGStamp=", "Stamp="})
        QVERIFY2(lines.contains(key + told), key);
    for (const char *key : {"OPERLOGStamp=77", "OpStamp=77"})
        QVERIFY2(lines.contains(key), key);
    QCOMPARE(lines.count("ServerVer=2.2.14"), 1);
    QVERIFY(!lines.contains("ServerVer=9"));
}

void tst_admsanswers::optionBlock()
{
    const QList<QByteArray> lines = optionLines({});
    QCOMPARE(lines.first(), "GET OPTION FROM: " + kSerial.toLatin1());
    QVERIFY(lines.last().isEmpty()); // the block ends with a line end
    for (const char *line :
         {"OPERLOGStamp=9999", "OpStamp=9999", "ATTPHOTOStamp=9999", "PhotoStamp=9999",
          "ErrorDelay=30", "Delay=10", "TransTimes=00:00;14:05", "TransInterval=1",
          "TransFlag=TransData AttLog\tEnrollUser\tChgUser", "TimeZone=330", "Realtime=1",
          "Encrypt=None", "ServerVer=2.2.14", "PushProtVer=2.2.14", "PushOptionsFlag=1",
          "PushOptions=UserCount,TransactionCount,FWVersion,FingerFunOn,FaceFunOn"})
        QVERIFY2(lines.contains(line), line);
}

void tst_admsanswers::asksForNoBiometrics()
{
    const QByteArray block = optionLines({}).join('\n');
    for (const char *word : {"EnrollFP", "FACE", "BioPhoto", "UserPic", "AttPhoto", "FPImag",
                             "ChgFP", "OpLog", "TransFlag=1"})
        QVERIFY2(!block.contains(word), word);
}

void tst_admsanswers::accessConfigurationLines()
{
    PushMemory memory;
    memory.registryCode = QStringLiteral("Code1");
    memory.sessionId = QStringLiteral("Session1");
    const QByteArray configuration = accessConfiguration(memory);
    const QList<QByteArray> lines = configuration.split('\n');
    for (const char *line :
         {"ServerVersion=3.1.2", "ServerName=ADMS", "PushVersion=3.1.2", "PushProtVer=3.1.2",
          "ErrorDelay=30", "RequestDelay=10", "TransTimes=00:00;14:05", "TransInterval=1",
          "TransTables=User Transaction", "Realtime=1", "SessionID=Session1", "TimeoutSec=10"})
        QVERIFY2(lines.contains(line), line);
    QCOMPARE(accessGreeting(memory), "registry=ok\nRegistryCode=Code1\n" + configuration);
}

void tst_admsanswers::refusals_data()
{
    QTest::addColumn<ProblemCode>("code");
    QTest::addColumn<AdmsEndpoint>("endpoint");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, ProblemCode code, AdmsEndpoint endpoint, int status,
                        const char *text) {
        QTest::newRow(name) << code << endpoint << status << QByteArray(text);
    };
    const auto cdata = AdmsEndpoint::Cdata;
    const auto registry = AdmsEndpoint::Registry;
    row("bad serial", ProblemCode::BadSerial, cdata, 400, "ERROR: bad SN");
    row("stranger", ProblemCode::UnknownSerial, cdata, 401, "ERROR: device not registered");
    row("stranger registers", ProblemCode::UnknownSerial, registry, 406,
        "ERROR: device not registered");
    row("inactive", ProblemCode::DeviceInactive, cdata, 403, "ERROR: device not allowed");
    row("inactive registers", ProblemCode::DeviceInactive, registry, 406,
        "ERROR: device not allowed");
    row("agent mode", ProblemCode::DeviceNotPush, cdata, 403, "ERROR: device not allowed");
    row("other address", ProblemCode::AddressNotAllowed, cdata, 403, "ERROR: device not allowed");
    row("wrong key", ProblemCode::DeviceKeyWrong, cdata, 403, "ERROR: device not allowed");
    row("database", ProblemCode::Unavailable, cdata, 503, "ERROR: busy");
    row("database at registration", ProblemCode::Unavailable, registry, 503, "ERROR: busy");
    row("too often", ProblemCode::RateLimited, cdata, 429, "ERROR: busy");
    row("too large", ProblemCode::BodyTooLarge, cdata, 413, "ERROR: body too large");
    row("not found", ProblemCode::NotFound, AdmsEndpoint::Other, 404, "ERROR: not found");
}

void tst_admsanswers::refusals()
{
    QFETCH(ProblemCode, code);
    QFETCH(AdmsEndpoint, endpoint);
    QFETCH(int, status);
    QFETCH(QByteArray, text);
    const PushAnswer answer = admsRefusal({code}, endpoint);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.body, text);
    QCOMPARE(answer.contentType, QByteArray("text/plain"));
    QVERIFY(!answer.body.startsWith("OK"));
}

void tst_admsanswers::tableCounts_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("its own count") << QByteArray("tablename=user&count=7") << QByteArray("user=7");
    QTest::newRow("none given") << QByteArray("tablename=user") << QByteArray("user=2");
    QTest::newRow("no number") << QByteArray("tablename=user&count=x") << QByteArray("user=2");
    QTest::newRow("name as it wrote it")
        << QByteArray("TableName=ATTPHOTO&Count=1") << QByteArray("ATTPHOTO=1");
    QTest::newRow("no line break comes back")
        << QByteArray("tablename=a%0D%0Ab&count=1") << QByteArray("a  b=1");
    QTest::newRow("name of 40 characters")
        << QByteArray("tablename=" + QByteArray(40, 't')) << QByteArray(QByteArray(32, 't') + "=2");
}

void tst_admsanswers::tableCounts()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, text);
    QCOMPARE(tableAnswer(AdmsQuery(query), 2).body, text);
}

void tst_admsanswers::greetings_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<PushMemory>("memory");
    QTest::addColumn<QByteArray>("begins");
    PushMemory fresh;
    fresh.family = PushFamily::Access;
    PushMemory registered = fresh;
    registered.registryCode = QStringLiteral("Code1");
    QTest::newRow("attendance") << QByteArray("options=all") << PushMemory{}
                                << QByteArray("GET OPTION FROM: SIM0000000001\n");
    QTest::newRow("without options")
        << QByteArray("") << PushMemory{} << QByteArray("GET OPTION FROM: SIM0000000001\n");
    QTest::newRow("access, new") << QByteArray("options=all") << fresh << QByteArray("OK");
    QTest::newRow("access, registered") << QByteArray("options=all") << registered
                                        << QByteArray("registry=ok\nRegistryCode=Code1\n");
}

void tst_admsanswers::greetings()
{
    QFETCH(QByteArray, query);
    QFETCH(PushMemory, memory);
    QFETCH(QByteArray, begins);
    PushTicket ticket;
    ticket.serial = kSerial;
    ticket.device.timeZone = "Asia/Kolkata";
    const PushWork work = greetTerminal(ticket, AdmsQuery(query), kNow);
    const GreetWork *greeting = std::get_if<GreetWork>(&work);
    QVERIFY(greeting);
    const QByteArray body = greeting->answer(memory).body;
    QVERIFY2(body.startsWith(begins), body.constData());
}

void tst_admsanswers::handsOutCommands()
{
    const PushWork work = handOutCommands(AdmsQuery("INFO=V,3"));
    const CommandsWork *commands = std::get_if<CommandsWork>(&work);
    QVERIFY(commands);
    QCOMPARE(commands->report.facts.value(QStringLiteral("users")), QStringLiteral("3"));
    QCOMPARE(commands->answer({}).body, QByteArray("OK"));
    DeviceCommand first;
    first.wireId = QStringLiteral("11");
    first.text = QString::fromUtf8("DATA UPDATE USERINFO PIN=1\tName=张");
    DeviceCommand second;
    second.wireId = QStringLiteral("12");
    second.text = QStringLiteral("CHECK");
    QCOMPARE(commands->answer({{first, second}, {}}).body,
             QByteArray("C:11:DATA UPDATE USERINFO PIN=1\tName=\xE5\xBC\xA0\nC:12:CHECK\n"));
    QCOMPARE(commands->answer({{first}, QStringLiteral("83")}).body,
             QByteArray("C:11:DATA UPDATE USERINFO PIN=1\tName=\xD5\xC5\n"));
}

void tst_admsanswers::families_data()
{
    QTest::addColumn<AdmsEndpoint>("endpoint");
    QTest::addColumn<bool>("isRead");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("family"); // empty: nothing new
    const auto row = [](const char *name, AdmsEndpoint endpoint, bool isRead, const char *query,
                        const char *family) {
        QTest::newRow(name) << endpoint << isRead << QByteArray(query)
                            << QString::fromLatin1(family);
    };
    using enum AdmsEndpoint;
    row("handshake, acc", Cdata, true, "options=all&DeviceType=acc", "acc");
    row("handshake, att", Cdata, true, "options=all&DeviceType=att", "att");
    row("handshake, nothing said", Cdata, true, "options=all&pushver=3.1.1", "");
    row("poll, acc", GetRequest, true, "DeviceType=acc", "acc");
    row("poll, nothing said", GetRequest, true, "", "");
    row("ping, acc", Ping, true, "DeviceType=ACC", "acc");
    row("ping, nothing said", Ping, true, "", "");
    row("answers, another type", DeviceCmd, false, "DeviceType=pull", "att");
    row("punches are attendance, whatever it says", Cdata, false, "table=ATTLOG&DeviceType=acc",
        "att");
    row("events, acc", Cdata, false, "table=rtlog&DeviceType=acc", "acc");
    row("registry is access, whatever it says", Registry, false, "DeviceType=att", "acc");
}

void tst_admsanswers::families()
{
    QFETCH(AdmsEndpoint, endpoint);
    QFETCH(bool, isRead);
    QFETCH(QByteArray, query);
    QFETCH(QString, family);
    PushTicket ticket;
    ticket.serial = kSerial;
    ticket.device.timeZone = "Asia/Kolkata";
    ticket.operation = static_cast<int>(endpoint);
    ticket.isRead = isRead;
    ticket.query = query;
    AdmsDialect dialect({});
    const PushWork work = dialect.parse(ticket, "101\t2026-11-22 08:00:00\t0\t1\n", kNow);
    const DeviceReport report = std::visit(
        [](const auto &each) {
            if constexpr (requires { each.report; })
                return each.report;
            else
                return DeviceReport{};
        },
        work);
    QCOMPARE(report.family ? familyWord(*report.family) : QString(), family);
}

ROLLCALL_TEST(tst_admsanswers);
#include "tst_admsanswers.moc"
