// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/pushschool.h"
#include "tests/support/testmain.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <algorithm>

using namespace rollcall;
using namespace rollcall::test;

/// What the office is told to do something about, and with which command.
class tst_attention : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void refusalsOfDevices_data();
    void refusalsOfDevices();
    void refusalsOfStrangers_data();
    void refusalsOfStrangers();
    void refusalsOfADayAreOneItem();
    void alarmsOfTerminals_data();
    void alarmsOfTerminals();
    void alarmsOfOneKindAreOneItem();
    void undoneCommands();
    void noticesAndLockedOutTerminals();
    void linesThatWereSetAside();
    void refusedRequestsAppear_data();
    void refusedRequestsAppear();

private:
    QList<AttentionItem> items(SchoolFixture &fixture)
    {
        return await(fixture.composition->attention().items()).valueOr({});
    }
};

namespace {

constexpr qint64 kHour = 3'600'000;
constexpr qint64 kDay = 24 * kHour;
const QString kAddress = QStringLiteral("192.168.1.9");
/// A school of which nothing is to be said.
const QJsonObject kWithStart{{QStringLiteral("school_start"), QStringLiteral("08:00")}};

/// An hour that began at most @p ago ms before now.
RefusalCount refusal(const SchoolFixture &fixture, const char *cause, DeviceId device,
                     const QString &serial = {}, qint64 ago = 0)
{
    const qint64 at = fixture.clock.utcMilliseconds() - ago;
    return {kAddress, QString::fromLatin1(cause), device, serial, at - at % kHour, 1};
}

bool note(SchoolFixture &fixture, const QList<RefusalCount> &refusals)
{
    return await(fixture.composition->stores().push.noteRefusals(refusals)).isOk();
}

} // namespace

void tst_attention::refusalsOfDevices_data()
{
    using Change = std::function<void(Device &)>;
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("serial");
    QTest::addColumn<Change>("ill");
    QTest::addColumn<Change>("cured");
    QTest::addColumn<QString>("cure"); // %1 device
    const Change none;
    const auto row = [](const char *name, const char *cause, const QString &serial,
                        const Change &ill, const Change &cured, const char *cure) {
        QTest::newRow(name) << QString::fromLatin1(cause) << serial << ill << cured
                            << QString::fromLatin1(cure);
    };
    row(
        "inactive", "device_inactive", kSerial, [](Device &device) { device.active = false; },
        [](Device &device) { device.active = true; }, "rollcallctl device edit %1 --active");
    const Change toAgent = [](Device &device) {
        device.mode = SyncMode::Agent;
        device.driver = QStringLiteral("zk");
        device.host = QStringLiteral("127.0.0.1");
    };
    const Change toPush = [](Device &device) {
        device.mode = SyncMode::Push;
        device.driver = QStringLiteral("adms");
    };
    row("read by us, names its serial number", "device_not_push", kSerial, toAgent, toPush,
        "rollcallctl device edit %1 --mode push --dialect adms");
    row("read by us, has a token", "device_not_push", {}, toAgent, toPush,
        "rollcallctl device edit %1 --mode push");
    row(
        "another address", "address_not_allowed", kSerial,
        [](Device &device) {
            device.addressAllow =
                QStringList{QStringLiteral("10.0.0.0/8"), QStringLiteral("10.1.1.1")};
        },
        [](Device &device) { device.addressAllow.append(kAddress); },
        "rollcallctl device edit %1 --allow 10.0.0.0/8,10.1.1.1,192.168.1.9");
    row("another key", "device_key_wrong", kSerial, none, none,
        "rollcallctl device edit %1 --comm-key -");
    row("too often", "rate_limited", kSerial, none, none, "rollcallctl device show %1");
    row("two addresses", "two_addresses", kSerial, none, none, "rollcallctl device show %1");
}

void tst_attention::refusalsOfDevices()
{
    using Change = std::function<void(Device &)>;
    QFETCH(QString, cause);
    QFETCH(QString, serial);
    QFETCH(Change, ill);
    QFETCH(Change, cured);
    QFETCH(QString, cure);
    SchoolFixture fixture(Engine::Sqlite, kWithStart);
    // A name that looks like a place for a value must not swallow one.
    const QString name = QStringLiteral("Yard %2");
    const DeviceId id = fixture.addPushTerminal(name, kSerial);
    if (ill)
        QVERIFY(fixture.edit(id, ill));
    QVERIFY(note(fixture, {refusal(fixture, cause.toLatin1().constData(), id, serial)}));
    const QList<AttentionItem> told = items(fixture);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().kind, cause);
    QCOMPARE(told.first().device, id);
    QCOMPARE(told.first().cure, cure.replace(QStringLiteral("%1"), QString::number(id.value)));
    QVERIFY2(told.first().text.contains(QString(u'"' % name % u'"')),
             qPrintable(told.first().text));
    QVERIFY(told.first().sinceUtc > 0);
    if (cured) {
        QVERIFY(fixture.edit(id, cured));
        QCOMPARE(items(fixture), QList<AttentionItem>());
    }
    QVERIFY(await(fixture.composition->devices().remove(id)));
    QCOMPARE(items(fixture), QList<AttentionItem>());
}

void tst_attention::refusalsOfStrangers_data()
{
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("serial");
    QTest::addColumn<QString>("cure"); // empty: nothing to do about
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *cause, const QString &address,
                        const char *serial, const char *cure, const QString &says) {
        QTest::newRow(name) << QString::fromLatin1(cause) << address << QString::fromLatin1(serial)
                            << QString::fromLatin1(cure) << says;
    };
    row("wrong token", "unauthorized", kAddress, "", "rollcallctl device token DEVICE --show",
        kAddress);
    row("unknown terminal", "unknown_serial", kAddress, "SN9", "rollcallctl device approve SN9",
        kAddress);
    row("a flood of serial numbers", "unknown_serial", {}, "", "rollcallctl device list",
        QStringLiteral("guessing"));
    row("a flood of tokens", "unauthorized", {}, "", "rollcallctl device token DEVICE --show",
        QStringLiteral("many addresses"));
    row("asks too often", "rate_limited", kAddress, "", "rollcallctl device list", kAddress);
    row("an unknown terminal that asks too often", "rate_limited", kAddress, "SN9", "", {});
    row("a wrong path", "not_found", kAddress, "", "", {});
    row("a serial number that is none", "bad_sn", kAddress, "", "", {});
}

void tst_attention::refusalsOfStrangers()
{
    QFETCH(QString, cause);
    QFETCH(QString, address);
    QFETCH(QString, serial);
    QFETCH(QString, cure);
    QFETCH(QString, says);
    SchoolFixture fixture(Engine::Sqlite, kWithStart);
    RefusalCount stranger = refusal(fixture, cause.toLatin1().constData(), {}, serial);
    stranger.address = address;
    stranger.count = 7;
    QVERIFY(note(fixture, {stranger}));
    const QList<AttentionItem> told = items(fixture);
    QCOMPARE(told.size(), cure.isEmpty() ? 0 : 1);
    if (cure.isEmpty())
        return;
    QCOMPARE(told.first().kind, cause);
    QCOMPARE(told.first().cure, cure);
    QCOMPARE(told.first().count, 7);
    QVERIFY2(told.first().text.contains(says), qPrintable(told.first().text));
    // The cure of an unknown terminal: it is one of ours from now on.
    fixture.addPushTerminal(QStringLiteral("Hall"), QStringLiteral("SN9"));
    QCOMPARE(items(fixture).size(), serial.isEmpty() ? 1 : 0);
}

void tst_attention::refusalsOfADayAreOneItem()
{
    SchoolFixture fixture(Engine::Sqlite, kWithStart);
    const RefusalCount now = refusal(fixture, "unauthorized", {});
    const RefusalCount before = refusal(fixture, "unauthorized", {}, {}, 5 * kHour);
    QVERIFY(note(fixture,
                 {now, before, now, refusal(fixture, "unauthorized", {}, {}, kDay + 2 * kHour)}));
    const QList<AttentionItem> told = items(fixture);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().count, 3);
    QCOMPARE(told.first().sinceUtc, before.hourUtc);
    fixture.clock.advance(2 * kDay);
    QCOMPARE(items(fixture), QList<AttentionItem>());
}

void tst_attention::alarmsOfTerminals_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("isAlarm");
    const QString oplog = QStringLiteral("oplog");
    QTest::newRow("data cleared") << oplog << 13 << true;
    QTest::newRow("clock set") << oplog << 21 << true;
    QTest::newRow("factory reset") << oplog << 22 << true;
    QTest::newRow("records deleted") << oplog << 23 << true;
    QTest::newRow("administrators removed") << oplog << 24 << true;
    QTest::newRow("power on") << oplog << 0 << false;
    QTest::newRow("menu entered") << oplog << 4 << false;
    QTest::newRow("user edited") << oplog << 36 << false;
    QTest::newRow("an event of a door with the same number")
        << QStringLiteral("rtlog") << 22 << false;
}

void tst_attention::alarmsOfTerminals()
{
    QFETCH(QString, kind);
    QFETCH(int, code);
    QFETCH(bool, isAlarm);
    SchoolFixture fixture(Engine::Sqlite, kWithStart);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    DeviceReport report;
    // After a reset its clock stands at the beginning of its time.
    report.log = {{kind, code, WallTime::parse(u"2000-01-01 00:00:07"), {}}};
    QVERIFY(tell(fixture, id, report));
    const QList<AttentionItem> told = items(fixture);
    QCOMPARE(told.size(), isAlarm ? 1 : 0);
    if (isAlarm) {
        QCOMPARE(told.first().kind, QStringLiteral("terminal_log"));
        QCOMPARE(told.first().device, id);
        QVERIFY2(told.first().text.contains(QStringLiteral("2000-01-01 00:00:07")),
                 qPrintable(told.first().text));
    }
    fixture.clock.advance(8 * kDay);
    QCOMPARE(items(fixture), QList<AttentionItem>());
}

void tst_attention::alarmsOfOneKindAreOneItem()
{
    SchoolFixture fixture(Engine::Sqlite, kWithStart);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    DeviceReport report;
    for (int minute = 0; minute < 5; ++minute)
        report.log.append({QStringLiteral("oplog"),
                           21,
                           WallTime::parse(u"2026-03-12 08:00:00").addSeconds(60LL * minute),
                           {}});
    report.log.append({QStringLiteral("oplog"), 13, WallTime(), {}});
    QVERIFY(tell(fixture, id, report));
    const QList<AttentionItem> told = items(fixture);
    QCOMPARE(told.size(), 2);
    QCOMPARE(told.at(0).count, 1);
    QVERIFY2(!told.at(0).text.contains(QStringLiteral("()")), qPrintable(told.at(0).text));
    QCOMPARE(told.at(1).count, 5);
    QVERIFY2(told.at(1).text.contains(QStringLiteral("08:04:00")), qPrintable(told.at(1).text));
}

void tst_attention::undoneCommands()
{
    SchoolFixture fixture(Engine::Sqlite, kWithStart);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    PushStore &push = fixture.composition->stores().push;
    const QStringList texts(4, QStringLiteral("CHECK"));
    const QList<DeviceCommand> queued =
        await(push.queueCommands(id, texts, QStringLiteral("test"))).valueOr({});
    QCOMPARE(queued.size(), 4);
    QCOMPARE(fetch(fixture, id).size(), 4);
    QVERIFY(answer(fixture, id, queued.at(0), 0));
    QVERIFY(answer(fixture, id, queued.at(1), -1002));
    QVERIFY(answer(fixture, id, queued.at(2), -1005));
    const QList<AttentionItem> told = items(fixture);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().kind, QStringLiteral("commands"));
    QCOMPARE(told.first().count, 2);
    QCOMPARE(told.first().cure, QStringLiteral("rollcallctl device commands %1").arg(id.value));
    fixture.clock.advance(15 * kDay); // by then everybody knows
    QCOMPARE(items(fixture), QList<AttentionItem>());
    // One that nobody ever fetches is told of although the terminal never asks.
    QVERIFY(await(push.queueCommands(id, {QStringLiteral("CHECK")}, QStringLiteral("test"))));
    fixture.clock.advance(7 * kDay);
    QCOMPARE(items(fixture), QList<AttentionItem>());
    fixture.clock.advance(1);
    QCOMPARE(items(fixture).size(), 1);
    fixture.clock.advance(8 * kDay);
    QCOMPARE(items(fixture), QList<AttentionItem>());
}

void tst_attention::noticesAndLockedOutTerminals()
{
    SchoolFixture fixture(Engine::Sqlite, kWithStart);
    const DeviceId id = fixture.addAgent(QStringLiteral("Gate"), 4370);
    DeviceStore &devices = fixture.composition->stores().devices;
    QVERIFY(await(devices.setLeftDisabled(id, 5000)));
    QVERIFY(await(devices.raiseNotice({id, DeviceNoticeKind::Moved, QStringLiteral("SN1"),
                                       QStringLiteral("192.168.1.44"), 4371, 100})));
    const QList<AttentionItem> told = items(fixture);
    QCOMPARE(told.size(), 2);
    QCOMPARE(told.at(0).kind, QStringLiteral("locked_out"));
    QCOMPARE(told.at(0).cure, QStringLiteral("rollcallctl sync %1").arg(id.value));
    QCOMPARE(told.at(0).sinceUtc, 5000);
    QCOMPARE(told.at(1).kind, QStringLiteral("moved"));
    QCOMPARE(
        told.at(1).cure,
        QStringLiteral("rollcallctl device edit %1 --ip 192.168.1.44 --port 4371").arg(id.value));
    QCOMPARE(told.at(1).sinceUtc, 100);
}

void tst_attention::linesThatWereSetAside()
{
    SchoolFixture fixture(Engine::Sqlite, kWithStart);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    IngestBatch batch;
    batch.device = id;
    batch.source = LogSource::Push;
    batch.setAside = {{QStringLiteral("one"), QStringLiteral("unreadable")},
                      {QStringLiteral("two"), QStringLiteral("unreadable")}};
    QVERIFY(await(fixture.composition->ingest().store(batch)));
    const QList<AttentionItem> told = items(fixture);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().kind, QStringLiteral("set_aside"));
    QCOMPARE(told.first().count, 2);
    QCOMPARE(told.first().cure, QStringLiteral("rollcallctl logs --set-aside"));
}

void tst_attention::refusedRequestsAppear_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("kind");
    const QString push = QStringLiteral("/api/v1/biometric/push-log");
    QTest::newRow("wrong token") << push << QByteArray("WRONG") << 401
                                 << QStringLiteral("unauthorized");
    QTest::newRow("token of an inactive device")
        << push << QByteArray() << 403 << QStringLiteral("device_inactive");
    QTest::newRow("serial number of an agent device")
        << QStringLiteral("/iclock/cdata?SN=GATE1&table=ATTLOG") << QByteArray() << 403
        << QStringLiteral("device_not_push");
    QTest::newRow("unknown serial number")
        << QStringLiteral("/iclock/cdata?SN=SN9&table=ATTLOG") << QByteArray() << 401
        << QStringLiteral("unknown_serial");
}

void tst_attention::refusedRequestsAppear()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, token);
    QFETCH(int, status);
    QFETCH(QString, kind);
    SchoolFixture fixture(Engine::Sqlite, kWithStart);
    DeviceDraft door;
    door.device.name = QStringLiteral("Door");
    door.device.mode = SyncMode::Push;
    door.device.driver = QStringLiteral("json");
    door.device.active = false;
    const Result<DeviceSaved> saved = await(fixture.composition->devices().save(door));
    QVERIFY(saved);
    QVERIFY(fixture.edit(fixture.addAgent(QStringLiteral("Gate"), 4370),
                         [](Device &device) { device.serial = QStringLiteral("GATE1"); }));
    const Result<quint16> port = fixture.composition->startPush(QHostAddress::LocalHost, 0);
    QVERIFY(port);
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(*port).arg(path)));
    request.setRawHeader("Authorization",
                         "Bearer " + (token.isEmpty() ? saved->token.toLatin1() : token));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    const std::unique_ptr<QNetworkReply> reply(network.post(request, R"({"logs":[]})"));
    QVERIFY(waitFor([&reply] { return reply->isFinished(); }));
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), status);
    QTRY_COMPARE(items(fixture).size(), 1);
    const AttentionItem told = items(fixture).first();
    QCOMPARE(told.kind, kind);
    QVERIFY2(!told.text.contains(saved->token), qPrintable(told.text));
}

ROLLCALL_TEST(tst_attention);
#include "tst_attention.moc"
