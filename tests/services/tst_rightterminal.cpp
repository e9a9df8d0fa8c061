// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

using namespace rollcall;
using rollcall::test::SchoolFixture;

/// Is it the right terminal, and can people get in at it?
class tst_rightterminal : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void serialIsLearned();
    void otherTerminalIsNotRead();
    void serialOfAnotherDeviceIsAConflict();
    void rightTerminalTakesTheNoticeBack();
    void upperAndLowerCaseAreOneNumber();
    void leftDisabledIsLetIn();
    void wrongTerminalKeepsTheMark();
    void disabledWhileReadingIsNotedAndTakenBack();
    void wireSettingsReachTheTerminal();
};

namespace {

SimOptions options(const char *serial = "SIM0000001")
{
    SimOptions made;
    made.users = 5;
    made.logs = 50;
    made.serial = QString::fromLatin1(serial);
    return made;
}

SyncOutcome syncNow(SchoolFixture &fixture, DeviceId device)
{
    const Result<SyncOutcome> outcome = await(fixture.composition->sync().sync(device));
    if (outcome)
        return *outcome;
    SyncOutcome failed;
    failed.error = outcome.error();
    return failed;
}

QList<DeviceNotice> notices(SchoolFixture &fixture)
{
    return await(fixture.composition->stores().devices.notices()).valueOr({});
}

} // namespace

void tst_rightterminal::serialIsLearned()
{
    SchoolFixture fixture(Engine::Sqlite);
    const auto terminal = fixture.terminal(options("OIN7030"));
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QCOMPARE(fixture.device(id).serial, QString());
    const SyncOutcome outcome = syncNow(fixture, id);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->userText) : "");
    QCOMPARE(fixture.device(id).serial, QStringLiteral("OIN7030"));
    QCOMPARE(outcome.counts.added, 50);
}

void tst_rightterminal::otherTerminalIsNotRead()
{
    SchoolFixture fixture(Engine::Sqlite);
    const auto terminal = fixture.terminal(options("OTHER99"));
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QVERIFY(fixture.edit(id, [](Device &device) { device.serial = QStringLiteral("MINE1"); }));
    const SyncOutcome outcome = syncNow(fixture, id);
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->code, ErrorCode::WrongTerminal);
    QVERIFY(outcome.error->userText.contains(QStringLiteral("OTHER99")));
    QVERIFY(!outcome.complete);
    QCOMPARE(outcome.counts.read, 0);
    QCOMPARE(fixture.storedKeys(id), QStringList());
    QCOMPARE(terminal->tally().prepares, 0); // neither users nor logs were asked for
    QCOMPARE(await(fixture.composition->devices().overview())->first().users, 0);
    const QList<SyncSession> sessions = fixture.sessions(id);
    QCOMPARE(sessions.size(), 1);
    QCOMPARE(sessions.first().error, outcome.error);
    const DeviceNotice expected{id,
                                DeviceNoticeKind::OtherTerminal,
                                QStringLiteral("OTHER99"),
                                QStringLiteral("127.0.0.1"),
                                terminal->port(),
                                fixture.clock.utcMilliseconds()};
    QCOMPARE(notices(fixture), QList<DeviceNotice>{expected});
    // It is still another one an hour later: the notice is as old as it is.
    fixture.clock.advance(3'600'000);
    QVERIFY(syncNow(fixture, id).error.has_value());
    QCOMPARE(notices(fixture), QList<DeviceNotice>{expected});
}

void tst_rightterminal::serialOfAnotherDeviceIsAConflict()
{
    SchoolFixture fixture(Engine::Sqlite);
    const auto terminal = fixture.terminal(options());
    const DeviceId first = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QVERIFY(!syncNow(fixture, first).error);
    const DeviceId second = fixture.addAgent(QStringLiteral("Back Gate"), terminal->port());
    const SyncOutcome outcome = syncNow(fixture, second);
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->code, ErrorCode::Conflict);
    QVERIFY2(outcome.error->userText.contains(QStringLiteral("Main Gate")),
             qPrintable(outcome.error->userText));
    QCOMPARE(fixture.storedKeys(second), QStringList());
    QCOMPARE(fixture.device(second).serial, QString());
}

void tst_rightterminal::rightTerminalTakesTheNoticeBack()
{
    SchoolFixture fixture(Engine::Sqlite);
    const auto other = fixture.terminal(options("OTHER99"));
    const auto right = fixture.terminal(options("MINE1"));
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), other->port());
    QVERIFY(fixture.edit(id, [](Device &device) { device.serial = QStringLiteral("MINE1"); }));
    QVERIFY(syncNow(fixture, id).error.has_value());
    QCOMPARE(notices(fixture).size(), 1);
    QVERIFY(fixture.move(id, right->port()));
    QVERIFY(!syncNow(fixture, id).error);
    QCOMPARE(notices(fixture), QList<DeviceNotice>());
}

void tst_rightterminal::upperAndLowerCaseAreOneNumber()
{
    SchoolFixture fixture(Engine::Sqlite);
    const auto terminal = fixture.terminal(options("Oin7030"));
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QVERIFY(fixture.edit(id, [](Device &device) { device.serial = QStringLiteral("oiN7030"); }));
    QVERIFY(!syncNow(fixture, id).error);
}

void tst_rightterminal::leftDisabledIsLetIn()
{
    SchoolFixture fixture(Engine::Sqlite);
    const auto terminal = fixture.terminal(options());
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QVERIFY(await(fixture.composition->stores().devices.setLeftDisabled(id, 5)));
    // Any conversation lets people in, also one that is not a read.
    const Result<DeviceInfo> info = await(fixture.composition->terminals().info(id, {}));
    QVERIFY2(info, info ? "" : qPrintable(info.error().userText));
    QCOMPARE(fixture.device(id).leftDisabledUtc, 0);
    QVERIFY(terminal->tally().isEnabled);
}

void tst_rightterminal::wrongTerminalKeepsTheMark()
{
    SchoolFixture fixture(Engine::Sqlite);
    const auto terminal = fixture.terminal(options("OTHER99"));
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QVERIFY(fixture.edit(id, [](Device &device) { device.serial = QStringLiteral("MINE1"); }));
    QVERIFY(await(fixture.composition->stores().devices.setLeftDisabled(id, 5)));
    QVERIFY(syncNow(fixture, id).error.has_value());
    QCOMPARE(fixture.device(id).leftDisabledUtc, 5);
}

void tst_rightterminal::disabledWhileReadingIsNotedAndTakenBack()
{
    SchoolFixture fixture(Engine::Sqlite);
    const auto terminal = fixture.terminal(options());
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QVERIFY(fixture.edit(id, [](Device &device) { device.wire.disableWhileReading = true; }));
    const SyncOutcome outcome = syncNow(fixture, id);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->userText) : "");
    QVERIFY(terminal->tally().disables > 0);
    QVERIFY(terminal->tally().isEnabled);
    QCOMPARE(fixture.device(id).leftDisabledUtc, 0);
}

void tst_rightterminal::wireSettingsReachTheTerminal()
{
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions udp = options();
    udp.udpOnly = true;
    udp.udp = true;
    const auto terminal = fixture.terminal(udp);
    QVERIFY(terminal);
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QVERIFY(fixture.edit(id, [](Device &device) { device.wire.transport = WireTransport::Udp; }));
    const SyncOutcome outcome = syncNow(fixture, id);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->userText) : "");
    QCOMPARE(outcome.counts.added, 50);
}

ROLLCALL_TEST(tst_rightterminal);
#include "tst_rightterminal.moc"
