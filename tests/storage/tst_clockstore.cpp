// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/storage/factfixture.h"
#include "tests/support/testmain.h"

using namespace rollcall;
using rollcall::test::FactFixture;
using rollcall::test::inMarch;
using rollcall::test::StoreFixture;
using rollcall::test::TempDatabase;

namespace {

ClockFact shift(const FactFixture &school, QDate from, QDate to, int minutes)
{
    ClockFact fact;
    fact.kind = ClockFactKind::Shift;
    fact.device = school.device;
    fact.from = from;
    fact.to = to;
    fact.minutes = minutes;
    return fact;
}

ClockFact accept(const FactFixture &school, QDate from, QDate to)
{
    ClockFact fact = shift(school, from, to, 0);
    fact.kind = ClockFactKind::Accept;
    return fact;
}

const QDate kWednesday(2026, 3, 11);
const QDate kOld(2000, 1, 5);

} // namespace

class tst_clockstore : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void shiftMovesTheTimesAndBack_data() { TempDatabase::addEngineRows(); }
    void shiftMovesTheTimesAndBack();
    void shiftMovesToAnotherDay_data() { TempDatabase::addEngineRows(); }
    void shiftMovesToAnotherDay();
    void marksWhereDaysBegin_data() { TempDatabase::addEngineRows(); }
    void marksWhereDaysBegin();
    void keyStaysTheOriginal_data() { TempDatabase::addEngineRows(); }
    void keyStaysTheOriginal();
    void acceptedLogsCount_data() { TempDatabase::addEngineRows(); }
    void acceptedLogsCount();
    void mappingHoldsForTheShiftedDate_data() { TempDatabase::addEngineRows(); }
    void mappingHoldsForTheShiftedDate();
    void laterLogsAndMappingsAreShiftedToo_data() { TempDatabase::addEngineRows(); }
    void laterLogsAndMappingsAreShiftedToo();
    void overlapIsRefused_data() { TempDatabase::addEngineRows(); }
    void overlapIsRefused();
};

void tst_clockstore::shiftMovesTheTimesAndBack()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    ClockStore &clocks = school.stores().clocks;
    const DayRecord before = school.record("S1", kWednesday);
    const Result<FactCounts> added =
        await(clocks.add(shift(school, kWednesday, kWednesday, -45), school.decision));
    QCOMPARE(*added, (FactCounts{1, 0, 3}));
    QCOMPARE(school.dirty(), inMarch({"S1 11", "S2 11", "T1 11"}));
    school.drain();
    QCOMPARE(school.record("S1", kWednesday).in, WallTime(kWednesday, QTime(7, 15)));
    QCOMPARE(school.record("S1", kWednesday.addDays(1)).in,
             WallTime(kWednesday.addDays(1), QTime(8, 0)));
    const QList<ClockFact> facts = await(clocks.facts()).valueOr({});
    QCOMPARE(facts.size(), 1);
    QCOMPARE(facts.first().minutes, -45);
    QCOMPARE(facts.first().reason, school.decision.reason);
    QVERIFY(await(clocks.remove(ClockFactKind::Shift, facts.first().id, school.decision)));
    QCOMPARE(school.dirty(), inMarch({"S1 11", "S2 11", "T1 11"}));
    school.drain();
    QCOMPARE(school.record("S1", kWednesday), before);
    QCOMPARE(school.numberOf("SELECT COUNT(*) FROM log_shift WHERE removed_utc > 0"), 1);
    QVERIFY(!await(clocks.remove(ClockFactKind::Shift, facts.first().id, school.decision)));
}

void tst_clockstore::shiftMovesToAnotherDay()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    const int nineDays = 9 * 24 * 60;
    QVERIFY(await(school.stores().clocks.add(
        shift(school, QDate(2026, 3, 14), QDate(2026, 3, 15), nineDays), school.decision)));
    QCOMPARE(school.dirty(), inMarch({"S1 14", "S1 15", "S1 23", "S1 24", "S2 14", "S2 15", "S2 23",
                                      "S2 24", "T1 14", "T1 15", "T1 23", "T1 24"}));
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-23")), QStringLiteral("present"));
    QVERIFY(!school.record("S1", QDate(2026, 3, 14)).in.isValid());
    // Each log has one outcome, on the day that it lies on now.
    QCOMPARE(school.texts("SELECT o.outcome || ' ' || o.day FROM log_outcome o "
                          "JOIN raw_log r ON r.id = o.raw_log_id WHERE r.user_id = '1' "
                          "AND r.timestamp >= '2026-03-14' ORDER BY o.day"),
             (QStringList{QStringLiteral("in 2026-03-23"), QStringLiteral("in 2026-03-24")}));
}

/// Each day begins at noon, so the punch of 8 in the morning can only count for the day before.
void tst_clockstore::marksWhereDaysBegin()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    const QJsonObject fromNoon{{QStringLiteral("day_change"), QStringLiteral("12:00")}};
    QVERIFY(await(school.stores().school.saveTiming({{}, fromNoon}, school.decision)));
    school.drain();
    QVERIFY(await(school.stores().clocks.add(shift(school, kWednesday, kWednesday, 5 * 60),
                                             school.decision)));
    QCOMPARE(school.dirty(), inMarch({"S1 10", "S1 11", "S2 10", "S2 11", "T1 10", "T1 11"}));
    school.drain();
    QCOMPARE(school.record("S1", kWednesday).in, WallTime(kWednesday, QTime(13, 0)));
    const ClockFactId id = await(school.stores().clocks.facts())->first().id;
    QVERIFY(await(school.stores().clocks.remove(ClockFactKind::Shift, id, school.decision)));
    school.drain();
    QVERIFY(await(
        school.stores().clocks.add(shift(school, kWednesday, kWednesday, 60), school.decision)));
    QCOMPARE(school.dirty(), inMarch({"S1 10", "S2 10", "T1 10"}));
}

void tst_clockstore::keyStaysTheOriginal()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    QVERIFY(await(
        school.stores().clocks.add(shift(school, kWednesday, kWednesday, 60), school.decision)));
    const Result<IngestCounts> again = school.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-11 08:00:00")),
         StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-11 09:00:00"))});
    QCOMPARE(again->duplicate, 1);
    QCOMPARE(again->added, 1);
    school.drain();
    QCOMPARE(school.record("S1", kWednesday).in, WallTime(kWednesday, QTime(9, 0)));
    QCOMPARE(school.record("S1", kWednesday).out, WallTime(kWednesday, QTime(10, 0)));
    QCOMPARE(school.numberOf("SELECT COUNT(*) FROM raw_log WHERE user_id = '1' "
                             "AND timestamp = '2026-03-11 08:00:00'"),
             1);
}

void tst_clockstore::acceptedLogsCount()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    QVERIFY(school.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2000-01-05 08:10:00"))}));
    school.drain();
    const QString outcome = QStringLiteral("clock_suspect");
    const char *sql = "SELECT o.outcome FROM log_outcome o JOIN raw_log r ON r.id = o.raw_log_id "
                      "WHERE r.timestamp = '2000-01-05 08:10:00'";
    QCOMPARE(school.texts(sql), QStringList{outcome});
    QCOMPARE(school.status("S1", QStringLiteral("2000-01-05")), QString());
    QCOMPARE(await(school.stores().clocks.doubted()).valueOr({}),
             (QList<DoubtedClock>{{school.device, 1, kOld, kOld}}));
    QVERIFY(await(school.stores().clocks.add(accept(school, kOld, kOld), school.decision)));
    QCOMPARE(school.dirty(), QStringList{QStringLiteral("S1 2000-01-05")});
    school.drain();
    QCOMPARE(school.texts(sql), QStringList{QStringLiteral("in")});
    QVERIFY(await(school.stores().clocks.doubted())->isEmpty());
    QCOMPARE(school.status("S1", QStringLiteral("2000-01-05")), QStringLiteral("present"));
    const ClockFactId id = await(school.stores().clocks.facts())->first().id;
    QVERIFY(await(school.stores().clocks.remove(ClockFactKind::Accept, id, school.decision)));
    school.drain();
    QCOMPARE(school.texts(sql), QStringList{outcome});
    QCOMPARE(school.status("S1", QStringLiteral("2000-01-05")), QString());
}

void tst_clockstore::mappingHoldsForTheShiftedDate()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    school.addPerson(QStringLiteral("S9"), PersonKind::Student, {});
    const PersonId pupil = school.person("S9");
    const UserMapping mapping{school.device, QStringLiteral("9"), pupil, QDate(2026, 3, 1), {}};
    QVERIFY(await(
        school.stores().mappings.add({mapping}, QStringLiteral("test"), QStringLiteral("test"))));
    QVERIFY(school.store(
        {StoreFixture::log(QStringLiteral("9"), QStringLiteral("2000-01-05 08:10:00"))}));
    school.drain();
    const qint64 days = kOld.daysTo(kWednesday);
    QVERIFY(await(school.stores().clocks.add(
        shift(school, kOld, kOld, static_cast<int>(days) * 24 * 60), school.decision)));
    school.drain();
    QCOMPARE(school.record("S9", kWednesday).in, WallTime(kWednesday, QTime(8, 10)));
}

/// Whatever comes after the decision gives what it would have given before it, and a rebuild finds
/// the same.
void tst_clockstore::laterLogsAndMappingsAreShiftedToo()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    const int minutes = static_cast<int>(kOld.daysTo(QDate(2026, 4, 1))) * 24 * 60;
    QVERIFY(await(school.stores().clocks.add(shift(school, kOld, kOld, minutes), school.decision)));
    school.drain();
    const QString april = QStringLiteral("2026-04-01");
    QVERIFY(school.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2000-01-05 08:10:00")),
         StoreFixture::log(QStringLiteral("9"), QStringLiteral("2000-01-05 08:11:00"))}));
    school.drain();
    QCOMPARE(school.status("S1", april), QStringLiteral("present"));
    school.addPerson(QStringLiteral("S9"), PersonKind::Student, {});
    const UserMapping mapping{school.device, QStringLiteral("9"), school.person("S9"), {}, {}};
    const QString source = QStringLiteral("test");
    QVERIFY(await(school.stores().mappings.add({mapping}, source, source)));
    school.drain();
    QCOMPARE(school.status("S9", april), QStringLiteral("present"));
    QVERIFY(school.markKnown(QDate(2026, 4, 1), QDate(2026, 4, 1)));
    QCOMPARE(school.dirty(),
             (QStringList{QStringLiteral("S1 2026-04-01"), QStringLiteral("S9 2026-04-01")}));
    QVERIFY(await(school.stores().mappings.remove({mapping}, source)));
    school.drain();
    QCOMPARE(school.status("S9", april), QString());
}

void tst_clockstore::overlapIsRefused()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    ClockStore &clocks = school.stores().clocks;
    const QDate next = kWednesday.addDays(1);
    const ClockFact first = shift(school, kWednesday, next, 60);
    QVERIFY(await(clocks.add(first, school.decision)));
    QCOMPARE(await(clocks.add(first, school.decision))->unchanged, 1);
    const Result<FactCounts> refused =
        await(clocks.add(shift(school, next, next, 30), school.decision));
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    // Another kind, other days, another device: no overlap.
    QVERIFY(await(clocks.add(accept(school, next, next), school.decision)));
    QVERIFY(
        await(clocks.add(shift(school, next.addDays(1), next.addDays(1), 30), school.decision)));
    ClockFact elsewhere = first;
    elsewhere.device = school.addDevice(QStringLiteral("Back Gate"));
    QVERIFY(await(clocks.add(elsewhere, school.decision)));
}

ROLLCALL_TEST(tst_clockstore);
#include "tst_clockstore.moc"
