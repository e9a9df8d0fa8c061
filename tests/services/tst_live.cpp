// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace rollcall;
using rollcall::test::SchoolFixture;
using rollcall::test::waitFor;

class tst_live : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void punchIsStoredWithinASecond();
    void gapIsFilledAfterTheConnectionWasCut();
    void deadTerminalIsNoticed();
    void syncIsServedThroughTheConnection();
    void terminalIsLentToWhoeverAsks();
    void whoCannotIsPolled();
    void settingAndDeviceSayNo();
    void logIsReadAgainByInterval();
    void listensToSoManyOnly();
    void endsInTime();
};

namespace {

/// A school whose one terminal is being listened to.
struct ListeningSchool : SchoolFixture
{
    explicit ListeningSchool(const QList<SimFault> &faults = {})
        : SchoolFixture(Engine::Sqlite)
    {
        options.users = 40;
        options.logs = 60;
        options.restartMs = 400;
        options.faults = faults;
        sim = terminal(options);
        gate = addAgent(QStringLiteral("Main Gate"), sim->port());
    }
    /// Punches, by one user after the other, until the first of them comes as an event. A punch
    /// waits for the terminal's thread; none is on its way any more when this answers.
    bool listens()
    {
        qint64 punches = 0;
        const qint64 before = sim->device().memory().logCount();
        const bool heard = waitFor([&] {
            if (!composition->sync().isRunning(gate) && !sessions(gate).isEmpty()) {
                sim->punch(QString::number(++user % options.users + 1), 0, 1);
                ++punches;
            }
            return sim->tally().events > 0;
        });
        return heard &&
               waitFor([&] { return sim->device().memory().logCount() == before + punches; });
    }
    /// Everything that the terminal knows is here, once.
    bool isComplete()
    {
        return waitFor([this] { return storedKeys(gate) == terminalKeys(sim->device()); });
    }
    /// All that is stored was told of too, by a session or in @p told; a commit is seen before it
    /// is told.
    bool isTold(const QSignalSpy &told)
    {
        return waitFor([&] {
            qint64 added = 0;
            for (const SyncSession &session : sessions(gate))
                added += session.counts.added;
            for (const QList<QVariant> &signal : told)
                added += signal.at(1).value<IngestCounts>().added;
            return added == storedKeys(gate).size();
        });
    }
    /// The terminal goes away for a moment, as if somebody had pulled the plug.
    bool cut()
    {
        const auto drivers = makeDrivers(clock);
        SessionControl control;
        control.limits = limits;
        const Endpoint endpoint{QStringLiteral("127.0.0.1"), sim->port(), std::nullopt, {}};
        Result<std::unique_ptr<DeviceSession>> session = drivers.front()->open(endpoint, control);
        return session && (*session)->restart();
    }

    SimOptions options;
    std::unique_ptr<SimZkThread> sim;
    DeviceId gate;
    int user = 0;
};

SimFault fault(const char *text)
{
    return parseFault(QString::fromLatin1(text)).valueOr({});
}

} // namespace

void tst_live::punchIsStoredWithinASecond()
{
    ListeningSchool school;
    QSignalSpy stored(&school.composition->live(), &LiveListener::punchesStored);
    school.composition->startAgents();
    QVERIFY(school.listens());
    QVERIFY(school.isComplete());
    QVERIFY(school.isTold(stored));
    for (int i = 0; i < 5; ++i) {
        stored.clear();
        school.clock.advance(1000); // a second of its own for each
        QElapsedTimer timer;
        timer.start();
        school.sim->punch(QStringLiteral("7"), 1, 15);
        QVERIFY(waitFor([&] { return !stored.isEmpty(); }));
        const qint64 took = timer.elapsed();
        QVERIFY2(took < 1000, qPrintable(QString::number(took)));
        QCOMPARE(stored.first().at(0).value<DeviceId>(), school.gate);
        QCOMPARE(stored.first().at(1).value<IngestCounts>().added, 1);
        // Told after the commit: it is there now, not soon.
        QCOMPARE(school.storedKeys(school.gate), SchoolFixture::terminalKeys(school.sim->device()));
    }
    QCOMPARE(school.sim->tally().connections, 1);
    QVERIFY(school.sim->tally().eventAcks > 0);
    QVERIFY(school.device(school.gate).lastContactUtc > 0);
}

void tst_live::gapIsFilledAfterTheConnectionWasCut()
{
    ListeningSchool school;
    school.composition->startAgents();
    QVERIFY(school.listens());
    QVERIFY(school.isComplete());
    for (int round = 0; round < 3; ++round) {
        const int connections = school.sim->tally().connections;
        QVERIFY(school.cut());
        // Nobody is told of these.
        for (int i = 0; i < 5; ++i) {
            school.clock.advance(1000);
            const WallTime now =
                school.sim->device().memory().wallClock(school.clock.utcMilliseconds());
            school.sim->device().memory().append(QString::number(i + 1), now, 0, 1);
        }
        QVERIFY(school.isComplete());
        QVERIFY(school.sim->tally().connections >= connections + 2); // the cutter's, and ours again
    }
    // And it listens again.
    const int events = school.sim->tally().events;
    QVERIFY(waitFor([&] {
        school.clock.advance(1000);
        school.sim->punch(QStringLiteral("9"), 0, 1);
        return school.sim->tally().events > events;
    }));
    QVERIFY(school.isComplete());
}

void tst_live::deadTerminalIsNoticed()
{
    // It goes silent while it is being listened to; nothing ever says that the line is dead.
    ListeningSchool school({fault("stall-after=9000@1")});
    school.composition->startAgents();
    QVERIFY(waitFor([&] { return !school.sessions(school.gate).isEmpty(); }));
    // Probes are answered until the bytes are used up; then one is not.
    QVERIFY(waitFor(
        [&] {
            school.clock.advance(1000);
            school.sim->punch(QStringLiteral("9"), 0, 1);
            return school.sim->tally().connections > 1;
        },
        20000));
    QVERIFY(school.isComplete());
}

void tst_live::syncIsServedThroughTheConnection()
{
    ListeningSchool school;
    school.composition->startAgents();
    QVERIFY(school.listens());
    const qsizetype before = school.sessions(school.gate).size();
    QSignalSpy finished(&school.composition->sync(), &SyncControl::syncFinished);
    QElapsedTimer timer;
    timer.start();
    const Result<SyncOutcome> outcome = await(school.composition->sync().sync(school.gate));
    QVERIFY(outcome);
    QVERIFY2(!outcome->error, outcome->error ? qPrintable(outcome->error->userText) : "");
    QVERIFY(outcome->complete);
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(school.sim->tally().connections, 1);
    QTRY_VERIFY(!finished.isEmpty());
    QVERIFY(school.sessions(school.gate).size() > before);
    // Many at once, and none is refused.
    QList<Answer<SyncOutcome>> answers;
    for (int i = 0; i < 20; ++i)
        answers.append(school.composition->sync().sync(school.gate));
    for (const Answer<SyncOutcome> &answer : std::as_const(answers)) {
        const Result<SyncOutcome> each = await(answer);
        QVERIFY2(each && !each->error, each ? "" : qPrintable(each.error().userText));
    }
    QCOMPARE(school.sim->tally().connections, 1);
}

void tst_live::terminalIsLentToWhoeverAsks()
{
    ListeningSchool school;
    school.composition->startAgents();
    QVERIFY(school.listens());
    for (int i = 0; i < 3; ++i) {
        const int connections = school.sim->tally().connections;
        const Result<DeviceInfo> info =
            await(school.composition->terminals().info(school.gate, {}));
        // While the log is read it is not lent; that is soon over.
        if (!info && info.error().code == ErrorCode::Conflict) {
            --i;
            QVERIFY(waitFor([&] { return !school.composition->sync().isRunning(school.gate); }));
            continue;
        }
        QVERIFY2(info, info ? "" : qPrintable(info.error().userText));
        QCOMPARE(info->serial, school.options.serial);
        QVERIFY(waitFor([&] { return school.sim->tally().connections == connections + 2; }));
    }
    const int events = school.sim->tally().events;
    QVERIFY(waitFor([&] {
        school.clock.advance(1000);
        school.sim->punch(QStringLiteral("9"), 0, 1);
        return school.sim->tally().events > events;
    }));
    QVERIFY(school.isComplete());
}

void tst_live::whoCannotIsPolled()
{
    ListeningSchool school({fault("no-events")});
    QSignalSpy handedBack(&school.composition->live(), &LiveListener::handedBack);
    school.composition->startAgents();
    QVERIFY(waitFor([&] { return !handedBack.isEmpty(); }));
    QCOMPARE(handedBack.first().first().value<DeviceId>(), school.gate);
    school.clock.advance(1000);
    school.sim->punch(QStringLiteral("9"), 0, 1);
    QVERIFY(waitFor([&] {
        school.clock.advance(60'000);
        school.composition->scheduler().devicesChanged();
        return school.storedKeys(school.gate) == SchoolFixture::terminalKeys(school.sim->device());
    }));
    QCOMPARE(handedBack.size(), 1); // it was not tried a second time
}

void tst_live::settingAndDeviceSayNo()
{
    ListeningSchool school;
    QVERIFY(school.set("sync.live", QStringLiteral("off")));
    school.composition->startAgents();
    QVERIFY(school.isComplete());
    QVERIFY(waitFor([&] { return school.sim->tally().exits == 1; })); // read, and left
    // On for the school, off for the device.
    QVERIFY(school.edit(school.gate, [](Device &device) { device.wire.live = false; }));
    QVERIFY(school.set("sync.live", QStringLiteral("on")));
    school.clock.advance(300'000);
    school.composition->scheduler().devicesChanged();
    QVERIFY(waitFor([&] { return school.sim->tally().exits == 2; }));
    // On for both.
    QVERIFY(school.edit(school.gate, [](Device &device) { device.wire.live = true; }));
    QVERIFY(school.listens());
    QCOMPARE(school.sim->tally().connections, 3);
    // And off again while it listens.
    QVERIFY(await(school.composition->devices().setActive(school.gate, false)));
    QVERIFY(waitFor([&] { return school.sim->tally().exits == 3; }));
}

void tst_live::logIsReadAgainByInterval()
{
    ListeningSchool school;
    LiveRules rules = school.liveRules;
    rules.intervalMs = 300;
    QSet<DeviceId> taken = school.composition->live().listenTo({school.device(school.gate)}, rules);
    QCOMPARE(taken, QSet<DeviceId>{school.gate});
    QVERIFY(waitFor([&] { return school.sessions(school.gate).size() >= 4; }));
    QCOMPARE(school.sim->tally().connections, 1);
    // A log that no event told of.
    school.clock.advance(1000);
    school.sim->device().memory().append(
        QStringLiteral("3"),
        school.sim->device().memory().wallClock(school.clock.utcMilliseconds()), 0, 1);
    QVERIFY(school.isComplete());
    QCOMPARE(school.sim->tally().connections, 1);
}

void tst_live::listensToSoManyOnly()
{
    ListeningSchool school;
    school.sim.reset();
    QList<Device> devices;
    for (int i = 0; i < 40; ++i) {
        const DeviceId id = school.addAgent(QStringLiteral("Gate %1").arg(i),
                                            static_cast<quint16>(1 + i)); // nobody is there
        devices.append(school.device(id));
    }
    devices[0].active = false;
    devices[1].mode = SyncMode::Push;
    devices[2].wire.live = false;
    const QSet<DeviceId> taken = school.composition->live().listenTo(devices, school.liveRules);
    QCOMPARE(taken.size(), LiveListener::kMost);
    for (int i = 0; i < 3; ++i)
        QVERIFY(!taken.contains(devices.at(i).id));
    QVERIFY(taken.contains(devices.at(3).id));
    QElapsedTimer timer;
    timer.start();
    school.composition->live().stop();
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
}

void tst_live::endsInTime()
{
    ListeningSchool school;
    school.composition->startAgents();
    QVERIFY(school.listens());
    QElapsedTimer timer;
    timer.start();
    school.composition->stopAgents();
    const qint64 took = timer.elapsed();
    // 200 ms, a good-bye, and this PC's own delays.
    QVERIFY2(took < 1500, qPrintable(QString::number(took)));
    QVERIFY(waitFor([&] { return school.sim->tally().exits == 1; }));
    const Result<SyncOutcome> outcome = await(school.composition->sync().sync(school.gate));
    QVERIFY(outcome && outcome->complete);
}

ROLLCALL_TEST(tst_live);
#include "tst_live.moc"
