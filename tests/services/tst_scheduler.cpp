// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QSignalSpy>

#include <vector>

using namespace rollcall;
using rollcall::test::SchoolFixture;
using rollcall::test::waitFor;

class tst_scheduler : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void pollsByInterval();
    void backsOffAndComesBack();
    void leavesOthersAlone();
    void hangingTerminalsHoldNobodyUp();
    void letsPeopleInAtTheNextStart();
    void letsPeopleInAtAnInactiveDevice();
    void seesWhatTheOfficeChanges();
    void findsATerminalThatMoved();
    void stopCancelsItsVisits();
};

namespace {

/// A school that polls and does not listen.
struct PollingSchool : SchoolFixture
{
    PollingSchool()
        : SchoolFixture(Engine::Sqlite)
    {
        if (!set("sync.live", QStringLiteral("off")))
            qFatal("setting");
    }
    /// Moves the clock and has the scheduler look at it.
    void later(qint64 seconds)
    {
        clock.advance(seconds * 1000);
        composition->scheduler().devicesChanged();
    }
    bool hasSessions(DeviceId id, qsizetype count)
    {
        return waitFor([this, id, count] {
            const QList<SyncSession> list = sessions(id);
            return list.size() >= count && list.first().finishedUtc > 0 &&
                   !composition->sync().isRunning(id);
        });
    }
};

SimOptions small(const char *serial = "SIM0000001")
{
    SimOptions options;
    options.users = 5;
    options.logs = 40;
    options.serial = QString::fromLatin1(serial);
    return options;
}

} // namespace

void tst_scheduler::pollsByInterval()
{
    PollingSchool school;
    const auto terminal = school.terminal(small());
    const DeviceId id = school.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QVERIFY(!school.composition->sync().nextVisit(id)); // nobody reads by itself yet
    school.composition->startAgents();
    QVERIFY(school.hasSessions(id, 1));
    QVERIFY(school.sessions(id).first().complete);
    const qint64 next = school.sessions(id).first().startedUtc + 300'000;
    QVERIFY(waitFor([&school, id, next] {
        const auto visit = school.composition->sync().nextVisit(id);
        return visit && visit->dueUtc == next && !visit->isLive;
    }));
    school.later(299);
    terminal->device().memory().append(QStringLiteral("3"), WallTime::parse(u"2026-11-22 09:58:00"),
                                       0, 1);
    school.later(1);
    QVERIFY(school.hasSessions(id, 2));
    QCOMPARE(school.sessions(id).size(), 2);
    QCOMPARE(school.sessions(id).first().counts.added, 1);
    QVERIFY(school.set("sync.interval_seconds", QStringLiteral("60")));
    school.later(60);
    QVERIFY(school.hasSessions(id, 3));
    school.composition->stopAgents();
    QVERIFY(!school.composition->sync().nextVisit(id));
}

void tst_scheduler::backsOffAndComesBack()
{
    PollingSchool school;
    auto terminal = school.terminal(small());
    const quint16 port = terminal->port();
    terminal.reset();
    const DeviceId id = school.addAgent(QStringLiteral("Main Gate"), port);
    school.composition->startAgents();
    QVERIFY(school.hasSessions(id, 1));
    qsizetype expected = 1;
    for (const int seconds : {5, 15, 60}) {
        school.later(seconds - 1);
        school.later(1);
        QVERIFY2(school.hasSessions(id, ++expected), qPrintable(QString::number(seconds)));
        QCOMPARE(school.sessions(id).size(), expected);
    }
    SimOptions again = small();
    again.port = port;
    terminal = school.terminal(again);
    QVERIFY(terminal);
    school.later(300);
    QVERIFY(school.hasSessions(id, ++expected));
    QVERIFY(school.sessions(id).first().complete);
    QCOMPARE(school.storedKeys(id), SchoolFixture::terminalKeys(terminal->device()));
}

void tst_scheduler::leavesOthersAlone()
{
    PollingSchool school;
    const auto terminal = school.terminal(small());
    const DeviceId inactive = school.addAgent(QStringLiteral("Inactive"), terminal->port());
    QVERIFY(await(school.composition->devices().setActive(inactive, false)));
    DeviceDraft push;
    push.device.name = QStringLiteral("Push");
    push.device.mode = SyncMode::Push;
    push.device.driver = QStringLiteral("json");
    QVERIFY(await(school.composition->devices().save(push)));
    const auto other = school.terminal(small("SIM0000002"));
    const DeviceId active = school.addAgent(QStringLiteral("Active"), other->port());
    QSignalSpy started(&school.composition->sync(), &SyncControl::syncStarted);
    school.composition->startAgents();
    QVERIFY(school.hasSessions(active, 1));
    school.later(300);
    QVERIFY(school.hasSessions(active, 2));
    QCOMPARE(terminal->tally().connections, 0);
    for (const QList<QVariant> &arguments : started)
        QCOMPARE(arguments.first().value<DeviceId>(), active);
}

void tst_scheduler::hangingTerminalsHoldNobodyUp()
{
    constexpr int kTerminals = 20;
    PollingSchool school;
    std::vector<std::unique_ptr<SimZkThread>> terminals;
    QList<DeviceId> well;
    QList<DeviceId> hanging;
    for (int i = 0; i < kTerminals; ++i) {
        SimOptions options = small();
        options.serial = QStringLiteral("SIM%1").arg(i);
        options.pauseMs = 1;
        const bool hangs = i == 0 || i == 7;
        if (hangs)
            options.faults = {parseFault(u"busy").valueOr({})};
        terminals.push_back(school.terminal(options));
        (hangs ? hanging : well)
            .append(school.addAgent(QStringLiteral("Gate %1").arg(i), terminals.back()->port()));
    }
    int most = 0;
    const auto count = [&] {
        int logins = 0;
        int exits = 0;
        for (const auto &terminal : terminals)
            logins += terminal->tally().logins;
        for (const auto &terminal : terminals)
            exits += terminal->tally().exits;
        most = qMax(most, logins - exits);
    };
    QSignalSpy finished(&school.composition->sync(), &SyncControl::syncFinished);
    QElapsedTimer timer;
    timer.start();
    school.composition->startAgents();
    QVERIFY(waitFor([&] {
        count();
        return finished.size() >= kTerminals;
    }));
    // Two of eight slots were held for as long as a greeting is waited for, and only for that.
    QVERIFY2(timer.elapsed() < 20 * school.limits.handshakeMs,
             qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(most <= SyncService::kSessionsAtOnce, qPrintable(QString::number(most)));
    for (const DeviceId id : well)
        QVERIFY(school.sessions(id).first().complete);
    // They are due again after their back-off, the others after the interval.
    for (const DeviceId id : hanging) {
        QCOMPARE(school.sessions(id).size(), 1);
        QCOMPARE(school.sessions(id).first().error->code, ErrorCode::Timeout);
    }
    school.later(6);
    for (const DeviceId id : hanging)
        QVERIFY(school.hasSessions(id, 2));
    for (const DeviceId id : well)
        QCOMPARE(school.sessions(id).size(), 1);
}

void tst_scheduler::letsPeopleInAtTheNextStart()
{
    PollingSchool school;
    SimOptions options = small();
    options.logs = 400;
    options.maxPacket = 1024;
    options.pauseMs = 20;
    const auto terminal = school.terminal(options);
    const DeviceId id = school.addAgent(QStringLiteral("Main Gate"), terminal->port());
    // What a program leaves behind that is killed while it reads: the terminal is disabled, and
    // the store knows it, because it was committed first.
    {
        SessionControl control;
        control.limits = school.limits;
        control.onDisabled = [&](bool disabled) -> Result<> {
            return disabled ? await(school.composition->stores().devices.setLeftDisabled(id, 77))
                            : ok();
        };
        Endpoint endpoint{QStringLiteral("127.0.0.1"), terminal->port(), std::nullopt, {}};
        endpoint.wire.disableWhileReading = true;
        const auto drivers = makeDrivers(school.clock);
        Result<std::unique_ptr<DeviceSession>> session = drivers.front()->open(endpoint, control);
        QVERIFY(session);
        struct Nothing : LogSink
        {
            const SimTally &tally;
            bool wasDisabled = false;
            explicit Nothing(const SimTally &of)
                : tally(of)
            {}
            void announced(qint64) override { wasDisabled = !tally.isEnabled; }
            Result<> take(QList<RawLog>, QList<SetAsideLog>) override { return ok(); }
        } sink{terminal->tally()};
        QVERIFY((*session)->logs(sink));
        QVERIFY(sink.wasDisabled);
    }
    QCOMPARE(school.device(id).leftDisabledUtc, 77);
    school.reopen();
    QCOMPARE(school.device(id).leftDisabledUtc, 77);
    school.composition->startAgents();
    QTRY_COMPARE(school.device(id).leftDisabledUtc, 0);
    QTRY_VERIFY(terminal->tally().isEnabled);
}

void tst_scheduler::letsPeopleInAtAnInactiveDevice()
{
    PollingSchool school;
    auto terminal = school.terminal(small());
    const quint16 port = terminal->port();
    const DeviceId id = school.addAgent(QStringLiteral("Main Gate"), port);
    QVERIFY(await(school.composition->devices().setActive(id, false)));
    QVERIFY(await(school.composition->stores().devices.setLeftDisabled(id, 77)));
    terminal.reset(); // off at first
    school.composition->startAgents();
    school.later(5);
    SimOptions again = small();
    again.port = port;
    terminal = school.terminal(again);
    QVERIFY(terminal);
    QVERIFY(waitFor([&] {
        school.later(5);
        return school.device(id).leftDisabledUtc == 0;
    }));
    QCOMPARE(school.sessions(id).size(), 0); // it was not read
    // Only at the start: what is disabled later is not ours to enable.
    QVERIFY(await(school.composition->stores().devices.setLeftDisabled(id, 99)));
    const int connections = terminal->tally().connections;
    const auto other = school.terminal(small("SIM0000002"));
    const DeviceId active = school.addAgent(QStringLiteral("Active"), other->port());
    QVERIFY(school.hasSessions(active, 1));
    school.later(600);
    QVERIFY(school.hasSessions(active, 2));
    QCOMPARE(terminal->tally().connections, connections);
}

void tst_scheduler::seesWhatTheOfficeChanges()
{
    PollingSchool school;
    SimOptions options = small();
    options.commKey = 1234;
    const auto terminal = school.terminal(options);
    const DeviceId id =
        school.addAgent(QStringLiteral("Main Gate"), terminal->port(), QStringLiteral("1"));
    school.composition->startAgents();
    QVERIFY(school.hasSessions(id, 1));
    QCOMPARE(school.sessions(id).first().error->code, ErrorCode::AuthRejected);
    // The clock stands still: only the correction itself can begin the next visit.
    DeviceDraft draft;
    draft.device = school.device(id);
    draft.commKey = QStringLiteral("1234");
    QVERIFY(await(school.composition->devices().save(draft)));
    QVERIFY(school.hasSessions(id, 2));
    QVERIFY(school.sessions(id).first().complete);
}

void tst_scheduler::findsATerminalThatMoved()
{
    PollingSchool school;
    SimOptions options = small("MOVED1");
    options.address = QHostAddress(QStringLiteral("127.0.0.77"));
    const auto terminal = school.terminal(options);
    QVERIFY(terminal);
    const DeviceId id = school.addAgent(QStringLiteral("Main Gate"), terminal->port());
    QVERIFY(school.edit(id, [](Device &device) { device.serial = QStringLiteral("MOVED1"); }));
    QSignalSpy found(&school.composition->scheduler(), &SyncScheduler::terminalFound);
    school.composition->startAgents();
    QVERIFY(school.hasSessions(id, 1));
    school.later(5);
    QVERIFY(school.hasSessions(id, 2));
    QCOMPARE(found.size(), 0);
    school.later(15);
    QTRY_COMPARE_WITH_TIMEOUT(found.size(), 1, 20000);
    const QList<DeviceNotice> notices =
        await(school.composition->stores().devices.notices()).valueOr({});
    QCOMPARE(notices.size(), 1);
    QCOMPARE(notices.first().kind, DeviceNoticeKind::Moved);
    QCOMPARE(notices.first().device, id);
    QCOMPARE(notices.first().serial, QStringLiteral("MOVED1"));
    QCOMPARE(notices.first().host, QStringLiteral("127.0.0.77"));
    QCOMPARE(school.device(id).host, QStringLiteral("127.0.0.1")); // nobody has said yes
    const qsizetype before = school.sessions(id).size();
    QVERIFY(await(school.composition->devices().useFoundAddress(id)));
    school.later(300);
    QVERIFY(school.hasSessions(id, before + 1));
    QVERIFY(school.sessions(id).first().complete);
}

void tst_scheduler::stopCancelsItsVisits()
{
    PollingSchool school;
    school.limits.handshakeMs = 30000;
    school.reopen();
    SimOptions options = small();
    options.faults = {parseFault(u"busy").valueOr({})};
    const auto terminal = school.terminal(options);
    const DeviceId id = school.addAgent(QStringLiteral("Main Gate"), terminal->port());
    school.composition->startAgents();
    QTRY_COMPARE(terminal->tally().connections.load(), 1);
    QElapsedTimer timer;
    timer.start();
    school.composition->stopAgents();
    QVERIFY(waitFor([&] { return !school.composition->sync().isRunning(id); }));
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(school.sessions(id).first().error->code, ErrorCode::Cancelled);
    // And it can begin again.
    school.composition->startAgents();
    school.later(15);
    QTRY_COMPARE(terminal->tally().connections.load(), 2);
}

ROLLCALL_TEST(tst_scheduler);
#include "tst_scheduler.moc"
