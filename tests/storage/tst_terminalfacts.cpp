// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/database.h"
#include "tests/storage/storefixture.h"
#include "tests/support/testmain.h"

using namespace rollcall;
using rollcall::test::StoreFixture;
using rollcall::test::TempDatabase;

class tst_terminalfacts : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void wireComesBackAsSaved_data() { TempDatabase::addEngineRows(); }
    void wireComesBackAsSaved();
    void serialBelongsToOneDevice_data() { TempDatabase::addEngineRows(); }
    void serialBelongsToOneDevice();
    void leftDisabledKeepsItsBeginning_data() { TempDatabase::addEngineRows(); }
    void leftDisabledKeepsItsBeginning();
    void editingForgetsNoFact_data() { TempDatabase::addEngineRows(); }
    void editingForgetsNoFact();
    void noticesAreOneOfAKind_data() { TempDatabase::addEngineRows(); }
    void noticesAreOneOfAKind();
    void goodVisitTakesNoticesBack_data() { TempDatabase::addEngineRows(); }
    void goodVisitTakesNoticesBack();
    void setAsideIsListedInPages_data() { TempDatabase::addEngineRows(); }
    void setAsideIsListedInPages();
    void deedsAreInTheTrail_data() { TempDatabase::addEngineRows(); }
    void deedsAreInTheTrail();
};

namespace {

Device deviceOf(StoreFixture &fixture, DeviceId id)
{
    for (const Device &device : await(fixture.stores().devices.devices()).valueOr({})) {
        if (device.id == id)
            return device;
    }
    return {};
}

DeviceNotice notice(DeviceId device, DeviceNoticeKind kind, const char *serial, qint64 since)
{
    return {device,        kind, QString::fromLatin1(serial), QStringLiteral("192.168.1.9"),
            quint16(4371), since};
}

} // namespace

void tst_terminalfacts::wireComesBackAsSaved()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    QCOMPARE(deviceOf(fixture, fixture.device).wire, WireSettings());
    Device device;
    device.name = QStringLiteral("Old gate");
    device.host = QStringLiteral("192.168.1.201");
    device.wire.transport = WireTransport::Udp;
    device.wire.codePage = "windows-1256";
    device.wire.verifyBeforeState = true;
    device.wire.disableWhileReading = true;
    device.wire.live = false;
    device.wire.unlockFactor = 1;
    device.id = *await(fixture.stores().devices.add(device, QStringLiteral("test")));
    QCOMPARE(deviceOf(fixture, device.id), device);
    device.wire.codePage.clear();
    device.wire.transport = WireTransport::Tcp;
    QVERIFY(await(fixture.stores().devices.update(device, QStringLiteral("test"))));
    QCOMPARE(deviceOf(fixture, device.id), device);
}

void tst_terminalfacts::serialBelongsToOneDevice()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    DeviceStore &devices = fixture.stores().devices;
    const DeviceId other = fixture.addDevice(QStringLiteral("Back Gate"));
    const QString serial = QStringLiteral("OIN7030067031500395");
    QVERIFY(await(devices.setSerial(fixture.device, serial, QStringLiteral("test"))));
    QVERIFY(await(devices.setSerial(fixture.device, serial, QStringLiteral("test"))));
    QCOMPARE(deviceOf(fixture, fixture.device).serial, serial);
    const Result<> taken = await(devices.setSerial(other, serial, QStringLiteral("test")));
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, ErrorCode::Conflict);
    QVERIFY2(taken.error().userText.contains(QStringLiteral("Main Gate")),
             qPrintable(taken.error().userText));
    QCOMPARE(deviceOf(fixture, other).serial, QString());
    // A device that is gone holds its number no longer.
    QVERIFY(await(devices.remove(fixture.device, 5, QStringLiteral("test"))));
    QVERIFY(await(devices.setSerial(other, serial, QStringLiteral("test"))));
    QCOMPARE(deviceOf(fixture, other).serial, serial);
}

void tst_terminalfacts::leftDisabledKeepsItsBeginning()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    DeviceStore &devices = fixture.stores().devices;
    QCOMPARE(deviceOf(fixture, fixture.device).leftDisabledUtc, 0);
    QVERIFY(await(devices.setLeftDisabled(fixture.device, 5000)));
    QVERIFY(await(devices.setLeftDisabled(fixture.device, 9000)));
    fixture.reopen();
    QCOMPARE(deviceOf(fixture, fixture.device).leftDisabledUtc, 5000);
    QVERIFY(await(fixture.stores().devices.setLeftDisabled(fixture.device, 0)));
    QCOMPARE(deviceOf(fixture, fixture.device).leftDisabledUtc, 0);
    QVERIFY(await(fixture.stores().devices.setLeftDisabled(fixture.device, 9000)));
    QCOMPARE(deviceOf(fixture, fixture.device).leftDisabledUtc, 9000);
}

void tst_terminalfacts::editingForgetsNoFact()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    // A form that was opened before the visit is saved after it.
    const Device form = deviceOf(fixture, fixture.device);
    QVERIFY(await(fixture.stores().devices.setLeftDisabled(fixture.device, 5000)));
    QVERIFY(await(fixture.stores().devices.update(form, QStringLiteral("test"))));
    QCOMPARE(deviceOf(fixture, fixture.device).leftDisabledUtc, 5000);
}

void tst_terminalfacts::noticesAreOneOfAKind()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    DeviceStore &devices = fixture.stores().devices;
    const DeviceId other = fixture.addDevice(QStringLiteral("Back Gate"));
    const auto kOther = DeviceNoticeKind::OtherTerminal;
    const auto kMoved = DeviceNoticeKind::Moved;
    QVERIFY(await(devices.raiseNotice(notice(fixture.device, kOther, "A", 100))));
    QVERIFY(await(devices.raiseNotice(notice(other, kMoved, "B", 200))));
    QVERIFY(await(devices.raiseNotice(notice(fixture.device, kOther, "C", 300))));
    const QList<DeviceNotice> expected{notice(fixture.device, kOther, "C", 100),
                                       notice(other, kMoved, "B", 200)};
    QCOMPARE(await(devices.notices()).valueOr({}), expected);
    const QList<DeviceOverview> overview = await(devices.overview()).valueOr({});
    QCOMPARE(overview.size(), 2);
    QCOMPARE(overview.at(0).notices, expected.mid(1)); // "Back Gate"
    QCOMPARE(overview.at(1).notices, expected.mid(0, 1));
    QVERIFY(await(devices.clearNotice(fixture.device, kMoved)));
    QCOMPARE(await(devices.notices()).valueOr({}), expected);
    QVERIFY(await(devices.clearNotice(fixture.device, kOther)));
    QCOMPARE(await(devices.notices()).valueOr({}), expected.mid(1));
    QVERIFY(await(devices.remove(other, 5, QStringLiteral("test"))));
    QCOMPARE(await(devices.notices()).valueOr({}), QList<DeviceNotice>());
}

void tst_terminalfacts::goodVisitTakesNoticesBack()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const DeviceNotice raised = notice(fixture.device, DeviceNoticeKind::Moved, "A", 100);
    QVERIFY(await(fixture.stores().devices.raiseNotice(raised)));
    SyncSession session;
    session.device = fixture.device;
    session.startedUtc = 1000;
    session.id = *await(fixture.stores().sessions.begin(session));
    session.finishedUtc = 2000;
    session.error = errors::connectionLost(QStringLiteral("logs"));
    QVERIFY(await(fixture.stores().sessions.finish(session)));
    QCOMPARE(await(fixture.stores().devices.notices()).valueOr({}), QList<DeviceNotice>{raised});
    session.id = *await(fixture.stores().sessions.begin(session));
    session.complete = true;
    session.error.reset();
    QVERIFY(await(fixture.stores().sessions.finish(session)));
    QCOMPARE(await(fixture.stores().devices.notices()).valueOr({}), QList<DeviceNotice>());
}

void tst_terminalfacts::setAsideIsListedInPages()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    QList<SetAsideLog> lines;
    for (int i = 0; i < 5; ++i)
        lines.append({QStringLiteral("line %1").arg(i), QStringLiteral("invalid_date")});
    QVERIFY(fixture.store({}, lines));
    const DeviceId first = fixture.device;
    fixture.device = fixture.addDevice(QStringLiteral("Back Gate"));
    QVERIFY(fixture.store({}, {{QStringLiteral("other"), QStringLiteral("unreadable")}}));
    LogStore &logs = fixture.stores().logs;
    QStringList listed;
    qint64 after = 0;
    for (;;) {
        const Result<QList<SetAsideRow>> page = await(logs.setAside({}, after, 4));
        QVERIFY(page);
        if (page->isEmpty())
            break;
        QVERIFY(page->size() <= 4);
        for (const SetAsideRow &row : *page) {
            QVERIFY(row.id > after);
            after = row.id;
            listed.append(row.rawText);
            QCOMPARE(row.receivedUtc, fixture.clock.utcMilliseconds());
        }
    }
    QCOMPARE(listed, (QStringList{QStringLiteral("line 0"), QStringLiteral("line 1"),
                                  QStringLiteral("line 2"), QStringLiteral("line 3"),
                                  QStringLiteral("line 4"), QStringLiteral("other")}));
    const Result<QList<SetAsideRow>> ofOne = await(logs.setAside(fixture.device, 0, 100));
    QVERIFY(ofOne);
    QCOMPARE(ofOne->size(), 1);
    QCOMPARE(ofOne->first().reason, QStringLiteral("unreadable"));
    QCOMPARE(ofOne->first().device, fixture.device);
    QCOMPARE(await(logs.setAside(first, 0, 100))->size(), 5);
}

void tst_terminalfacts::deedsAreInTheTrail()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    QVERIFY(await(
        fixture.stores().devices.noteDeed({fixture.device, QStringLiteral("terminal.set_clock"),
                                           QStringLiteral("-840"), QStringLiteral("0")},
                                          QStringLiteral("office"))));
    fixture.storage.reset();
    const Result<std::unique_ptr<Database>> database =
        Database::open(fixture.database.config(), Access::ReadOnly);
    QVERIFY(database);
    Result<Rows> rows = (*database)->query(
        "trail", QStringLiteral("SELECT author, subject, before_text, after_text FROM audit_entry "
                                "WHERE what = 'terminal.set_clock'"));
    QVERIFY(rows);
    QVERIFY(rows->next());
    QCOMPARE(rows->text(0), QStringLiteral("office"));
    QCOMPARE(rows->text(1), QString::number(fixture.device.value));
    QCOMPARE(rows->text(2), QStringLiteral("-840"));
    QCOMPARE(rows->text(3), QStringLiteral("0"));
    QVERIFY(!rows->next());
}

ROLLCALL_TEST(tst_terminalfacts);
#include "tst_terminalfacts.moc"
