// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/syncplan.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

class tst_syncplan : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void newDeviceIsDueAtOnceThenByInterval();
    void intervalCountsFromTheBeginning();
    void intervalHasALeast();
    void failuresBackOff();
    void successEndsTheBackOff();
    void refusalIsNotTriedInALoop();
    void busyIsNoFailure();
    void atMostSoManyAtOnce();
    void longestOverdueFirst();
    void leftDisabledIsUrgentForSomeMinutes();
    void removedDeviceIsNotVisited();
    void clockSetBackDelaysNothing();
    void vanishedIsLookedForOnceAnHour();
    void listenedDeviceIsNeverDue();
    void tellsWhenADeviceIsVisited();
};

namespace {

constexpr DeviceId kGate{1};
constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;

/// A plan and its clock.
struct Planned
{
    rollcall::test::FakeClock clock;
    SyncPlan plan{8};

    explicit Planned(const QList<PlannedDevice> &devices = {{kGate, false, true}})
    {
        plan.setDevices(devices, now());
    }
    qint64 now() const { return clock.utcMilliseconds(); }
    QList<DeviceId> due() { return plan.takeDue(now()); }
    void done(const std::optional<Error> &error = {}, DeviceId device = kGate)
    {
        plan.done(device, error, now());
    }
    /// Visits the gate with @p error and answers when the next visit is due, in ms from then.
    qint64 delayAfter(const std::optional<Error> &error)
    {
        clock.set(plan.nextDue());
        if (due() != QList<DeviceId>{kGate})
            return -1;
        done(error);
        return plan.nextDue() - now();
    }
};

Error unreachable()
{
    return errors::unreachable(QStringLiteral("127.0.0.1"), 4370, {});
}

} // namespace

void tst_syncplan::newDeviceIsDueAtOnceThenByInterval()
{
    Planned school;
    QCOMPARE(school.due(), QList<DeviceId>{kGate});
    QCOMPARE(school.due(), QList<DeviceId>()); // it is under way
    school.done();
    QCOMPARE(school.plan.nextDue() - school.now(), 300 * kSecond);
    school.clock.advance(300 * kSecond - 1);
    QCOMPARE(school.due(), QList<DeviceId>());
    school.clock.advance(1);
    QCOMPARE(school.due(), QList<DeviceId>{kGate});
}

void tst_syncplan::intervalCountsFromTheBeginning()
{
    Planned school;
    const qint64 begun = school.now();
    school.due();
    school.clock.advance(100 * kSecond);
    school.done();
    QCOMPARE(school.plan.nextDue() - begun, 300 * kSecond);
    // A visit that takes longer than the interval is followed by the next one.
    school.clock.set(school.plan.nextDue());
    school.due();
    school.clock.advance(400 * kSecond);
    school.done();
    QCOMPARE(school.plan.nextDue(), school.now());
}

void tst_syncplan::intervalHasALeast()
{
    Planned school;
    school.plan.setIntervalSeconds(5);
    QCOMPARE(school.plan.intervalSeconds(), 60);
    QCOMPARE(school.delayAfter({}), kMinute);
    // A changed setting counts for the wait that is under way.
    school.plan.setIntervalSeconds(600);
    QCOMPARE(school.plan.nextDue() - school.now(), 10 * kMinute);
}

void tst_syncplan::failuresBackOff()
{
    Planned school;
    school.plan.setIntervalSeconds(60);
    QList<qint64> delays;
    for (int i = 0; i < 6; ++i)
        delays.append(school.delayAfter(unreachable()) / kSecond);
    QCOMPARE(delays, (QList<qint64>{5, 15, 60, 300, 300, 300}));
}

void tst_syncplan::successEndsTheBackOff()
{
    Planned school;
    for (int i = 0; i < 4; ++i)
        school.delayAfter(errors::timeout(QStringLiteral("x"), 1));
    QCOMPARE(school.delayAfter({}), 300 * kSecond);
    QCOMPARE(school.delayAfter(unreachable()), 5 * kSecond);
}

void tst_syncplan::refusalIsNotTriedInALoop()
{
    Planned school;
    QCOMPARE(school.delayAfter(errors::authRejected()), 300 * kSecond);
    school.plan.forgetRefusals(school.now());
    QCOMPARE(school.plan.nextDue(), school.now());
    QCOMPARE(school.delayAfter(unreachable()), 5 * kSecond);
    // What is merely unreachable is none: a correction elsewhere does not hurry it.
    school.plan.forgetRefusals(school.now());
    QCOMPARE(school.plan.nextDue() - school.now(), 5 * kSecond);
}

void tst_syncplan::busyIsNoFailure()
{
    Planned school;
    QCOMPARE(school.delayAfter(errors::conflict({})), 15 * kSecond);
    QCOMPARE(school.delayAfter(errors::cancelled()), 15 * kSecond);
    QCOMPARE(school.delayAfter(unreachable()), 5 * kSecond);
}

void tst_syncplan::atMostSoManyAtOnce()
{
    QList<PlannedDevice> devices;
    for (int i = 1; i <= 20; ++i)
        devices.append({DeviceId{i}});
    Planned school(devices);
    const QList<DeviceId> first = school.due();
    QCOMPARE(first.size(), 8);
    QCOMPARE(school.due().size(), 0);
    QCOMPARE(school.plan.nextDue(), -1); // nothing begins before something ends
    school.done({}, first.at(3));
    school.done(unreachable(), first.at(4));
    QVERIFY(school.plan.nextDue() >= 0);
    const QList<DeviceId> next = school.due();
    QCOMPARE(next.size(), 2);
    for (const DeviceId device : next)
        QVERIFY(!first.contains(device));
}

void tst_syncplan::longestOverdueFirst()
{
    Planned school({{DeviceId{1}}, {DeviceId{2}}, {DeviceId{3}}});
    school.due();
    for (const int id : {2, 3, 1}) {
        school.done(unreachable(), DeviceId{id});
        school.clock.advance(kSecond);
    }
    school.clock.advance(kMinute);
    QCOMPARE(school.due(), (QList<DeviceId>{DeviceId{2}, DeviceId{3}, DeviceId{1}}));
}

void tst_syncplan::leftDisabledIsUrgentForSomeMinutes()
{
    Planned school({{kGate, true}});
    const qint64 begun = school.now();
    int tries = 0;
    while (school.now() - begun < 5 * kMinute) {
        QCOMPARE(school.delayAfter(unreachable()), 5 * kSecond);
        ++tries;
        school.clock.advance(5 * kSecond);
    }
    QCOMPARE(tries, 60);
    QCOMPARE(school.delayAfter(unreachable()), 300 * kSecond); // as after any 61 failures

    // A visit during which it was left disabled is followed by the next one at once.
    Planned other;
    other.delayAfter(unreachable());
    other.delayAfter(unreachable());
    other.plan.setDevices({{kGate, true}}, other.now());
    QCOMPARE(other.plan.nextDue() - other.now(), 5 * kSecond);
    other.clock.set(other.plan.nextDue());
    other.due();
    other.done();
    other.plan.setDevices({{kGate, false}}, other.now());
    QCOMPARE(other.delayAfter(unreachable()), 5 * kSecond);
    QCOMPARE(other.delayAfter(unreachable()), 15 * kSecond);
}

void tst_syncplan::removedDeviceIsNotVisited()
{
    Planned school({{DeviceId{1}}, {DeviceId{2}}});
    school.plan.setDevices({{DeviceId{2}}}, school.now());
    QCOMPARE(school.due(), QList<DeviceId>{DeviceId{2}});
    school.plan.setDevices({}, school.now());
    school.done({}, DeviceId{2});
    QCOMPARE(school.plan.nextDue(), -1);
}

void tst_syncplan::clockSetBackDelaysNothing()
{
    Planned school;
    school.due();
    school.done();
    school.clock.advance(-24 * 60 * kMinute);
    QCOMPARE(school.due(), QList<DeviceId>());
    QCOMPARE(school.plan.nextDue() - school.now(), 300 * kSecond);
}

void tst_syncplan::vanishedIsLookedForOnceAnHour()
{
    Planned school;
    school.delayAfter(unreachable());
    school.delayAfter(errors::wrongTerminal(QStringLiteral("A"), QStringLiteral("B")));
    QCOMPARE(school.plan.takeLost(school.now()), QList<DeviceId>());
    school.delayAfter(unreachable());
    QCOMPARE(school.plan.takeLost(school.now()), QList<DeviceId>{kGate});
    QCOMPARE(school.plan.takeLost(school.now()), QList<DeviceId>());
    const qint64 searched = school.now();
    while (school.now() - searched < 55 * kMinute)
        school.delayAfter(unreachable());
    QCOMPARE(school.plan.takeLost(school.now()), QList<DeviceId>());
    school.clock.set(searched + 60 * kMinute);
    QCOMPARE(school.plan.takeLost(school.now()), QList<DeviceId>{kGate});
    // It hangs, so it is there.
    Planned hanging;
    hanging.delayAfter(unreachable());
    hanging.delayAfter(unreachable());
    hanging.delayAfter(errors::timeout(QStringLiteral("x"), 1));
    hanging.delayAfter(unreachable());
    QCOMPARE(hanging.plan.takeLost(hanging.now()), QList<DeviceId>());
}

void tst_syncplan::listenedDeviceIsNeverDue()
{
    Planned school({{kGate, false, false}});
    QCOMPARE(school.due(), QList<DeviceId>());
    QCOMPARE(school.plan.nextDue(), -1);
    for (int i = 0; i < 3; ++i)
        school.done(unreachable());
    QCOMPARE(school.plan.takeLost(school.now()), QList<DeviceId>{kGate});
    school.done();
    school.plan.setDevices({{kGate, false, true}}, school.now());
    QCOMPARE(school.plan.nextDue() - school.now(), 300 * kSecond); // it was read just now
}

void tst_syncplan::tellsWhenADeviceIsVisited()
{
    Planned school;
    QCOMPARE(school.plan.visitOf(kGate), (PlannedVisit{school.now(), false}));
    QCOMPARE(school.due(), QList<DeviceId>{kGate});
    school.done();
    QCOMPARE(school.plan.visitOf(kGate), (PlannedVisit{school.now() + 5 * kMinute, false}));
    school.plan.setDevices({{kGate, false, false}}, school.now());
    QVERIFY(school.plan.visitOf(kGate)->isLive);
    QVERIFY(!school.plan.visitOf(DeviceId{2}));
}

ROLLCALL_TEST(tst_syncplan);
#include "tst_syncplan.moc"
