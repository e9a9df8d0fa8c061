// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/policyresolver.h"
#include "tests/storage/factfixture.h"
#include "tests/support/testmain.h"

using namespace rollcall;
using rollcall::test::addChangeRows;
using rollcall::test::Change;
using rollcall::test::FactFixture;
using rollcall::test::inMarch;
using rollcall::test::StoreFixture;
using rollcall::test::TempDatabase;

namespace {

QDate march(int day)
{
    return QDate(2026, 3, day);
}

TimingAssignment starting(const char *time)
{
    TimingAssignment assignment;
    assignment.settings = {{QStringLiteral("school_start"), QString::fromLatin1(time)}};
    return assignment;
}

Change add(std::function<TimingAssignment(FactFixture &)> make)
{
    return [make = std::move(make)](FactFixture &school) {
        return await(school.stores().timings.addAssignments({make(school)}, school.decision));
    };
}

Change removeAfter(const Change &adding)
{
    return [adding](FactFixture &school) -> Result<FactCounts> {
        if (const Result<FactCounts> added = adding(school); !added)
            return added;
        school.drain();
        const QList<AssignmentRow> rows = await(school.stores().timings.assignments()).valueOr({});
        return await(school.stores().timings.removeAssignment(rows.first().id, school.decision));
    };
}

/// School settings from 11 March and from 14 March on; the one of the 11th is taken back.
Result<FactCounts> removeMiddleTiming(FactFixture &school)
{
    for (const int day : {11, 14}) {
        const Timing timing{march(day),
                            {{QStringLiteral("school_start"), QStringLiteral("07:00")}}};
        if (const Result<FactCounts> saved =
                await(school.stores().school.saveTiming(timing, school.decision));
            !saved)
            return saved.error();
    }
    school.drain();
    return await(school.stores().timings.removeTiming(march(11), school.decision));
}

QStringList everybody(int first, int last)
{
    QStringList days;
    for (const char *number : {"S1", "S2", "T1"}) {
        for (int day = first; day <= last; ++day)
            days.append(QStringLiteral("%1 %2").arg(QLatin1String(number),
                                                    march(day).toString(Qt::ISODate)));
    }
    return days;
}

} // namespace

class tst_timingstore : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void marksExactly_data();
    void marksExactly();
    void laterAndNarrowerWins_data() { TempDatabase::addEngineRows(); }
    void laterAndNarrowerWins();
    void removingBringsBackTheRecord_data() { TempDatabase::addEngineRows(); }
    void removingBringsBackTheRecord();
    void dayChangeTouchesNeighbours_data() { TempDatabase::addEngineRows(); }
    void dayChangeTouchesNeighbours();
    void logsAreFoundWhereTheirClockWasShiftedTo_data() { TempDatabase::addEngineRows(); }
    void logsAreFoundWhereTheirClockWasShiftedTo();
    void trackingEverybodyTouchesEverybody_data() { TempDatabase::addEngineRows(); }
    void trackingEverybodyTouchesEverybody();
    void unknownOnesAreRefused_data() { TempDatabase::addEngineRows(); }
    void unknownOnesAreRefused();
};

void tst_timingstore::marksExactly_data()
{
    const Change saturday = add([](FactFixture &) {
        TimingAssignment assignment = starting("09:00");
        assignment.weekdays = {6};
        return assignment;
    });
    const Change dated = add([](FactFixture &) {
        TimingAssignment assignment = starting("09:00");
        assignment.from = march(11);
        assignment.to = march(12);
        return assignment;
    });
    const Change group = add([](FactFixture &school) {
        TimingAssignment assignment = starting("09:00");
        assignment.group = school.groupOf("S1");
        assignment.from = march(14);
        return assignment;
    });
    const Change person = add([](FactFixture &school) {
        TimingAssignment assignment = starting("09:00");
        assignment.person = school.person("T1");
        assignment.weekdays = {1, 7};
        return assignment;
    });
    addChangeRows({
        {"weekday", saturday, everybody(14, 14)},
        {"dates", dated, everybody(11, 12)},
        {"class from a day on", group, inMarch({"S1 14", "S1 15"})},
        {"person on weekdays", person, inMarch({"T1 9", "T1 15"})},
        {"weekday taken back", removeAfter(saturday), everybody(14, 14)},
        {"class taken back", removeAfter(group), inMarch({"S1 14", "S1 15"})},
        {"settings taken back hold up to the next", removeMiddleTiming, everybody(11, 13)},
    });
}

void tst_timingstore::marksExactly()
{
    QFETCH(Engine, engine);
    QFETCH(Change, change);
    QFETCH(QStringList, days);
    FactFixture school(engine);
    const Result<FactCounts> counts = change(school);
    QVERIFY2(counts, counts ? "" : qPrintable(counts.error().detail));
    QCOMPARE(school.dirty(), days);
    QCOMPARE(counts->days, days.size());
    QCOMPARE(school.trail().last().reason, school.decision.reason);
}

void tst_timingstore::laterAndNarrowerWins()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    TimingStore &timings = school.stores().timings;
    TimingAssignment forPerson = starting("10:00");
    forPerson.person = school.person("S1");
    TimingAssignment forDay = starting("06:00");
    forDay.from = forDay.to = march(11);
    // The wider one comes later and still stands before the narrower one.
    QVERIFY(await(timings.addAssignments({forPerson}, school.decision)));
    QVERIFY(await(timings.addAssignments({forDay}, school.decision)));
    const QList<AssignmentRow> rows = await(timings.assignments()).valueOr({});
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.first().assignment.from, march(11));
    QCOMPARE(rows.last().assignment.person, forPerson.person);
    QCOMPARE(scopeOf(rows.last().assignment), SettingScope::Person);
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-11")), QStringLiteral("present"));
    QCOMPARE(school.status("S2", QStringLiteral("2026-03-11")), QStringLiteral("late"));
    QCOMPARE(school.status("S2", QStringLiteral("2026-03-12")), QStringLiteral("present"));
}

void tst_timingstore::removingBringsBackTheRecord()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    TimingAssignment early = starting("07:00");
    early.weekdays = {3};
    QVERIFY(await(school.stores().timings.addAssignments({early}, school.decision)));
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-11")), QStringLiteral("late"));
    const AssignmentId id = await(school.stores().timings.assignments())->first().id;
    QVERIFY(await(school.stores().timings.removeAssignment(id, school.decision)));
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-11")), QStringLiteral("present"));
    QCOMPARE(school.trail().last().what, QStringLiteral("timing_assignment.remove"));
    QVERIFY(school.trail().last().before.contains(QStringLiteral("07:00")));
}

void tst_timingstore::dayChangeTouchesNeighbours()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    TimingAssignment night;
    night.person = school.person("T1");
    night.from = night.to = march(11);
    night.settings = {{QStringLiteral("day_change"), QStringLiteral("12:00")}};
    QVERIFY(await(school.stores().timings.addAssignments({night}, school.decision)));
    QCOMPARE(school.dirty(), inMarch({"T1 10", "T1 11", "T1 12"}));
    school.drain();
    // With noon as the change the punch of 8 in the morning belongs to nobody's 11th.
    QVERIFY(school.status("T1", QStringLiteral("2026-03-11")) != QStringLiteral("present"));
    const AssignmentId id = await(school.stores().timings.assignments())->first().id;
    QVERIFY(await(school.stores().timings.removeAssignment(id, school.decision)));
    school.drain();
    QCOMPARE(school.status("T1", QStringLiteral("2026-03-11")), QStringLiteral("present"));
}

/// The terminal wrote the 20th, the office says it was the 8th; with noon as the change it counts
/// for the 7th, which had neither a record nor, by the written dates, a log.
void tst_timingstore::logsAreFoundWhereTheirClockWasShiftedTo()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    QVERIFY(school.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-20 08:00:00"))}));
    ClockFact shift;
    shift.kind = ClockFactKind::Shift;
    shift.device = school.device;
    shift.from = shift.to = march(20);
    shift.minutes = -12 * kMinutesPerDay;
    QVERIFY(await(school.stores().clocks.add(shift, school.decision)));
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-08")), QStringLiteral("present"));
    const QJsonObject fromNoon{{QStringLiteral("day_change"), QStringLiteral("12:00")}};
    TimingAssignment own;
    own.person = school.person("S1");
    own.settings = fromNoon;
    const QList<std::function<Result<FactCounts>()>> changes{
        [&] { return await(school.stores().timings.addAssignments({own}, school.decision)); },
        [&] {
            return await(school.stores().school.saveTiming({{}, fromNoon}, school.decision));
        }};
    for (const auto &change : changes) {
        QVERIFY(change());
        QVERIFY(school.dirty().contains(QStringLiteral("S1 2026-03-07")));
        QVERIFY(school.dirty().contains(QStringLiteral("S1 2026-03-08")));
        school.drain();
        QCOMPARE(school.record("S1", march(7)).in, WallTime(march(8), QTime(8, 0)));
        QVERIFY(!school.record("S1", march(8)).in.isValid() ||
                school.record("S1", march(8)).in.date() == march(9));
        const QList<AssignmentRow> rows = await(school.stores().timings.assignments()).valueOr({});
        for (const AssignmentRow &row : rows)
            QVERIFY(await(school.stores().timings.removeAssignment(row.id, school.decision)));
        school.drain();
    }
}

void tst_timingstore::trackingEverybodyTouchesEverybody()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    school.addPerson(QStringLiteral("S3"), PersonKind::Student, QStringLiteral("7"));
    TimingAssignment all;
    all.from = all.to = march(11);
    all.settings = {{QStringLiteral("absent_when_unmapped"), true}};
    QVERIFY(await(school.stores().timings.addAssignments({all}, school.decision)));
    QVERIFY(school.dirty().contains(QStringLiteral("S3 2026-03-11")));
    school.drain();
    QCOMPARE(school.status("S3", QStringLiteral("2026-03-11")), QStringLiteral("absent"));
    QCOMPARE(school.status("S3", QStringLiteral("2026-03-12")), QString());
}

void tst_timingstore::unknownOnesAreRefused()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    TimingStore &timings = school.stores().timings;
    QCOMPARE(await(timings.removeTiming(march(3), school.decision)).error().code,
             ErrorCode::NotFound);
    QCOMPARE(await(timings.removeAssignment(AssignmentId{77}, school.decision)).error().code,
             ErrorCode::NotFound);
}

ROLLCALL_TEST(tst_timingstore);
#include "tst_timingstore.moc"
