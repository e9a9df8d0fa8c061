// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/attendanceengine.h"
#include "tests/storage/storefixture.h"
#include "tests/support/testmain.h"

using namespace rollcall;
using rollcall::test::StoreFixture;
using rollcall::test::TempDatabase;

class tst_daystore : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void computesWhatWasMarked_data() { TempDatabase::addEngineRows(); }
    void computesWhatWasMarked();
    void staleResultIsNotSaved_data() { TempDatabase::addEngineRows(); }
    void staleResultIsNotSaved();
    void marksAbsentDaysOnly_data() { TempDatabase::addEngineRows(); }
    void marksAbsentDaysOnly();
    void loadsFactsForManyPeople_data() { TempDatabase::addEngineRows(); }
    void loadsFactsForManyPeople();
};

namespace {

const WallTime kNow = WallTime::fromFields(2026, 3, 14, 9, 0, 0);

PersonId mappedPerson(StoreFixture &fixture, const QString &number, const QString &user)
{
    const PersonId person = fixture.addPerson(number);
    const Result<MappingCounts> mapped =
        await(fixture.stores().mappings.add({{fixture.device, user, person, {}, {}}}, {}, {}));
    return mapped ? person : PersonId{};
}

QList<DayResult> computeAll(StoreFixture &fixture)
{
    AttendanceEngine engine;
    QList<DayResult> results;
    const Result<QList<DayInput>> inputs = await(fixture.stores().days.dirtyInputs(1000, kNow));
    for (const DayInput &input : inputs.valueOr({}))
        results.append(engine.computeDay(input));
    return results;
}

} // namespace

void tst_daystore::computesWhatWasMarked()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    mappedPerson(fixture, QStringLiteral("S1"), QStringLiteral("1"));
    QVERIFY(fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 07:55:10")),
         StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 14:02:00"))}));
    const QList<DayResult> results = computeAll(fixture);
    QCOMPARE(results.size(), 1);
    QCOMPARE(*await(fixture.stores().days.save(results, 1)), 1);
    QCOMPARE(*await(fixture.stores().days.dirtyCount()), 0);
    const Result<QList<DayRow>> rows =
        await(fixture.stores().days.rows(QDate(2026, 3, 12), QDate(2026, 3, 12)));
    QVERIFY(rows);
    QCOMPARE(rows->size(), 1);
    const DayRow row = rows->first();
    QCOMPARE(row.record, *results.first().record);
    QCOMPARE(row.record.in, WallTime::parse(u"2026-03-12 07:55:10"));
    QCOMPARE(row.record.workedMinutes, std::optional<int>(366));
    QCOMPARE(row.number, QStringLiteral("S1"));
    QCOMPARE(row.inDevice, QStringLiteral("Main Gate"));
}

void tst_daystore::staleResultIsNotSaved()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    mappedPerson(fixture, QStringLiteral("S1"), QStringLiteral("1"));
    QVERIFY(fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 09:30:00"))}));
    const QList<DayResult> stale = computeAll(fixture);
    // A late log arrives between loading and saving.
    QVERIFY(fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 07:50:00"))}));
    QCOMPARE(*await(fixture.stores().days.save(stale, 1)), 0);
    QCOMPARE(*await(fixture.stores().days.dirtyCount()), 1);
    const QList<DayResult> fresh = computeAll(fixture);
    QCOMPARE(*await(fixture.stores().days.save(fresh, 1)), 1);
    // The stale one comes back after the mark is gone, from a slow second program: still refused.
    QCOMPARE(*await(fixture.stores().days.save(stale, 1)), 0);
    const Result<QList<DayRow>> rows =
        await(fixture.stores().days.rows(QDate(2026, 3, 12), QDate(2026, 3, 12)));
    QCOMPARE(rows->first().record.in, WallTime::parse(u"2026-03-12 07:50:00"));
}

void tst_daystore::marksAbsentDaysOnly()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    mappedPerson(fixture, QStringLiteral("S1"), QStringLiteral("1"));
    mappedPerson(fixture, QStringLiteral("S2"), QStringLiteral("2"));
    fixture.addPerson(QStringLiteral("S3")); // mapped nowhere: not tracked
    const QDate day(2026, 3, 12);
    QCOMPARE(*await(fixture.stores().days.markUnsettled(day, day, day)),
             0); // no log yet: nobody tracks
    QVERIFY(fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 07:55:00"))}));
    QCOMPARE(*await(fixture.stores().days.markUnsettled(day, day, day)), 1);
    QVERIFY(await(fixture.stores().days.save(computeAll(fixture), 1)));
    QCOMPARE(await(fixture.stores().days.rows(day, day))->size(), 2);
    // Days before the first log and days to come have no records to be.
    QCOMPARE(*await(fixture.stores().days.markUnsettled(day.addDays(-30), day.addDays(-1), day)),
             0);
    QCOMPARE(*await(fixture.stores().days.markUnsettled(day.addDays(1), day.addDays(9), day)), 0);
}

void tst_daystore::loadsFactsForManyPeople()
{
    // Few people are looked up one by one, many by walking the span: both must load the same.
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    QList<RawLog> logs;
    for (int i = 1; i <= 20; ++i) {
        mappedPerson(fixture, QStringLiteral("S%1").arg(i), QString::number(i));
        logs.append(StoreFixture::log(QString::number(i),
                                      QStringLiteral("2026-03-12 08:00:%1").arg(i + 10)));
        logs.append(StoreFixture::log(QString::number(i),
                                      QStringLiteral("2026-03-13 08:00:%1").arg(i + 10)));
    }
    QVERIFY(fixture.store(logs));
    const Result<QList<DayInput>> many = await(fixture.stores().days.dirtyInputs(1000, kNow));
    QVERIFY(many);
    QCOMPARE(many->size(), 40);
    for (const DayInput &input : *many) {
        const Result<DayInput> alone =
            await(fixture.stores().days.input(input.person, input.day, kNow));
        QVERIFY(alone);
        QCOMPARE(alone->punches.size(), 2); // of the day and of its neighbour
        QList<Punch> left = alone->punches;
        QList<Punch> right = input.punches;
        const auto byLog = [](const Punch &a, const Punch &b) { return a.log < b.log; };
        std::sort(left.begin(), left.end(), byLog);
        std::sort(right.begin(), right.end(), byLog);
        QCOMPARE(left, right);
        QCOMPARE(alone->syncMarks, input.syncMarks);
    }
}

ROLLCALL_TEST(tst_daystore);
#include "tst_daystore.moc"
