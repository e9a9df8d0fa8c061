// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QTimeZone>

using namespace rollcall;
using rollcall::test::SchoolFixture;

/// What can be asked of a terminal beside reading it, and what is written down of it.
class tst_terminals : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void tellsWhatItCanDo();
    void asksAndRings();
    void refusesWhatIsNoTerminal();
    void clockIsSet_data();
    void clockIsSet();
    void logIsClearedBehindAProof();
    void logIsNotClearedWithoutOne_data();
    void logIsNotClearedWithoutOne();
    void usersAreWrittenAndDeleted();
    void usersAreCopied();
    void restartedTerminalComesBack();
    void stopIsHonoured();
    void endOfTheProgramEndsACall();
};

namespace {

struct Trail
{
    QString what;
    QString before;
    QString after;
};

QList<Trail> trailOf(SchoolFixture &fixture, DeviceId id)
{
    const auto open = Database::open(fixture.database.config(), Access::ReadOnly);
    QList<Trail> trail;
    if (!open)
        return trail;
    Result<Rows> rows = (*open)->query(
        "test.trail",
        QStringLiteral("SELECT what, before_text, after_text FROM audit_entry WHERE subject = ? "
                       "AND author = 'test' AND what LIKE 'terminal.%' ORDER BY id"),
        {QString::number(id.value)});
    while (rows && rows->next())
        trail.append({rows->text(0), rows->text(1), rows->text(2)});
    return trail;
}

SimOptions small(const char *serial = "SIM0000001")
{
    SimOptions options;
    options.users = 12;
    options.logs = 300;
    options.serial = QString::fromLatin1(serial);
    return options;
}

} // namespace

void tst_terminals::tellsWhatItCanDo()
{
    SchoolFixture fixture(Engine::Sqlite);
    TerminalControl &terminals = fixture.composition->terminals();
    // Nothing is asked of it: nobody listens at that port.
    const DeviceId agent = fixture.addAgent(QStringLiteral("Gate"), 1);
    using Ability = TerminalAbility;
    const Result<TerminalProfile> profile = await(terminals.profile(agent));
    QVERIFY(profile);
    QCOMPARE(profile->abilities, Ability::Read | Ability::Tell | Ability::SetClock |
                                     Ability::WriteUsers | Ability::Restart | Ability::Beep |
                                     Ability::ClearLogs);
    const DeviceId push = fixture.addPushTerminal(QStringLiteral("Yard"), QStringLiteral("SN7"));
    const Result<TerminalProfile> fetching = await(terminals.profile(push));
    QVERIFY(fetching);
    QCOMPARE(fetching->abilities, Ability::Tell | Ability::SetClock | Ability::WriteUsers |
                                      Ability::Restart | Ability::Queue);
    QCOMPARE(fetching->told.serial, QStringLiteral("SN7"));
    DeviceDraft script;
    script.device.name = QStringLiteral("Script");
    script.device.mode = SyncMode::Push;
    script.device.driver = QStringLiteral("json");
    const Result<DeviceSaved> saved = await(fixture.composition->devices().save(script));
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().userText));
    QCOMPARE(await(terminals.profile(saved->device.id))->abilities, TerminalAbilities());
    const Result<TerminalProfile> none = await(terminals.profile(DeviceId{99}));
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotFound);
}

void tst_terminals::asksAndRings()
{
    SchoolFixture fixture(Engine::Sqlite);
    const auto terminal = fixture.terminal(small());
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    TerminalControl &terminals = fixture.composition->terminals();
    const Result<DeviceInfo> info = await(terminals.info(id, {}));
    QVERIFY2(info, info ? "" : qPrintable(info.error().userText));
    QCOMPARE(info->serial, QStringLiteral("SIM0000001"));
    QCOMPARE(info->users.value_or(-1), 12);
    QCOMPARE(info->logs.value_or(-1), 300);
    const Result<QList<DeviceUser>> users = await(terminals.users(id, {}));
    QVERIFY(users);
    QCOMPARE(users->size(), 12);
    QCOMPARE(await(fixture.composition->devices().overview())->first().users, 12);
    QVERIFY(await(terminals.beep(id, {})));
    QCOMPARE(terminal->tally().beeps, 1);
    QCOMPARE(await(terminals.unlock(id, 0, {})).error().code, ErrorCode::InvalidInput);
    QCOMPARE(await(terminals.unlock(id, 61, {})).error().code, ErrorCode::InvalidInput);
    QCOMPARE(terminal->tally().unlockFor, -1);
    QVERIFY(await(terminals.unlock(id, 3, {})));
    QCOMPARE(terminal->tally().unlockFor, 30); // tenths, unless the device is set otherwise
    QVERIFY(fixture.edit(id, [](Device &device) { device.wire.unlockFactor = 1; }));
    QVERIFY(await(terminals.unlock(id, 3, {})));
    QCOMPARE(terminal->tally().unlockFor, 3);
    const QList<Trail> trail = trailOf(fixture, id);
    QCOMPARE(trail.size(), 2);
    QCOMPARE(trail.first().what, QStringLiteral("terminal.unlock"));
}

void tst_terminals::refusesWhatIsNoTerminal()
{
    SchoolFixture fixture(Engine::Sqlite);
    TerminalControl &terminals = fixture.composition->terminals();
    QCOMPARE(await(terminals.info(DeviceId{99}, {})).error().code, ErrorCode::NotFound);
    DeviceDraft push;
    push.device.name = QStringLiteral("Wi-Fi door");
    push.device.mode = SyncMode::Push;
    push.device.driver = QStringLiteral("json");
    const DeviceId id = await(fixture.composition->devices().save(push))->device.id;
    QCOMPARE(await(terminals.info(id, {})).error().code, ErrorCode::Unsupported);
    QCOMPARE(await(terminals.clearLogs(id, {})).error().code, ErrorCode::Unsupported);
    QCOMPARE(await(terminals.copyUsers(id, id, {}, {})).error().code, ErrorCode::InvalidInput);
}

void tst_terminals::clockIsSet_data()
{
    QTest::addColumn<QString>("utc");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<int>("offset");
    QTest::addColumn<bool>("wasSet");
    QTest::addColumn<bool>("isRefused");
    const auto row = [](const char *name, const char *utc, const char *zone, int offset,
                        bool wasSet, bool isRefused) {
        QTest::newRow(name) << QString::fromLatin1(utc) << QByteArray(zone) << offset << wasSet
                            << isRefused;
    };
    const char *kolkata = "Asia/Kolkata";
    const char *berlin = "Europe/Berlin";
    row("ahead", "2026-11-22T04:30:00", kolkata, 840, true, false);
    row("years behind", "2026-11-22T04:30:00", kolkata, -600'000'000, true, false);
    row("six seconds", "2026-11-22T04:30:00", kolkata, 6, true, false);
    row("five seconds are fine", "2026-11-22T04:30:00", kolkata, 5, false, false);
    row("five seconds behind, too", "2026-11-22T04:30:00", kolkata, -5, false, false);
    row("two minutes before midnight", "2026-11-22T18:28:00", kolkata, 60, false, true);
    row("just after midnight", "2026-11-22T18:31:59", kolkata, 60, false, true);
    row("three minutes before midnight", "2026-11-22T18:27:59", kolkata, 60, true, false);
    row("two minutes after midnight", "2026-11-22T18:32:00", kolkata, 60, true, false);
    row("midnight, and it is right", "2026-11-22T18:30:00", kolkata, 3, false, false);
    row("half an hour before winter time", "2026-10-25T00:30:00", berlin, 60, false, true);
    row("half an hour after it", "2026-10-25T01:30:00", berlin, 60, false, true);
    row("an hour and more before it", "2026-10-24T23:55:00", berlin, 60, true, false);
    row("an hour and more after it", "2026-10-25T02:05:00", berlin, 60, true, false);
    row("half an hour before summer time", "2026-03-29T00:30:00", berlin, 60, false, true);
    row("the same day without it", "2026-03-29T00:30:00", kolkata, 60, true, false);
}

void tst_terminals::clockIsSet()
{
    QFETCH(QString, utc);
    QFETCH(QByteArray, zone);
    QFETCH(int, offset);
    QFETCH(bool, wasSet);
    QFETCH(bool, isRefused);
    SchoolFixture fixture(Engine::Sqlite);
    QDateTime now = QDateTime::fromString(utc, Qt::ISODate);
    now.setTimeSpec(Qt::UTC);
    fixture.clock.set(now.toMSecsSinceEpoch());
    const auto terminal = fixture.terminal(small());
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QVERIFY(fixture.edit(id, [&zone](Device &device) { device.timeZone = zone; }));
    const QDateTime here = now.toTimeZone(QTimeZone(zone));
    const WallTime wall(here.date(), here.time());
    SimMemory &memory = terminal->device().memory();
    memory.setWallClock(wall.addSeconds(offset), fixture.clock.utcMilliseconds());
    const Result<ClockReading> reading = await(fixture.composition->terminals().setClock(id, {}));
    QCOMPARE(!reading.isOk(), isRefused);
    if (isRefused)
        QCOMPARE(reading.error().code, ErrorCode::Conflict);
    else
        QCOMPARE(reading->wasSet, wasSet);
    if (!isRefused)
        QCOMPARE(reading->offsetSeconds, offset);
    QCOMPARE(memory.wallClock(fixture.clock.utcMilliseconds()),
             wasSet ? wall : wall.addSeconds(offset));
    const QList<Trail> trail = trailOf(fixture, id);
    QCOMPARE(trail.size(), wasSet ? 1 : 0);
    if (wasSet) {
        QCOMPARE(trail.first().what, QStringLiteral("terminal.set_clock"));
        QCOMPARE(trail.first().before, QString::number(offset));
    }
}

void tst_terminals::logIsClearedBehindAProof()
{
    SchoolFixture fixture(Engine::Sqlite);
    const auto terminal = fixture.terminal(small());
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    const QStringList held = SchoolFixture::terminalKeys(terminal->device());
    const Result<ClearOutcome> cleared = await(fixture.composition->terminals().clearLogs(id, {}));
    QVERIFY2(cleared, cleared ? "" : qPrintable(cleared.error().userText));
    QCOMPARE(cleared->stored, 300);
    QCOMPARE(cleared->cleared, 300);
    QCOMPARE(terminal->tally().clears, 1);
    QCOMPARE(terminal->device().logs(), 0);
    QVERIFY(terminal->tally().isEnabled);
    QCOMPARE(fixture.storedKeys(id), held);
    // It is a visit like every other.
    const QList<SyncSession> sessions = fixture.sessions(id);
    QCOMPARE(sessions.size(), 1);
    QVERIFY(sessions.first().complete);
    QCOMPARE(sessions.first().counts.added, 300);
    const QList<Trail> trail = trailOf(fixture, id);
    QCOMPARE(trail.size(), 1);
    QCOMPARE(trail.first().what, QStringLiteral("terminal.clear_logs"));
    QCOMPARE(trail.first().before, QStringLiteral("300"));
    // An empty log is cleared as well, and nothing that is stored goes.
    const Result<ClearOutcome> again = await(fixture.composition->terminals().clearLogs(id, {}));
    QVERIFY2(again, again ? "" : qPrintable(again.error().userText));
    QCOMPARE(again->cleared, 0);
    QCOMPARE(fixture.storedKeys(id), held);
}

void tst_terminals::logIsNotClearedWithoutOne_data()
{
    QTest::addColumn<QString>("fault");
    QTest::newRow("cut") << QStringLiteral("drop-after=6000");
    QTest::newRow("shorter than announced") << QStringLiteral("short-count");
    QTest::newRow("hangs") << QStringLiteral("stall-after=6000");
}

void tst_terminals::logIsNotClearedWithoutOne()
{
    QFETCH(QString, fault);
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions options = small();
    options.faults = {parseFault(fault).valueOr({})};
    const auto terminal = fixture.terminal(options);
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    const Result<ClearOutcome> cleared = await(fixture.composition->terminals().clearLogs(id, {}));
    QVERIFY(!cleared);
    QVERIFY(!cleared.error().userText.isEmpty());
    QCOMPARE(terminal->tally().clears, 0);
    QCOMPARE(terminal->device().logs(), 300);
    QCOMPARE(trailOf(fixture, id).size(), 0);
}

void tst_terminals::usersAreWrittenAndDeleted()
{
    SchoolFixture fixture(Engine::Sqlite);
    const auto terminal = fixture.terminal(small());
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    TerminalControl &terminals = fixture.composition->terminals();
    DeviceUserDraft pupil;
    pupil.userId = QStringLiteral("777");
    pupil.name = QStringLiteral("Somebody");
    const Result<QList<DeviceUserOutcome>> written = await(terminals.writeUsers(id, {pupil}, {}));
    QVERIFY2(written, written ? "" : qPrintable(written.error().userText));
    QCOMPARE(written->size(), 1);
    QVERIFY(written->first().changed);
    QVERIFY(SchoolFixture::userIds(terminal->device()).contains(QStringLiteral("777")));
    const Result<QList<DeviceUserOutcome>> deleted =
        await(terminals.deleteUsers(id, {QStringLiteral("777"), QStringLiteral("3")}, {}));
    QVERIFY(deleted);
    QCOMPARE(deleted->size(), 2);
    QVERIFY(!SchoolFixture::userIds(terminal->device()).contains(QStringLiteral("777")));
    QVERIFY(!SchoolFixture::userIds(terminal->device()).contains(QStringLiteral("3")));
    QVERIFY(terminal->tally().isEnabled);
    const QList<Trail> trail = trailOf(fixture, id);
    QCOMPARE(trail.size(), 2);
    QCOMPARE(trail.at(0).what, QStringLiteral("terminal.write_users"));
    QCOMPARE(trail.at(0).after, QStringLiteral("changed 1, refused 0"));
    QCOMPARE(trail.at(1).after, QStringLiteral("changed 2, refused 0"));
    for (const Trail &line : trail)
        QVERIFY(!line.after.contains(QStringLiteral("777")) &&
                !line.after.contains(QStringLiteral("Somebody")));
}

void tst_terminals::usersAreCopied()
{
    SchoolFixture fixture(Engine::Sqlite);
    const auto full = fixture.terminal(small());
    SimOptions fresh = small("SIM0000002");
    fresh.users = 2;
    fresh.logs = 0;
    const auto empty = fixture.terminal(fresh);
    const DeviceId from = fixture.addAgent(QStringLiteral("Main Gate"), full->port());
    const DeviceId to = fixture.addAgent(QStringLiteral("Back Gate"), empty->port());
    TerminalControl &terminals = fixture.composition->terminals();
    const QStringList some{QStringLiteral("5"), QStringLiteral("404"), QStringLiteral("9")};
    const Result<QList<DeviceUserOutcome>> few = await(terminals.copyUsers(from, to, some, {}));
    QVERIFY2(few, few ? "" : qPrintable(few.error().userText));
    QCOMPARE(few->size(), 3);
    for (qsizetype i = 0; i < some.size(); ++i)
        QCOMPARE(few->at(i).userId, some.at(i));
    QVERIFY(few->at(0).changed && !few->at(0).error);
    QVERIFY(few->at(1).error.has_value());
    QCOMPARE(few->at(1).error->code, ErrorCode::NotFound);
    QVERIFY(few->at(2).changed && !few->at(2).error);
    QCOMPARE(empty->device().users(), 4);
    const Result<QList<DeviceUserOutcome>> all = await(terminals.copyUsers(from, to, {}, {}));
    QVERIFY(all);
    QCOMPARE(all->size(), 12);
    QCOMPARE(empty->device().users(), 12);
    for (const DeviceUser &user : full->device().userList()) {
        const QList<DeviceUser> there = empty->device().userList();
        const auto copy = std::find_if(there.begin(), there.end(), [&user](const DeviceUser &u) {
            return u.userId == user.userId;
        });
        QVERIFY(copy != there.end());
        QCOMPARE(copy->name, user.name);
        QCOMPARE(copy->card, user.card);
        QCOMPARE(copy->privilege, user.privilege);
    }
    QCOMPARE(trailOf(fixture, from).size(), 0);
    QCOMPARE(trailOf(fixture, to).size(), 2);
}

void tst_terminals::restartedTerminalComesBack()
{
    SchoolFixture fixture(Engine::Sqlite);
    SimOptions options = small();
    options.restartMs = 200;
    const auto terminal = fixture.terminal(options);
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QVERIFY(await(fixture.composition->terminals().restart(id, {})));
    QTRY_COMPARE(terminal->tally().restarts.load(), 1);
    QVERIFY(rollcall::test::waitFor([&] {
        const Result<SyncOutcome> outcome = await(fixture.composition->sync().sync(id));
        return outcome && outcome->complete;
    }));
    QCOMPARE(trailOf(fixture, id).size(), 1);
}

void tst_terminals::stopIsHonoured()
{
    SchoolFixture fixture(Engine::Sqlite);
    fixture.limits.handshakeMs = 20000;
    fixture.reopen();
    SimOptions options = small();
    options.faults = {parseFault(u"busy").valueOr({})};
    const auto terminal = fixture.terminal(options);
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    std::stop_source stop;
    const Answer<DeviceInfo> answer = fixture.composition->terminals().info(id, stop.get_token());
    QTRY_COMPARE(terminal->tally().connections.load(), 1);
    QElapsedTimer timer;
    timer.start();
    stop.request_stop();
    const Result<DeviceInfo> info = await(answer);
    QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(info.error().code, ErrorCode::Cancelled);
    // Stopped before it began.
    QCOMPARE(await(fixture.composition->terminals().beep(id, stop.get_token())).error().code,
             ErrorCode::Cancelled);
    QCOMPARE(terminal->tally().connections, 1);
}

void tst_terminals::endOfTheProgramEndsACall()
{
    SchoolFixture fixture(Engine::Sqlite);
    fixture.limits.handshakeMs = 20000;
    fixture.reopen();
    SimOptions options = small();
    options.faults = {parseFault(u"busy").valueOr({})};
    const auto terminal = fixture.terminal(options);
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), terminal->port());
    const Answer<ClearOutcome> answer = fixture.composition->terminals().clearLogs(id, {});
    QTRY_COMPARE(terminal->tally().connections.load(), 1);
    QElapsedTimer timer;
    timer.start();
    fixture.composition.reset();
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(await(answer).error().code, ErrorCode::Cancelled);
}

ROLLCALL_TEST(tst_terminals);
#include "tst_terminals.moc"
