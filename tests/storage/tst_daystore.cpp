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
    void savesOnlyWhatChanged_data() { TempDatabase::addEngineRows(); }
    void savesOnlyWhatChanged();
    void takesBackAnOutcome_data() { TempDatabase::addEngineRows(); }
    void takesBackAnOutcome();
    void walksTheMarksInPages_data() { TempDatabase::addEngineRows(); }
    void walksTheMarksInPages();
    void knowsTheDaysOfLogsAndRecords_data() { TempDatabase::addEngineRows(); }
    void knowsTheDaysOfLogsAndRecords();
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

QList<DayTask> dirtyTasks(StoreFixture &fixture)
{
    return await(fixture.stores().days.dirtyTasks({}, 1000, kNow)).valueOr({});
}

QList<DayChange> computeAll(StoreFixture &fixture)
{
    const AttendanceEngine engine;
    QList<DayChange> changes;
    for (const DayTask &task : dirtyTasks(fixture))
        changes.append(changeOf(task.stored, engine.computeDay(task.input)));
    return changes;
}

QList<PersonDay> knownDays(StoreFixture &fixture)
{
    return await(fixture.stores().days.knownDays(QDate(2000, 1, 1), QDate(2099, 1, 1), {}, 1000))
        ->days;
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
    const QList<DayChange> results = computeAll(fixture);
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
    const QList<DayChange> stale = computeAll(fixture);
    // A late log arrives between loading and saving.
    QVERIFY(fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 07:50:00"))}));
    QCOMPARE(*await(fixture.stores().days.save(stale, 1)), 0);
    QCOMPARE(*await(fixture.stores().days.dirtyCount()), 1);
    const QList<DayChange> fresh = computeAll(fixture);
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
    const QList<DayTask> many = dirtyTasks(fixture);
    QCOMPARE(many.size(), 40);
    for (const DayTask &task : many) {
        const DayInput &input = task.input;
        QCOMPARE(input.punches.size(), 1); // days begin at midnight: the neighbours' do not matter
        const Result<QList<DayTask>> alone =
            await(fixture.stores().days.tasks({{input.person, input.day}}, kNow));
        QVERIFY(alone);
        QCOMPARE(alone->size(), 1);
        QCOMPARE(alone->first().input.punches.size(), 2); // of the day and of its neighbour
        QVERIFY(alone->first().input.punches.contains(input.punches.first()));
        QCOMPARE(alone->first().input.syncMarks, input.syncMarks);
    }
}

void tst_daystore::savesOnlyWhatChanged()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    mappedPerson(fixture, QStringLiteral("S1"), QStringLiteral("1"));
    QVERIFY(fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 07:55:00")),
         StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 14:00:00"))}));
    const QList<DayChange> first = computeAll(fixture);
    QCOMPARE(first.size(), 1);
    QVERIFY(first.first().hasNewRecord);
    QCOMPARE(first.first().outcomes.size(), 2);
    QCOMPARE(*await(fixture.stores().days.save(first, 1)), 1);
    // Marked again, though no fact is new.
    QCOMPARE(*await(fixture.stores().days.mark(knownDays(fixture))), 1);
    const QList<DayChange> again = computeAll(fixture);
    QCOMPARE(again.size(), 1);
    QVERIFY(again.first().isEmpty());
    QCOMPARE(*await(fixture.stores().days.save(again, 2)), 1);
    QCOMPARE(*await(fixture.stores().days.dirtyCount()), 0);
    // A third punch is a new OUT; of the outcomes, two are different.
    QVERIFY(fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 15:00:00"))}));
    const QList<DayChange> later = computeAll(fixture);
    QCOMPARE(later.size(), 1);
    QVERIFY(later.first().hasNewRecord);
    QCOMPARE(later.first().outcomes.size(), 2);
    QVERIFY(later.first().gone.isEmpty());
}

void tst_daystore::takesBackAnOutcome()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const PersonId person = mappedPerson(fixture, QStringLiteral("S1"), QStringLiteral("1"));
    QVERIFY(fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 07:55:00"))}));
    QVERIFY(await(fixture.stores().days.save(computeAll(fixture), 1)));
    QVERIFY(await(fixture.stores().mappings.remove(
        {{fixture.device, QStringLiteral("1"), person, {}, {}}}, {})));
    const QList<DayChange> changes = computeAll(fixture);
    QCOMPARE(changes.size(), 1);
    QVERIFY(changes.first().hasNewRecord);
    QVERIFY(!changes.first().record);
    QCOMPARE(changes.first().gone.size(), 1);
    QVERIFY(await(fixture.stores().days.save(changes, 2)));
    QVERIFY(knownDays(fixture).isEmpty()); // neither record nor outcome is left
}

void tst_daystore::walksTheMarksInPages()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    for (int i = 1; i <= 3; ++i)
        mappedPerson(fixture, QStringLiteral("S%1").arg(i), QString::number(i));
    QList<RawLog> logs;
    for (int i = 1; i <= 3; ++i) {
        for (int day = 10; day < 14; ++day)
            logs.append(StoreFixture::log(QString::number(i),
                                          QStringLiteral("2026-03-%1 08:00:00").arg(day)));
    }
    QVERIFY(fixture.store(logs));
    QList<PersonDay> walked;
    PersonDay after;
    for (;;) {
        const QList<DayTask> page =
            await(fixture.stores().days.dirtyTasks(after, 5, kNow)).valueOr({});
        for (const DayTask &task : page)
            walked.append({task.input.person, task.input.day});
        if (page.size() < 5)
            break;
        after = walked.last();
    }
    QCOMPARE(walked.size(), 12);
    QVERIFY(std::is_sorted(walked.cbegin(), walked.cend()));
    QCOMPARE(walked, knownDays(fixture));
}

void tst_daystore::knowsTheDaysOfLogsAndRecords()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const PersonId first = mappedPerson(fixture, QStringLiteral("S1"), QStringLiteral("1"));
    const PersonId second = mappedPerson(fixture, QStringLiteral("S2"), QStringLiteral("2"));
    QVERIFY(fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-10 08:00:00")),
         StoreFixture::log(QStringLiteral("2"), QStringLiteral("2026-03-12 08:00:00")),
         StoreFixture::log(QStringLiteral("3"), QStringLiteral("2026-03-13 08:00:00"))}));
    const QList<PersonDay> expected{{first, QDate(2026, 3, 10)}, {second, QDate(2026, 3, 12)}};
    QCOMPARE(knownDays(fixture), expected);
    // A page at a time, and only the days that were asked for.
    const auto page = [&](PersonId after) {
        return *await(fixture.stores().days.knownDays(QDate(2026, 3, 11), QDate(2026, 3, 31), after,
                                                      1));
    };
    QVERIFY(page({}).days.isEmpty());
    QCOMPARE(page({}).last, first);
    QCOMPARE(page(first).days, expected.mid(1));
    QVERIFY(!page(second).last.isValid());
}

ROLLCALL_TEST(tst_daystore);
#include "tst_daystore.moc"
