// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/storage/storefixture.h"
#include "tests/support/testmain.h"

using namespace rollcall;
using rollcall::test::StoreFixture;
using rollcall::test::TempDatabase;

/// Terminals of the JSON API that give signs of life by themselves, and those that do not
/// (push-protocols.md, section 1.8; attendance-rules.md, section 8).
class tst_heartbeats : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void threeMissedAreOffline_data();
    void threeMissedAreOffline();
    void absenceWaitsForThem_data() { TempDatabase::addEngineRows(); }
    void absenceWaitsForThem();
};

namespace {

/// The clock of the fixture stands at 10:00 in Asia/Kolkata.
const QDate kDay(2026, 11, 22);
constexpr qint64 kMinuteMs = 60'000;

DeviceId addPushDevice(StoreFixture &fixture)
{
    Device device;
    device.name = QStringLiteral("Wi-Fi door");
    device.mode = SyncMode::Push;
    device.driver = QStringLiteral("json");
    return await(fixture.stores().devices.add(device, QStringLiteral("test"))).valueOr({});
}

bool beat(StoreFixture &fixture, DeviceId device)
{
    IngestBatch batch;
    batch.device = device;
    batch.source = LogSource::Push;
    batch.report.heartbeat = SignOfLife{60, std::nullopt};
    return await(fixture.stores().logs.store(batch, fixture.clock.utcMilliseconds())).isOk();
}

/// What the person of the device waits for on the day.
QList<WallTime> marks(StoreFixture &fixture, PersonId person, QDate day)
{
    const WallTime now = WallTime::parse(u"2026-11-22 10:00:00");
    const Result<QList<DayTask>> tasks = await(fixture.stores().days.tasks({{person, day}}, now));
    return tasks && tasks->size() == 1 ? tasks->first().input.syncMarks
                                       : QList<WallTime>{{}, {}, {}};
}

} // namespace

void tst_heartbeats::threeMissedAreOffline_data()
{
    QTest::addColumn<qint64>("heartbeatAgo"); ///< seconds; -1 = never
    QTest::addColumn<qint64>("contactAgo");
    QTest::addColumn<bool>("isActive");
    QTest::addColumn<bool>("isOffline");
    QTest::newRow("never gave one") << qint64(-1) << qint64(86400) << true << false;
    QTest::newRow("just now") << qint64(0) << qint64(0) << true << false;
    QTest::newRow("three are due") << qint64(180) << qint64(180) << true << false;
    QTest::newRow("three are missing") << qint64(181) << qint64(181) << true << true;
    QTest::newRow("it pushed since") << qint64(3600) << qint64(10) << true << false;
    QTest::newRow("out of use") << qint64(3600) << qint64(3600) << false << false;
}

void tst_heartbeats::threeMissedAreOffline()
{
    QFETCH(qint64, heartbeatAgo);
    QFETCH(qint64, contactAgo);
    QFETCH(bool, isActive);
    const qint64 now = 1'800'000'000'000;
    DeviceOverview line;
    line.device.mode = SyncMode::Push;
    line.device.active = isActive;
    line.device.lastContactUtc = now - contactAgo * 1000;
    line.heartbeatSeconds = heartbeatAgo < 0 ? 0 : 60;
    line.heartbeatUtc = heartbeatAgo < 0 ? 0 : now - heartbeatAgo * 1000;
    QTEST(line.isOffline(now), "isOffline");
}

/// One that only pushes counts as read when it was heard from on the day; one that gives signs of
/// life was read when it gave the last.
void tst_heartbeats::absenceWaitsForThem()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const DeviceId door = addPushDevice(fixture);
    const PersonId person = fixture.addPerson(QStringLiteral("S1"));
    QVERIFY(await(fixture.stores().mappings.add({{door, QStringLiteral("1"), person, {}, {}}},
                                                QStringLiteral("office"), QStringLiteral("test"))));
    QCOMPARE(marks(fixture, person, kDay), QList<WallTime>{WallTime()});
    QVERIFY(await(fixture.stores().devices.noteContact(door, fixture.clock.utcMilliseconds() -
                                                                 90 * kMinuteMs)));
    QVERIFY(marks(fixture, person, kDay).isEmpty());
    QVERIFY(beat(fixture, door));
    QCOMPARE(marks(fixture, person, kDay),
             QList<WallTime>{WallTime::parse(u"2026-11-22 10:00:00")});
    fixture.clock.advance(5 * kMinuteMs);
    QVERIFY(await(fixture.stores().devices.noteContact(door, fixture.clock.utcMilliseconds())));
    QCOMPARE(marks(fixture, person, kDay),
             QList<WallTime>{WallTime::parse(u"2026-11-22 10:05:00")});
    const QList<DeviceOverview> all = await(fixture.stores().devices.overview()).valueOr({});
    QCOMPARE(all.last().heartbeatSeconds, 60);
    QCOMPARE(all.last().heartbeatUtc, fixture.clock.utcMilliseconds() - 5 * kMinuteMs);
}

ROLLCALL_TEST(tst_heartbeats);
#include "tst_heartbeats.moc"
