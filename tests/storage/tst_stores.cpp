// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/storage/storefixture.h"
#include "tests/support/testmain.h"

#include <QCryptographicHash>

using namespace rollcall;
using rollcall::test::StoreFixture;
using rollcall::test::TempDatabase;

class tst_stores : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void peopleComeBackAsSaved_data() { TempDatabase::addEngineRows(); }
    void peopleComeBackAsSaved();
    void secondSchoolIsRefused_data() { TempDatabase::addEngineRows(); }
    void secondSchoolIsRefused();
    void deviceComesBackAsSaved_data() { TempDatabase::addEngineRows(); }
    void deviceComesBackAsSaved();
    void removedDeviceFreesItsName_data() { TempDatabase::addEngineRows(); }
    void removedDeviceFreesItsName();
    void oldTokenExpires_data() { TempDatabase::addEngineRows(); }
    void oldTokenExpires();
    void onlyCompleteSessionMovesTheMark_data() { TempDatabase::addEngineRows(); }
    void onlyCompleteSessionMovesTheMark();
    void aSessionEndsBehindItsLogs_data() { TempDatabase::addEngineRows(); }
    void aSessionEndsBehindItsLogs();
    void settingsAreKept_data() { TempDatabase::addEngineRows(); }
    void settingsAreKept();
};

void tst_stores::peopleComeBackAsSaved()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    Person pupil;
    pupil.number = QStringLiteral("0007");
    pupil.fullName = QString::fromUtf8("Aïsha O'Neil; DROP TABLE person");
    pupil.groupName = QStringLiteral("7");
    pupil.section = QStringLiteral("B");
    pupil.enrolledFrom = QDate(2025, 9, 1);
    Person teacher;
    teacher.kind = PersonKind::Staff;
    teacher.number = QStringLiteral("0007");
    teacher.fullName = QString::fromUtf8("محمد");
    const Result<PeopleImportCounts> first =
        await(fixture.stores().people.upsert({pupil, teacher}, QStringLiteral("test")));
    QVERIFY(first);
    QCOMPARE(*first, (PeopleImportCounts{2, 0, 0}));
    QCOMPARE(*await(fixture.stores().people.upsert({pupil, teacher}, QStringLiteral("test"))),
             (PeopleImportCounts{0, 0, 2}));
    pupil.phone = QStringLiteral("+91 98");
    QCOMPARE(*await(fixture.stores().people.upsert({pupil}, QStringLiteral("test"))),
             (PeopleImportCounts{0, 1, 0}));
    QList<Person> people = await(fixture.stores().people.people()).valueOr({});
    QCOMPARE(people.size(), 2);
    pupil.id = people.at(0).id;
    teacher.id = people.at(1).id;
    QCOMPARE(people, (QList<Person>{pupil, teacher}));
}

void tst_stores::secondSchoolIsRefused()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    School other;
    other.name = QStringLiteral("Other");
    other.timeZone = "UTC";
    const Result<School> refused = await(fixture.stores().school.create(other, {}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
}

void tst_stores::deviceComesBackAsSaved()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    Device device;
    device.name = QStringLiteral("Hostel");
    device.mode = SyncMode::Push;
    device.driver = QStringLiteral("json");
    device.host = QStringLiteral("192.168.1.77");
    device.direction = Direction::Out;
    device.timeZone = "America/New_York";
    device.addressAllow = {QStringLiteral("192.168.1.77"), QStringLiteral("::1")};
    device.active = false;
    device.id = *await(fixture.stores().devices.add(device, QStringLiteral("test")));
    QCOMPARE(await(fixture.stores().devices.devices())->first(),
             device); // "Hostel" before "Main Gate"
    device.direction = Direction::In;
    QVERIFY(await(fixture.stores().devices.update(device, QStringLiteral("test"))));
    QCOMPARE(await(fixture.stores().devices.devices())->first(), device);
}

void tst_stores::removedDeviceFreesItsName()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    Device twin;
    twin.name = QStringLiteral("Main Gate");
    const Result<DeviceId> taken = await(fixture.stores().devices.add(twin, {}));
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, ErrorCode::Conflict);
    QVERIFY(fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 08:00:00"))}));
    QVERIFY(await(fixture.stores().devices.remove(fixture.device, 5, {})));
    QVERIFY(await(fixture.stores().devices.add(twin, {})));
    QCOMPARE(await(fixture.stores().devices.devices())->size(), 1);
    // The logs of a removed device stay.
    QCOMPARE(
        fixture
            .store({StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 08:00:00"))})
            ->duplicate,
        1);
}

void tst_stores::oldTokenExpires()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    DeviceStore &devices = fixture.stores().devices;
    const QByteArray first = QCryptographicHash::hash("first", QCryptographicHash::Sha256);
    const QByteArray second = QCryptographicHash::hash("second", QCryptographicHash::Sha256);
    QVERIFY(await(devices.replaceToken(fixture.device, first, QStringLiteral("first"), 100, 100)));
    QVERIFY(
        await(devices.replaceToken(fixture.device, second, QStringLiteral("second"), 200, 900)));
    const QList<PushCredential> credentials = await(devices.credentials()).valueOr({});
    QCOMPARE(credentials.size(), 2);
    QCOMPARE(credentials.at(0).tokenSha256, first);
    QCOMPARE(credentials.at(0).expiresUtc, 900);
    QCOMPARE(credentials.at(1).tokenSha256, second);
    QCOMPARE(credentials.at(1).expiresUtc, 0);
    QCOMPARE(credentials.at(1).timeZone, QByteArray("Asia/Kolkata"));
}

void tst_stores::onlyCompleteSessionMovesTheMark()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    SyncStore &sessions = fixture.stores().sessions;
    SyncSession session;
    session.device = fixture.device;
    session.startedUtc = 1000;
    session.id = *await(sessions.begin(session));
    session.finishedUtc = 2000;
    session.counts.read = 5;
    session.error = errors::timeout(QStringLiteral("logs"), 10);
    QVERIFY(await(sessions.finish(session)));
    QCOMPARE(await(fixture.stores().devices.devices())->first().syncMarkUtc, 0);
    QCOMPARE(await(fixture.stores().devices.devices())->first().lastContactUtc, 2000);
    const QList<SyncSession> recent = await(sessions.recent(fixture.device, 10)).valueOr({});
    QCOMPARE(recent.size(), 1);
    QVERIFY(!recent.first().complete);
    QCOMPARE(recent.first().error, session.error);

    session.startedUtc = 3000;
    session.id = *await(sessions.begin(session));
    session.finishedUtc = 4000;
    session.complete = true;
    session.error.reset();
    QVERIFY(await(sessions.finish(session)));
    QCOMPARE(await(fixture.stores().devices.devices())->first().syncMarkUtc, 3000);
}

void tst_stores::aSessionEndsBehindItsLogs()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    SyncStore &sessions = fixture.stores().sessions;
    SyncSession session;
    session.device = fixture.device;
    session.startedUtc = 1000;
    session.id = *await(sessions.begin(session));
    session.finishedUtc = 2000;
    session.complete = true;
    IngestBatch batch;
    batch.device = fixture.device;
    batch.session = session.id;
    batch.timeZone = "Asia/Kolkata";
    batch.logs = {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 08:00:00")),
                  StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 08:00:00"))};
    const auto logs = fixture.stores().logs.store(batch, 1500);
    // One more than is there: it must not look as if all were read.
    const Result<> early = await(sessions.finishBehind(session, 3));
    QVERIFY(!early);
    QCOMPARE(early.error().code, ErrorCode::StorageFailure);
    QVERIFY(await(logs));
    QCOMPARE(await(sessions.recent(fixture.device, 1))->first().finishedUtc, 0);
    QCOMPARE(await(fixture.stores().devices.devices())->first().syncMarkUtc, 0);
    QVERIFY(await(sessions.finishBehind(session, 2)));
    const SyncSession ended = await(sessions.recent(fixture.device, 1))->first();
    QVERIFY(ended.complete);
    QCOMPARE(ended.counts.added, 1);
    QCOMPARE(ended.counts.duplicate, 1);
    QCOMPARE(await(fixture.stores().devices.devices())->first().syncMarkUtc, 1000);
}

void tst_stores::settingsAreKept()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    SchoolStore &school = fixture.stores().school;
    QVERIFY(await(school.saveSetting(QStringLiteral("push.port"), QStringLiteral("8090"), {})));
    QVERIFY(await(school.saveSetting(QStringLiteral("push.port"), QStringLiteral("8091"), {})));
    QCOMPARE(await(school.settings())->value(QStringLiteral("push.port")), QStringLiteral("8091"));
    const Timing later{QDate(2026, 4, 1),
                       {{QStringLiteral("school_start"), QStringLiteral("08:30")}}};
    QVERIFY(await(school.saveTiming(later, {})));
    const QList<Timing> timings = await(school.timings()).valueOr({});
    QCOMPARE(timings.size(), 2);
    QCOMPARE(timings.at(1).validFrom, later.validFrom);
    QCOMPARE(timings.at(1).settings, later.settings);
}

ROLLCALL_TEST(tst_stores);
#include "tst_stores.moc"
