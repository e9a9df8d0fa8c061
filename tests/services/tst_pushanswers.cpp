// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/pushschool.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>

#include <functional>

using namespace rollcall;
using namespace rollcall::test;

/// The same, answer by answer: what the office is told when a terminal answers late, badly or not
/// at all.
class tst_pushanswers : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void listsUsersThatComeAfterTheAnswer();
    void inactiveTerminalIsAskedNothing();
    void silentTerminalLeavesItInTheQueue();
    void someAreAnsweredInTime();
    void tellsWhyItWasNotDone_data();
    void tellsWhyItWasNotDone();
    void stopTakesBackWhatWaits();
    void endOfTheProgramEndsACall();
    void readsAgain_data();
    void readsAgain();
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();
};

void tst_pushanswers::listsUsersThatComeAfterTheAnswer()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    DeviceReport before;
    before.users = {{QStringLiteral("9"), QStringLiteral("Gone since"), {}, {}, false, {}}};
    QVERIFY(tell(fixture, id, before));
    fixture.clock.advance(1000);
    const Answer<QList<DeviceUser>> asked = fixture.composition->terminals().users(id, {});
    QTRY_COMPARE(commandsOf(fixture, id).size(), 1);
    const QList<DeviceCommand> fetched = fetch(fixture, id);
    QCOMPARE(fetched.size(), 1);
    QCOMPARE(fetched.first().text, QStringLiteral("DATA QUERY USERINFO"));
    fixture.clock.advance(1000);
    // Both ways occur (push-protocols.md, section 2.9): some before the answer, the rest after it.
    DeviceReport first;
    first.users = {{QStringLiteral("1"), QStringLiteral("Asha"), {}, 14, false, {}}};
    QVERIFY(tell(fixture, id, first));
    QVERIFY(answer(fixture, id, fetched.first(), 0));
    DeviceReport second;
    second.users = {
        {QStringLiteral("2"), QStringLiteral("Bela"), QStringLiteral("77"), 0, false, {}}};
    QVERIFY(tell(fixture, id, second));
    const Result<QList<DeviceUser>> users = await(asked);
    QVERIFY(users);
    const QList<DeviceUser> expected{
        {QStringLiteral("1"), QStringLiteral("Asha"), QString(), 14, 0},
        {QStringLiteral("2"), QStringLiteral("Bela"), QStringLiteral("77"), 0, 0}};
    QCOMPARE(*users, expected);
}

void tst_pushanswers::inactiveTerminalIsAskedNothing()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    QVERIFY(await(fixture.composition->devices().setActive(id, false)));
    const Result<> refused = await(fixture.composition->terminals().restart(id, {}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    QCOMPARE(commandsOf(fixture, id), QList<DeviceCommand>());
}

void tst_pushanswers::silentTerminalLeavesItInTheQueue()
{
    SchoolFixture fixture(Engine::Sqlite);
    fixture.pushRules.patienceMs = 60;
    fixture.reopen();
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    TerminalControl &terminals = fixture.composition->terminals();
    const Result<> restarted = await(terminals.restart(id, {}));
    QVERIFY(!restarted);
    QCOMPARE(restarted.error().code, ErrorCode::Timeout);
    QVERIFY2(restarted.error().userText.contains(QStringLiteral("\"Yard\"")),
             qPrintable(restarted.error().userText));
    const Result<QList<DeviceUserOutcome>> written =
        await(terminals.writeUsers(id, {draft("1", QStringLiteral("Asha"))}, {}));
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::Timeout);
    QCOMPARE(await(terminals.info(id, {})).error().code, ErrorCode::Timeout);
    // Whoever told of itself before is known by that.
    DeviceReport report;
    report.facts = {{QStringLiteral("firmware"), QStringLiteral("Ver 8")}};
    QVERIFY(tell(fixture, id, report));
    const Result<DeviceInfo> known = await(terminals.info(id, {}));
    QVERIFY(known);
    QCOMPARE(known->firmware, QStringLiteral("Ver 8"));
    QCOMPARE(deeds(fixture, id), QStringList());
    const QList<DeviceCommand> waiting = fetch(fixture, id);
    QCOMPARE(waiting.size(), 4);
    QCOMPARE(waiting.first().text, QStringLiteral("REBOOT"));
}

void tst_pushanswers::someAreAnsweredInTime()
{
    SchoolFixture fixture(Engine::Sqlite);
    fixture.pushRules.patienceMs = 500;
    fixture.reopen();
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    const Answer<QList<DeviceUserOutcome>> asked = fixture.composition->terminals().writeUsers(
        id, {draft("1", QStringLiteral("Asha")), draft("2", QStringLiteral("Bela"))}, {});
    QTRY_COMPARE(commandsOf(fixture, id).size(), 2);
    const QList<DeviceCommand> fetched = fetch(fixture, id);
    QVERIFY(answer(fixture, id, fetched.at(1), 0));
    const Result<QList<DeviceUserOutcome>> outcomes = await(asked);
    QVERIFY2(outcomes, outcomes ? "" : qPrintable(outcomes.error().userText));
    QVERIFY(!outcomes->at(0).changed && outcomes->at(0).error);
    QCOMPARE(outcomes->at(0).error->code, ErrorCode::Timeout);
    QVERIFY(outcomes->at(1).changed && !outcomes->at(1).error);
    QCOMPARE(deeds(fixture, id), QStringList{QStringLiteral("terminal.write_users 1")});
}

void tst_pushanswers::tellsWhyItWasNotDone_data()
{
    QTest::addColumn<std::optional<qint64>>("value"); // nullopt: it is taken back
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("says");
    QTest::newRow("busy") << std::optional<qint64>(-1005) << ErrorCode::ProtocolViolation
                          << QStringLiteral("busy");
    QTest::newRow("not known") << std::optional<qint64>(-1002) << ErrorCode::ProtocolViolation
                               << QStringLiteral("-1002");
    QTest::newRow("a number nobody knows")
        << std::optional<qint64>(-77) << ErrorCode::ProtocolViolation << QStringLiteral("-77");
    QTest::newRow("taken back") << std::optional<qint64>() << ErrorCode::Cancelled
                                << QStringLiteral("taken back");
}

void tst_pushanswers::tellsWhyItWasNotDone()
{
    QFETCH(std::optional<qint64>, value);
    QFETCH(ErrorCode, code);
    QFETCH(QString, says);
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    const Answer<> asked = fixture.composition->terminals().restart(id, {});
    QTRY_COMPARE(commandsOf(fixture, id).size(), 1);
    if (value)
        QVERIFY(answer(fixture, id, fetch(fixture, id).value(0), *value));
    else
        QVERIFY(
            await(fixture.composition->commands().revoke(id, commandsOf(fixture, id).first().id)));
    const Result<> done = await(asked);
    QVERIFY(!done);
    QCOMPARE(done.error().code, code);
    QVERIFY2(done.error().userText.contains(says), qPrintable(done.error().userText));
    QCOMPARE(deeds(fixture, id), QStringList());
}

void tst_pushanswers::stopTakesBackWhatWaits()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    std::stop_source stop;
    const Answer<QList<DeviceUserOutcome>> asked = fixture.composition->terminals().writeUsers(
        id, {draft("1", QStringLiteral("Asha")), draft("2", QStringLiteral("Bela"))},
        stop.get_token());
    QTRY_COMPARE(commandsOf(fixture, id).size(), 2);
    QCOMPARE(await(fixture.composition->stores().push.takeCommands(id, 1, {}))->commands.size(), 1);
    QElapsedTimer ended;
    ended.start();
    stop.request_stop();
    QCOMPARE(await(asked).error().code, ErrorCode::Cancelled);
    QVERIFY(ended.elapsed() < 1000 * kSlowness);
    const QList<DeviceCommand> left = commandsOf(fixture, id);
    QCOMPARE(left.at(0).state, CommandState::Revoked);
    QCOMPARE(left.at(1).state, CommandState::Sent); // the terminal has it
}

void tst_pushanswers::endOfTheProgramEndsACall()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    const Answer<> asked = fixture.composition->terminals().restart(id, {});
    QTRY_COMPARE(commandsOf(fixture, id).size(), 1);
    QElapsedTimer ended;
    ended.start();
    fixture.composition.reset();
    QVERIFY(asked.isFinished());
    QCOMPARE(asked.result().error().code, ErrorCode::Cancelled);
    QVERIFY(ended.elapsed() < 3000 * kSlowness);
}

void tst_pushanswers::readsAgain_data()
{
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("to");
    QTest::addColumn<QStringList>("expected");
    const auto text = [](const char *from, const char *to) {
        return QStringLiteral("DATA QUERY ATTLOG StartTime=%1 00:00:00\tEndTime=%2 23:59:59")
            .arg(QString::fromLatin1(from), QString::fromLatin1(to));
    };
    QTest::newRow("one day") << QDate(2026, 3, 12) << QDate(2026, 3, 12)
                             << QStringList{text("2026-03-12", "2026-03-12")};
    QTest::newRow("31 days") << QDate(2026, 3, 1) << QDate(2026, 3, 31)
                             << QStringList{text("2026-03-01", "2026-03-31")};
    QTest::newRow("32 days") << QDate(2026, 3, 1) << QDate(2026, 4, 1)
                             << QStringList{text("2026-03-01", "2026-03-31"),
                                            text("2026-04-01", "2026-04-01")};
    QTest::newRow("backwards") << QDate(2026, 3, 12) << QDate(2026, 3, 11) << QStringList();
}

void tst_pushanswers::readsAgain()
{
    QFETCH(QDate, from);
    QFETCH(QDate, to);
    QFETCH(QStringList, expected);
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    const Result<QList<DeviceCommand>> queued =
        await(fixture.composition->commands().readAgain(id, from, to));
    QCOMPARE(queued.isOk(), !expected.isEmpty());
    if (!queued)
        QCOMPARE(queued.error().code, ErrorCode::InvalidInput);
    QStringList texts;
    for (const DeviceCommand &command : fetch(fixture, id))
        texts.append(command.text);
    QCOMPARE(texts, expected);
}

void tst_pushanswers::refusesWhatCannotBe_data()
{
    using Ask = std::function<Result<>(Composition &, DeviceId)>;
    QTest::addColumn<Ask>("ask");
    QTest::addColumn<bool>("isAdms");
    const auto row = [](const char *what, bool isAdms, const Ask &ask) {
        QTest::newRow(what) << ask << isAdms;
    };
    row("beep", true,
        [](Composition &school, DeviceId id) { return await(school.terminals().beep(id, {})); });
    row("unlock", true, [](Composition &school, DeviceId id) {
        return await(school.terminals().unlock(id, 5, {}));
    });
    const auto reasonOf = [](const auto &result) {
        return result ? ok() : Result<>(result.error());
    };
    row("clear its log", true, [reasonOf](Composition &school, DeviceId id) {
        return reasonOf(await(school.terminals().clearLogs(id, {})));
    });
    row("a device that fetches nothing: who it is", false,
        [reasonOf](Composition &school, DeviceId id) {
            return reasonOf(await(school.terminals().info(id, {})));
        });
    row("a device that fetches nothing: read again", false,
        [reasonOf](Composition &school, DeviceId id) {
            return reasonOf(
                await(school.commands().readAgain(id, QDate(2026, 3, 12), QDate(2026, 3, 12))));
        });
    row("a device that fetches nothing: read everything again", false,
        [reasonOf](Composition &school, DeviceId id) {
            return reasonOf(await(school.commands().readEverythingAgain(id)));
        });
}

void tst_pushanswers::refusesWhatCannotBe()
{
    using Ask = std::function<Result<>(Composition &, DeviceId)>;
    QFETCH(Ask, ask);
    QFETCH(bool, isAdms);
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId id = fixture.addPushTerminal(QStringLiteral("Yard"), kSerial);
    if (!isAdms)
        QVERIFY(fixture.edit(id, [](Device &device) { device.driver = QStringLiteral("json"); }));
    const Result<> refused = ask(*fixture.composition, id);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Unsupported);
    QVERIFY2(refused.error().userText.contains(QStringLiteral("\"Yard\"")),
             qPrintable(refused.error().userText));
    QCOMPARE(commandsOf(fixture, id), QList<DeviceCommand>());
    QVERIFY(!await(fixture.composition->stores().push.memory(id))->sendAllAgain);
    QCOMPARE(ask(*fixture.composition, DeviceId{4711}).error().code, ErrorCode::NotFound);
}

ROLLCALL_TEST(tst_pushanswers);
#include "tst_pushanswers.moc"
