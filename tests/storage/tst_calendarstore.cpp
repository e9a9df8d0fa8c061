// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/storage/factfixture.h"
#include "tests/support/testmain.h"

using namespace rollcall;
using rollcall::test::addChangeRows;
using rollcall::test::Change;
using rollcall::test::FactFixture;
using rollcall::test::inMarch;
using rollcall::test::TempDatabase;

namespace {

QDate march(int day)
{
    return QDate(2026, 3, day);
}

Holiday holiday(int day, Audience audience = Audience::Everybody)
{
    return {{}, march(day), QStringLiteral("Holi"), audience};
}

Leave leave(PersonId person, int from, int to, LeavePart part = LeavePart::Full)
{
    return {{}, person, march(from), march(to), part, QStringLiteral("sick")};
}

Change add(const Holiday &wanted)
{
    return [wanted](FactFixture &school) {
        return await(school.stores().calendar.addHolidays({wanted}, school.decision));
    };
}

Change add(const WeeklyOff &off)
{
    return [off](FactFixture &school) {
        return await(school.stores().calendar.addWeeklyOff(off, school.decision));
    };
}

/// Adds @p off, has it computed, and ends it.
Change endAfterAdding(const WeeklyOff &off, QDate last)
{
    return [off, last](FactFixture &school) -> Result<FactCounts> {
        if (const Result<FactCounts> added = add(off)(school); !added)
            return added;
        school.drain();
        const QList<WeeklyOff> offs = await(school.stores().calendar.weeklyOffs()).valueOr({});
        return await(
            school.stores().calendar.endWeeklyOff(offs.value(0).id, last, school.decision));
    };
}

} // namespace

class tst_calendarstore : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void marksExactly_data();
    void marksExactly();
    void holidayComesAndGoes_data() { TempDatabase::addEngineRows(); }
    void holidayComesAndGoes();
    void failingWriteLeavesNothing_data() { TempDatabase::addEngineRows(); }
    void failingWriteLeavesNothing();
    void equalFactsAreLeftAlone_data() { TempDatabase::addEngineRows(); }
    void equalFactsAreLeftAlone();
    void overlappingLeaveIsRefused_data() { TempDatabase::addEngineRows(); }
    void overlappingLeaveIsRefused();
    void leaveReasonsCanBeChanged_data() { TempDatabase::addEngineRows(); }
    void leaveReasonsCanBeChanged();
    void rowsSayHowLeaveCounts_data() { TempDatabase::addEngineRows(); }
    void rowsSayHowLeaveCounts();
    void removedFactsStayInTheStore_data() { TempDatabase::addEngineRows(); }
    void removedFactsStayInTheStore();
};

void tst_calendarstore::marksExactly_data()
{
    const WeeklyOff sunday{{}, 7, Audience::Everybody, {}, {}};
    const WeeklyOff fridayOfPupils{{}, 5, Audience::Students, march(1), {}};
    addChangeRows({
        {"holiday for all", add(holiday(10)), inMarch({"S1 10", "S2 10", "T1 10"})},
        {"holiday of students", add(holiday(10, Audience::Students)), inMarch({"S1 10", "S2 10"})},
        {"holiday of staff", add(holiday(10, Audience::Staff)), inMarch({"T1 10"})},
        {"holiday without records", add(holiday(20)), {}},
        {"weekly off", add(sunday), inMarch({"S1 15", "S2 15", "T1 15"})},
        {"weekly off of students", add(fridayOfPupils), inMarch({"S1 13", "S2 13"})},
        {"weekly off from a later day",
         add(WeeklyOff{{}, 1, Audience::Everybody, march(10), {}}),
         {}},
        {"weekly off that never held", endAfterAdding(sunday, {}),
         inMarch({"S1 15", "S2 15", "T1 15"})},
        {"weekly off that ends before", endAfterAdding(sunday, march(14)),
         inMarch({"S1 15", "S2 15", "T1 15"})},
        {"weekly off that ends on its day", endAfterAdding(sunday, march(15)), {}},
        {"leave",
         [](FactFixture &school) {
             return await(school.stores().leaves.addLeaves({leave(school.person("S1"), 11, 12)},
                                                           school.decision));
         },
         inMarch({"S1 11", "S1 12"})},
        {"leave beyond the records",
         [](FactFixture &school) {
             return await(school.stores().leaves.addLeaves({leave(school.person("T1"), 15, 30)},
                                                           school.decision));
         },
         inMarch({"T1 15"})},
        {"closed day with punches only",
         [](FactFixture &school) {
             return await(school.stores().calendar.closeDay(march(10), school.decision));
         },
         {}},
    });
}

void tst_calendarstore::marksExactly()
{
    QFETCH(Engine, engine);
    QFETCH(Change, change);
    QFETCH(QStringList, days);
    FactFixture school(engine);
    QCOMPARE(school.dirty(), QStringList());
    const Result<FactCounts> counts = change(school);
    QVERIFY2(counts, counts ? "" : qPrintable(counts.error().detail));
    QCOMPARE(school.dirty(), days);
    QCOMPARE(counts->days, days.size());
    QCOMPARE(counts->changed, 1);
    QCOMPARE(school.trail().last().reason, school.decision.reason);
    QCOMPARE(school.trail().last().author, school.decision.author);
}

void tst_calendarstore::holidayComesAndGoes()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    CalendarStore &calendar = school.stores().calendar;
    QVERIFY(await(calendar.addHolidays({holiday(10)}, school.decision)));
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-10")), QStringLiteral("holiday"));
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-11")), QStringLiteral("present"));
    const Result<QList<Holiday>> listed = await(calendar.holidays(march(1), march(31)));
    QCOMPARE(listed->size(), 1);
    Holiday expected = holiday(10);
    expected.id = listed->first().id;
    QCOMPARE(listed->first(), expected);
    QCOMPARE(await(calendar.holidays(march(11), {}))->size(), 0);
    const Result<FactCounts> removed =
        await(calendar.removeHolidays({listed->first().id}, school.decision));
    QCOMPARE(removed->days, 3);
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-10")), QStringLiteral("present"));
    const QList<AuditRow> trail = school.trail();
    QCOMPARE(trail.last().what, QStringLiteral("holiday.remove"));
    QCOMPARE(trail.last().before, trail.at(trail.size() - 2).after);
    const Result<FactCounts> again =
        await(calendar.removeHolidays({listed->first().id}, school.decision));
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::NotFound);
}

void tst_calendarstore::failingWriteLeavesNothing()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    CalendarStore &calendar = school.stores().calendar;
    QVERIFY(await(calendar.addHolidays({holiday(10)}, school.decision)));
    school.drain();
    const qsizetype lines = school.trail().size();
    const HolidayId known = await(calendar.holidays({}, {}))->first().id;
    QVERIFY(!await(calendar.removeHolidays({known, HolidayId{999}}, school.decision)));
    QCOMPARE(school.dirty(), QStringList());
    QCOMPARE(await(calendar.holidays({}, {}))->size(), 1);
    const PersonId person = school.person("S1");
    // The second is refused after the first was written.
    QVERIFY(!await(school.stores().leaves.addLeaves({leave(person, 11, 12), leave(person, 12, 13)},
                                                    school.decision)));
    QCOMPARE(school.dirty(), QStringList());
    QCOMPARE(await(school.stores().leaves.leaves({}, {}))->size(), 0);
    QCOMPARE(school.trail().size(), lines);
}

void tst_calendarstore::equalFactsAreLeftAlone()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    const WeeklyOff sunday{{}, 7, Audience::Everybody, {}, {}};
    const Change changes[] = {
        add(holiday(10)), add(sunday),
        [](FactFixture &each) {
            return await(
                each.stores().leaves.addLeaves({leave(each.person("S1"), 11, 12)}, each.decision));
        },
        [](FactFixture &each) {
            return await(each.stores().calendar.closeDay(march(10), each.decision));
        }};
    for (const Change &change : changes) {
        QCOMPARE(change(school)->changed, 1);
        school.drain();
        const qsizetype lines = school.trail().size();
        const Result<FactCounts> again = change(school);
        QCOMPARE(*again, (FactCounts{0, 1, 0}));
        QCOMPARE(school.dirty(), QStringList());
        QCOMPARE(school.trail().size(), lines);
    }
}

void tst_calendarstore::overlappingLeaveIsRefused()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    LeaveStore &leaves = school.stores().leaves;
    const PersonId person = school.person("S1");
    QVERIFY(
        await(leaves.addLeaves({leave(person, 10, 11, LeavePart::FirstHalf)}, school.decision)));
    const Result<FactCounts> refused =
        await(leaves.addLeaves({leave(person, 11, 12)}, school.decision));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    QVERIFY(await(leaves.addLeaves({leave(person, 12, 12)}, school.decision)));
    QVERIFY(await(leaves.addLeaves({leave(school.person("S2"), 11, 12)}, school.decision)));
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-11")), QStringLiteral("half_day"));
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-12")), QStringLiteral("leave"));
    const Leave first = await(leaves.leaves(march(10), march(10)))->first();
    QCOMPARE(first.part, LeavePart::FirstHalf);
    QCOMPARE(first.reason, QStringLiteral("sick"));
    QVERIFY(await(leaves.removeLeave(first.id, school.decision)));
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-11")), QStringLiteral("present"));
}

void tst_calendarstore::leaveReasonsCanBeChanged()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    LeaveStore &leaves = school.stores().leaves;
    const QList<LeaveReason> builtIn = await(leaves.reasons()).valueOr({});
    QStringList titles;
    for (const LeaveReason &reason : builtIn)
        titles.append(leaveReasonTitle(reason));
    QCOMPARE(titles.join(QStringLiteral(", ")),
             QStringLiteral("Sick, Family, Official Duty, Suspended, Other"));
    QVERIFY(builtIn.at(2).countsAsPresent);
    QVERIFY(!builtIn.at(3).excused);
    LeaveReason duty = builtIn.at(2);
    duty.countsAsPresent = false;
    duty.name = QStringLiteral("School Trip");
    QCOMPARE(await(leaves.saveReason(duty, school.decision))->changed, 1);
    QCOMPARE(await(leaves.saveReason(duty, school.decision))->unchanged, 1);
    const LeaveReason made{QStringLiteral("exam"), QStringLiteral("Exam Leave"), true, true, true};
    QVERIFY(await(leaves.saveReason(made, school.decision)));
    const QList<LeaveReason> now = await(leaves.reasons()).valueOr({});
    QCOMPARE(now.size(), 6);
    QCOMPARE(now.at(2), duty);
    QCOMPARE(now.at(5), made);
    QCOMPARE(school.dirty(), QStringList()); // no record hangs on it
}

void tst_calendarstore::rowsSayHowLeaveCounts()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    LeaveStore &leaves = school.stores().leaves;
    Leave duty = leave(school.person("S2"), 10, 10);
    duty.reason = QStringLiteral("official_duty");
    QVERIFY(await(leaves.addLeaves({leave(school.person("S1"), 10, 10), duty}, school.decision)));
    school.drain();
    DayTotals totals;
    for (const DayRow &row : await(school.stores().days.rows(march(10), march(10))).valueOr({}))
        totals.add(row.record.status, row.leaveCounting);
    QCOMPARE(totals.leave, 2);
    QCOMPARE(totals.leaveAsPresent, 1);
    // A type that is changed counts otherwise at once, for the days before, too.
    QVERIFY(await(leaves.saveReason({QStringLiteral("official_duty"), {}, true, false, true},
                                    school.decision)));
    for (const DayRow &row : await(school.stores().days.rows(march(10), march(10))).valueOr({}))
        QCOMPARE(row.leaveCounting, LeaveCounting::Excused);
}

void tst_calendarstore::removedFactsStayInTheStore()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    CalendarStore &calendar = school.stores().calendar;
    QVERIFY(await(calendar.addHolidays({holiday(10)}, school.decision)));
    QVERIFY(await(
        calendar.removeHolidays({await(calendar.holidays({}, {}))->first().id}, school.decision)));
    QVERIFY(await(calendar.closeDay(march(10), school.decision)));
    QCOMPARE(await(calendar.closedDays())->first().reason, school.decision.reason);
    QVERIFY(await(calendar.reopenDay(march(10), school.decision)));
    QCOMPARE(await(calendar.closedDays())->size(), 0);
    QVERIFY(!await(calendar.reopenDay(march(10), school.decision)));
    for (const char *sql : {"SELECT COUNT(*) FROM holiday WHERE removed_utc > 0",
                            "SELECT COUNT(*) FROM day_closed WHERE removed_utc > 0"})
        QCOMPARE(school.numberOf(sql), 1);
}

ROLLCALL_TEST(tst_calendarstore);
#include "tst_calendarstore.moc"
