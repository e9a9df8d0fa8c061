// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/pushschool.h"
#include "tests/support/testmain.h"

#include <algorithm>

using namespace rollcall;
using namespace rollcall::test;

/// What can be asked of a terminal that pushes, with a simulated one at the real listener.
class tst_pushcommands : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void tellsWhoItIs();
    void setsTheClockAndRestarts();
    void writesAndDeletesUsers();
    void copiesUsersBetweenTheModes();
    void readsEverythingAgain();
};

void tst_pushcommands::tellsWhoItIs()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    PushingTerminal terminal(fixture, small());
    const Result<DeviceInfo> info = await(fixture.composition->terminals().info(id, {}));
    QVERIFY2(info, info ? "" : qPrintable(info.error().userText));
    QCOMPARE(info->serial, kSerial);
    QCOMPARE(info->model, QStringLiteral("SimGate"));
    QCOMPARE(info->firmware, QStringLiteral("Ver 8.0.4"));
    QCOMPARE(info->users, std::optional<qint64>(12));
    QCOMPARE(info->logs, std::optional<qint64>(60));
    terminal.finish();
    QCOMPARE(commandsOf(fixture, id).first().state, CommandState::Done);
}

void tst_pushcommands::setsTheClockAndRestarts()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    PushingTerminal terminal(fixture, small());
    TerminalControl &terminals = fixture.composition->terminals();
    const Result<ClockReading> reading = await(terminals.setClock(id, {}));
    QVERIFY(reading);
    QVERIFY(reading->wasSet);
    QVERIFY(await(terminals.restart(id, {})));
    const SimPushTally tally = terminal.finish();
    QCOMPARE(tally.clockSetTo, fixture.clock.utcMilliseconds() / 1000);
    QCOMPARE(tally.commands, 2);
    QCOMPARE(deeds(fixture, id), (QStringList{QStringLiteral("terminal.set_clock"),
                                              QStringLiteral("terminal.restart")}));
}

void tst_pushcommands::writesAndDeletesUsers()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    PushingTerminal terminal(fixture, small());
    TerminalControl &terminals = fixture.composition->terminals();
    const Result<QList<DeviceUserOutcome>> written = await(terminals.writeUsers(
        id,
        {draft("1", QStringLiteral("Asha")), draft("77", QStringLiteral("two\tfields")),
         draft("78", QStringLiteral("Chandra"))},
        {}));
    QVERIFY2(written, written ? "" : qPrintable(written.error().userText));
    QCOMPARE(written->size(), 3);
    QVERIFY(written->at(0).changed && !written->at(0).error);
    QVERIFY(!written->at(1).changed && written->at(1).error);
    QCOMPARE(written->at(1).error->code, ErrorCode::InvalidInput);
    QVERIFY(written->at(2).changed);
    QCOMPARE(commandsOf(fixture, id).size(), 2); // the bad one never became a command
    const Result<QList<DeviceUserOutcome>> deleted =
        await(terminals.deleteUsers(id, {QStringLiteral("2"), QStringLiteral("4711")}, {}));
    QVERIFY(deleted);
    QCOMPARE(deleted->size(), 2);
    QVERIFY(deleted->at(0).changed);
    QVERIFY(!deleted->at(1).changed && deleted->at(1).error);
    QVERIFY2(deleted->at(1).error->userText.contains(QStringLiteral("-10")),
             qPrintable(deleted->at(1).error->userText));
    const Result<QList<DeviceUser>> users = await(terminals.users(id, {}));
    QVERIFY(users);
    QHash<QString, QString> names;
    for (const DeviceUser &user : *users)
        names.insert(user.userId, user.name);
    QCOMPARE(names.size(), 12); // one more, one less
    QCOMPARE(names.value(QStringLiteral("1")), QStringLiteral("Asha"));
    QCOMPARE(names.value(QStringLiteral("78")), QStringLiteral("Chandra"));
    QVERIFY(!names.contains(QStringLiteral("2")));
    QCOMPARE(deeds(fixture, id), (QStringList{QStringLiteral("terminal.write_users 2"),
                                              QStringLiteral("terminal.delete_users 1")}));
}

void tst_pushcommands::copiesUsersBetweenTheModes()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId push = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    SimOptions agentOptions;
    agentOptions.users = 3;
    agentOptions.logs = 0;
    const auto gate = fixture.terminal(agentOptions);
    const DeviceId agent = fixture.addAgent(QStringLiteral("Gate"), gate->port());
    PushingTerminal terminal(fixture, small());
    TerminalControl &terminals = fixture.composition->terminals();
    const QString pupil = gate->device().userList().constFirst().name;
    const Result<QList<DeviceUserOutcome>> there =
        await(terminals.copyUsers(agent, push, {QStringLiteral("1")}, {}));
    QVERIFY2(there, there ? "" : qPrintable(there.error().userText));
    QCOMPARE(there->size(), 1);
    QVERIFY(there->first().changed);
    const Result<QList<DeviceUser>> users = await(terminals.users(push, {}));
    QVERIFY(users);
    const auto first = std::find_if(users->begin(), users->end(), [](const DeviceUser &user) {
        return user.userId == QStringLiteral("1");
    });
    QVERIFY(first != users->end());
    QCOMPARE(first->name, pupil);
    const Result<QList<DeviceUserOutcome>> back =
        await(terminals.copyUsers(push, agent, {QStringLiteral("12")}, {}));
    QVERIFY2(back, back ? "" : qPrintable(back.error().userText));
    QCOMPARE(back->size(), 1);
    QVERIFY(back->first().changed);
    QCOMPARE(gate->device().userList().size(), 4);
}

void tst_pushcommands::readsEverythingAgain()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    PushingTerminal terminal(fixture, small());
    QTRY_COMPARE(fixture.storedKeys(id).size(), 60);
    QVERIFY(await(fixture.composition->commands().readEverythingAgain(id)));
    QTRY_VERIFY(commandsOf(fixture, id).first().state == CommandState::Done);
    QTRY_VERIFY(!await(fixture.composition->stores().push.memory(id))->sendAllAgain);
    // Once more: a terminal that is told so at each start would send its whole log each time.
    QVERIFY(await(fixture.composition->terminals().restart(id, {})));
    QVERIFY(await(fixture.composition->terminals().info(id, {})));
    QVERIFY(await(fixture.composition->terminals().info(id, {})));
    QCOMPARE(terminal.finish().sent, 120);
    QCOMPARE(fixture.storedKeys(id).size(), 60);
}

ROLLCALL_TEST(tst_pushcommands);
#include "tst_pushcommands.moc"
