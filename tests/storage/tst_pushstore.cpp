// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/database.h"
#include "tests/storage/storefixture.h"
#include "tests/support/testmain.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace rollcall;
using rollcall::test::StoreFixture;
using rollcall::test::TempDatabase;

/// Who may push, what is said at the handshake, and who was refused (push-protocols.md, sections
/// 1.2, 2.3, 2.12 and 2.15).
class tst_pushstore : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void registersOnce_data() { TempDatabase::addEngineRows(); }
    void registersOnce();
    void asksForEverythingOnce_data() { TempDatabase::addEngineRows(); }
    void asksForEverythingOnce();
    void namesWhoMayPush_data() { TempDatabase::addEngineRows(); }
    void namesWhoMayPush();
    void joinsRefusals_data() { TempDatabase::addEngineRows(); }
    void joinsRefusals();
    void keepsTheNewestSerials_data() { TempDatabase::addEngineRows(); }
    void keepsTheNewestSerials();
    void refusalsAreBounded_data() { TempDatabase::addEngineRows(); }
    void refusalsAreBounded();
};

namespace {

constexpr qint64 kHour = 3'600'000;
/// The clock's hour begins here.
constexpr qint64 kThisHour =
    rollcall::test::FakeClock::kDefault - rollcall::test::FakeClock::kDefault % kHour;

QByteArray digest(const char *text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256);
}

DeviceId add(StoreFixture &fixture, const char *name, SyncMode mode, const char *driver,
             const char *serial)
{
    Device device;
    device.name = QString::fromLatin1(name);
    device.mode = mode;
    device.driver = QString::fromLatin1(driver);
    device.serial = QString::fromLatin1(serial);
    return await(fixture.stores().devices.add(device, QStringLiteral("test"))).valueOr({});
}

RefusalCount refusal(const QString &address, const char *cause, const QString &serial = {},
                     qint64 hour = kThisHour, qint64 count = 1)
{
    return {address, QString::fromLatin1(cause), DeviceId{}, serial, hour, count};
}

} // namespace

void tst_pushstore::registersOnce()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    DeviceReport report;
    report.family = PushFamily::Access;
    report.pushVersion = QStringLiteral("3.1.2");
    const auto greet = [&fixture, &report](const char *code, const char *session) {
        return await(fixture.stores().push.greet(fixture.device, report, QString::fromLatin1(code),
                                                 QString::fromLatin1(session)))
            .valueOr({});
    };
    QCOMPARE(greet("", "").registryCode, QString()); // the handshake registers nobody
    const PushMemory first = greet("code1", "session1");
    QCOMPARE(first.family, PushFamily::Access);
    QCOMPARE(first.registryCode, QStringLiteral("code1"));
    QCOMPARE(first.sessionId, QStringLiteral("session1"));
    QCOMPARE(greet("code2", "session2"), first);
    fixture.reopen();
    QCOMPARE(greet("", ""), first);
}

void tst_pushstore::asksForEverythingOnce()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    PushStore &push = fixture.stores().push;
    const auto greet = [&push, &fixture](const DeviceReport &report) {
        return await(push.greet(fixture.device, report, {}, {})).valueOr({});
    };
    QVERIFY(!greet({}).sendAllAgain);
    QVERIFY(await(push.askForEverything(fixture.device)));
    QVERIFY(await(push.memory(fixture.device))->sendAllAgain); // a look uses nothing up
    QVERIFY(greet({}).sendAllAgain);
    QVERIFY(!greet({}).sendAllAgain);
    // The handshake of the access dialect has no stamp that could say so: it stays asked for.
    QVERIFY(await(push.askForEverything(fixture.device)));
    DeviceReport access;
    access.family = PushFamily::Access;
    greet(access);
    DeviceReport attendance;
    attendance.family = PushFamily::Attendance;
    QVERIFY(greet(attendance).sendAllAgain);
    QVERIFY(!greet(attendance).sendAllAgain);
}

void tst_pushstore::namesWhoMayPush()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    Stores stores = fixture.stores();
    const DeviceId adms = add(fixture, "Yard", SyncMode::Push, "adms", "SN1");
    const DeviceId plain = add(fixture, "Hall", SyncMode::Push, "adms", "SN2");
    add(fixture, "Door", SyncMode::Push, "json", "SN3");
    const DeviceId json = add(fixture, "Lift", SyncMode::Push, "json", "");
    const DeviceId agent = add(fixture, "Gate", SyncMode::Agent, "zk", "SN4");
    const DeviceId gone = add(fixture, "Gone", SyncMode::Push, "adms", "SN5");
    QVERIFY(await(stores.push.setCommKey(adms, digest("secret"))));
    QVERIFY(await(stores.devices.replaceToken(json, digest("old"), QStringLiteral("old"), 1, 1)));
    QVERIFY(await(stores.devices.replaceToken(json, digest("new"), QStringLiteral("new"), 2, 900)));
    QVERIFY(await(stores.devices.remove(gone, 5, QStringLiteral("test"))));

    QHash<QString, PushCredential> bySerial;
    QHash<QByteArray, PushCredential> byToken;
    const Result<QList<PushCredential>> all = await(stores.devices.credentials());
    QVERIFY(all);
    for (const PushCredential &credential : *all) {
        QVERIFY(credential.serial.isEmpty() != credential.tokenSha256.isEmpty());
        QCOMPARE(credential.timeZone, QByteArray("Asia/Kolkata")); // the school's
        if (credential.serial.isEmpty())
            byToken.insert(credential.tokenSha256, credential);
        else
            bySerial.insert(credential.serial, credential);
    }
    QStringList serials = bySerial.keys();
    serials.sort();
    QCOMPARE(serials,
             (QStringList{QStringLiteral("SN1"), QStringLiteral("SN2"), QStringLiteral("SN4")}));
    QCOMPARE(bySerial.value(QStringLiteral("SN1")).device, adms);
    QCOMPARE(bySerial.value(QStringLiteral("SN1")).commKeySha256, digest("secret"));
    QCOMPARE(bySerial.value(QStringLiteral("SN2")).device, plain);
    QCOMPARE(bySerial.value(QStringLiteral("SN2")).commKeySha256, QByteArray());
    QCOMPARE(bySerial.value(QStringLiteral("SN4")).device, agent);
    QCOMPARE(bySerial.value(QStringLiteral("SN4")).mode, SyncMode::Agent);
    QCOMPARE(byToken.size(), 2);
    QCOMPARE(byToken.value(digest("old")).expiresUtc, 900);
    QCOMPARE(byToken.value(digest("new")).expiresUtc, 0);
    QCOMPARE(byToken.value(digest("new")).device, json);
    QVERIFY(await(stores.push.setCommKey(adms, {})));
    const QList<PushCredential> after = await(stores.devices.credentials()).valueOr({});
    QVERIFY(std::all_of(after.begin(), after.end(), [](const PushCredential &credential) {
        return credential.commKeySha256.isEmpty();
    }));
}

void tst_pushstore::joinsRefusals()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    PushStore &push = fixture.stores().push;
    const QString here = QStringLiteral("192.168.1.9");
    const QString there = QStringLiteral("192.168.1.10");
    RefusalCount ofDevice = refusal(here, "device_inactive");
    ofDevice.device = fixture.device;
    QVERIFY(await(push.noteRefusals({refusal(here, "unauthorized", {}, kThisHour - kHour, 4),
                                     refusal(here, "unauthorized", {}, kThisHour, 2), ofDevice})));
    QVERIFY(await(push.noteRefusals({refusal(here, "unauthorized", {}, kThisHour, 3),
                                     refusal(there, "unauthorized"), ofDevice})));
    ofDevice.count = 2;
    const QList<RefusalCount> expected{refusal(there, "unauthorized"), ofDevice,
                                       refusal(here, "unauthorized", {}, kThisHour, 5),
                                       refusal(here, "unauthorized", {}, kThisHour - kHour, 4)};
    QCOMPARE(await(push.refusals(0)).valueOr({}), expected);
    QCOMPARE(await(push.refusals(kThisHour)).valueOr({}), expected.mid(0, 3));
    QCOMPARE(await(push.refusals(kThisHour + 1))->size(), 0);
}

void tst_pushstore::keepsTheNewestSerials()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    PushStore &push = fixture.stores().push;
    const QString here = QStringLiteral("192.168.1.9");
    QVERIFY(await(push.noteRefusals({refusal(here, "device_inactive")})));
    for (int i = 0; i < 60; ++i)
        QVERIFY(await(push.noteRefusals(
            {refusal(here, "unknown_serial", QStringLiteral("SN%1").arg(i), kThisHour)})));
    const QList<RefusalCount> kept = await(push.refusals(0)).valueOr({});
    QCOMPARE(kept.size(), 51); // the other cause is not touched
    QCOMPARE(kept.first().serial, QStringLiteral("SN59"));
    QCOMPARE(kept.at(49).serial, QStringLiteral("SN10"));
    // One that comes again in a later hour is new again.
    QVERIFY(await(push.noteRefusals(
        {refusal(here, "unknown_serial", QStringLiteral("SN10"), kThisHour + kHour),
         refusal(here, "unknown_serial", QStringLiteral("SN60"), kThisHour + kHour)})));
    const QList<RefusalCount> later = await(push.refusals(0)).valueOr({});
    const auto has = [&later](const char *serial) {
        return std::any_of(later.begin(), later.end(), [serial](const RefusalCount &count) {
            return count.serial == QLatin1String(serial);
        });
    };
    QVERIFY(has("SN10"));
    QVERIFY(has("SN60"));
    QVERIFY(!has("SN11"));
}

void tst_pushstore::refusalsAreBounded()
{
    constexpr int kKept = 20'000;
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    {
        const Result<std::unique_ptr<Database>> database =
            Database::open(fixture.database.config(), Access::ReadWrite);
        QVERIFY(database);
        QVERIFY((*database)->execute(
            "test.fill",
            QStringLiteral("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
                           "i < ?) INSERT INTO push_refusal (address, cause, hour_utc) SELECT "
                           "'fd00::' || i, 'unauthorized', ? FROM n"),
            {kKept, kThisHour}));
    }
    PushStore &push = fixture.stores().push;
    const QString here = QStringLiteral("192.168.1.9");
    QVERIFY(await(push.noteRefusals({refusal(here, "unauthorized"), refusal(here, "not_found")})));
    const QList<RefusalCount> kept = await(push.refusals(0)).valueOr({});
    QCOMPARE(kept.size(), kKept);
    QCOMPARE(kept.first().address, here);
    QCOMPARE(kept.last().address, QStringLiteral("fd00::3")); // the two oldest went
}

ROLLCALL_TEST(tst_pushstore);
#include "tst_pushstore.moc"
