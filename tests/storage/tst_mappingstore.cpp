// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/storage/storefixture.h"
#include "tests/support/testmain.h"

using namespace rollcall;
using rollcall::test::StoreFixture;
using rollcall::test::TempDatabase;

class tst_mappingstore : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void marksEveryDayOfTheUser_data() { TempDatabase::addEngineRows(); }
    void marksEveryDayOfTheUser();
    void reusedIdSplitsAtTheDate_data() { TempDatabase::addEngineRows(); }
    void reusedIdSplitsAtTheDate();
    void wrongPersonIsReplaced_data() { TempDatabase::addEngineRows(); }
    void wrongPersonIsReplaced();
    void ambiguousOverlapIsRefused_data() { TempDatabase::addEngineRows(); }
    void ambiguousOverlapIsRefused();
    void undoPutsBackWhatWasReplaced_data() { TempDatabase::addEngineRows(); }
    void undoPutsBackWhatWasReplaced();
    void undoRefusesWhatChangedSince_data() { TempDatabase::addEngineRows(); }
    void undoRefusesWhatChangedSince();
    void rowsShowNamesAndPunches_data() { TempDatabase::addEngineRows(); }
    void rowsShowNamesAndPunches();
    void dayChangeMarksTheDayBefore_data() { TempDatabase::addEngineRows(); }
    void dayChangeMarksTheDayBefore();

private:
    static QList<UserMapping> sorted(StoreFixture &fixture)
    {
        return await(fixture.stores().mappings.mappings()).valueOr({});
    }
    static Result<MappingCounts> add(StoreFixture &fixture, const UserMapping &mapping)
    {
        return await(fixture.stores().mappings.add({mapping}, QStringLiteral("test"),
                                                   QStringLiteral("test")));
    }
};

void tst_mappingstore::marksEveryDayOfTheUser()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const PersonId person = fixture.addPerson(QStringLiteral("S1"));
    QVERIFY(fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-10 08:00:00")),
         StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-10 14:00:00")),
         StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-12 08:00:00")),
         StoreFixture::log(QStringLiteral("2"), QStringLiteral("2026-03-13 08:00:00"))}));
    const Result<MappingCounts> first =
        add(fixture, {fixture.device, QStringLiteral("1"), person, {}, {}});
    QVERIFY(first);
    QCOMPARE(first->added, 1);
    QCOMPARE(first->days, 2);
    const Result<MappingCounts> again =
        add(fixture, {fixture.device, QStringLiteral("1"), person, {}, {}});
    QCOMPARE(again->unchanged, 1);
    QCOMPARE(again->days, 0);
}

void tst_mappingstore::reusedIdSplitsAtTheDate()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const PersonId left = fixture.addPerson(QStringLiteral("S1"));
    const PersonId came = fixture.addPerson(QStringLiteral("S2"));
    const QString user = QStringLiteral("101");
    QVERIFY(add(fixture, {fixture.device, user, left, {}, {}}));
    QVERIFY(add(fixture, {fixture.device, user, came, QDate(2026, 3, 12), {}}));
    const QList<UserMapping> expected{{fixture.device, user, left, {}, QDate(2026, 3, 11)},
                                      {fixture.device, user, came, QDate(2026, 3, 12), {}}};
    QCOMPARE(sorted(fixture), expected);
}

void tst_mappingstore::wrongPersonIsReplaced()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const PersonId wrong = fixture.addPerson(QStringLiteral("S1"));
    const PersonId right = fixture.addPerson(QStringLiteral("S2"));
    const QString user = QStringLiteral("101");
    QVERIFY(fixture.store({StoreFixture::log(user, QStringLiteral("2026-03-12 08:05:00"))}));
    QVERIFY(add(fixture, {fixture.device, user, wrong, {}, {}}));
    const Result<MappingCounts> counts = add(fixture, {fixture.device, user, right, {}, {}});
    QVERIFY(counts);
    QCOMPARE(counts->days, 2); // the day of the old person and that of the new one
    QCOMPARE(sorted(fixture).size(), 1);
    QCOMPARE(sorted(fixture).first().person, right);
    const Result<MappingCounts> gone =
        await(fixture.stores().mappings.remove(sorted(fixture), QStringLiteral("test")));
    QCOMPARE(gone->added, 1);
    QVERIFY(sorted(fixture).isEmpty());
}

void tst_mappingstore::ambiguousOverlapIsRefused()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const PersonId one = fixture.addPerson(QStringLiteral("S1"));
    const PersonId two = fixture.addPerson(QStringLiteral("S2"));
    QVERIFY(add(fixture, {fixture.device, QStringLiteral("1"), one, {}, {}}));
    const Result<MappingCounts> refused = add(
        fixture, {fixture.device, QStringLiteral("1"), two, QDate(2026, 3, 1), QDate(2026, 3, 9)});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    QCOMPARE(sorted(fixture).size(), 1);
}

void tst_mappingstore::undoPutsBackWhatWasReplaced()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const PersonId left = fixture.addPerson(QStringLiteral("S1"));
    const PersonId came = fixture.addPerson(QStringLiteral("S2"));
    const PersonId other = fixture.addPerson(QStringLiteral("S3"));
    const QString user = QStringLiteral("101");
    QVERIFY(fixture.store({StoreFixture::log(user, QStringLiteral("2026-03-10 08:05:00")),
                           StoreFixture::log(user, QStringLiteral("2026-03-12 08:05:00"))}));
    QVERIFY(add(fixture, {fixture.device, user, left, {}, {}}));
    QVERIFY(add(fixture, {fixture.device, user, came, QDate(2026, 3, 12), {}}));
    const QList<UserMapping> before = sorted(fixture);
    QCOMPARE(before.size(), 2);

    const Result<MappingCounts> replaced = add(fixture, {fixture.device, user, other, {}, {}});
    QVERIFY(replaced);
    QCOMPARE(sorted(fixture).size(), 1);
    QCOMPARE(replaced->change.gone.size(), 2);
    QCOMPARE(replaced->change.made.size(), 1);
    const Result<MappingCounts> undone =
        await(fixture.stores().mappings.undo(replaced->change, QStringLiteral("test")));
    QVERIFY(undone);
    QCOMPARE(sorted(fixture), before);
    QCOMPARE(undone->days, 4); // two of the one who goes, one of each who comes back
    // Taking that back is the first deed again.
    QVERIFY(await(fixture.stores().mappings.undo(undone->change, QStringLiteral("test"))));
    QCOMPARE(sorted(fixture).size(), 1);
    QCOMPARE(sorted(fixture).first().person, other);

    // A split is one change, too.
    const Result<MappingCounts> split =
        add(fixture, {fixture.device, user, came, QDate(2026, 3, 12), {}});
    QCOMPARE(split->change.gone.size(), 1);
    QCOMPARE(split->change.made.size(), 2);
    QVERIFY(await(fixture.stores().mappings.undo(split->change, QStringLiteral("test"))));
    QCOMPARE(sorted(fixture).size(), 1);
    const Result<MappingCounts> gone =
        await(fixture.stores().mappings.remove(sorted(fixture), QStringLiteral("test")));
    QVERIFY(await(fixture.stores().mappings.undo(gone->change, QStringLiteral("test"))));
    QCOMPARE(sorted(fixture).first().person, other);
}

void tst_mappingstore::undoRefusesWhatChangedSince()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const PersonId one = fixture.addPerson(QStringLiteral("S1"));
    const PersonId two = fixture.addPerson(QStringLiteral("S2"));
    const UserMapping first{fixture.device, QStringLiteral("1"), one, {}, {}};
    const UserMapping second{fixture.device, QStringLiteral("2"), one, {}, {}};
    const Result<MappingCounts> made = await(fixture.stores().mappings.add(
        {first, second}, QStringLiteral("test"), QStringLiteral("test")));
    QVERIFY(made);
    QVERIFY(add(fixture, {fixture.device, QStringLiteral("2"), two, {}, {}}));
    const QList<UserMapping> present = sorted(fixture);
    const Result<MappingCounts> refused =
        await(fixture.stores().mappings.undo(made->change, QStringLiteral("test")));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    QCOMPARE(sorted(fixture), present); // also the one that could have gone

    const Result<MappingCounts> gone =
        await(fixture.stores().mappings.remove({first}, QStringLiteral("test")));
    QVERIFY(add(fixture, {fixture.device, QStringLiteral("1"), two, {}, {}}));
    QCOMPARE(
        await(fixture.stores().mappings.undo(gone->change, QStringLiteral("test"))).error().code,
        ErrorCode::Conflict);
}

void tst_mappingstore::rowsShowNamesAndPunches()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    const PersonId person = fixture.addPerson(QStringLiteral("S1"));
    DeviceUser listed;
    listed.userId = QStringLiteral("10");
    listed.name = QString::fromUtf8("Zoë");
    QVERIFY(await(fixture.stores().devices.saveUsers(fixture.device, {listed}, 1)));
    QVERIFY(fixture.store(
        {StoreFixture::log(QStringLiteral("9"), QStringLiteral("2026-03-12 08:00:00")),
         StoreFixture::log(QStringLiteral("9"), QStringLiteral("2026-03-12 09:00:00"))}));
    QVERIFY(add(fixture, {fixture.device, QStringLiteral("9"), person, {}, {}}));
    const Result<QList<MappingRow>> rows = await(fixture.stores().mappings.rows(fixture.device));
    QVERIFY(rows);
    QCOMPARE(rows->size(), 2);
    QCOMPARE(rows->at(0).userId, QStringLiteral("9"));
    QCOMPARE(rows->at(0).punches, 2);
    QCOMPARE(rows->at(0).lastPunch, WallTime::parse(u"2026-03-12 09:00:00"));
    QCOMPARE(rows->at(0).personNumber, QStringLiteral("S1"));
    QCOMPARE(rows->at(1).name, QString::fromUtf8("Zoë"));
    QVERIFY(!rows->at(1).mapping);
    const Result<QList<DeviceOverview>> overview = await(fixture.stores().devices.overview());
    QCOMPARE(overview->first().users, 2);
    QCOMPARE(overview->first().unmapped, 1);
}

void tst_mappingstore::dayChangeMarksTheDayBefore()
{
    QFETCH(Engine, engine);
    StoreFixture fixture(engine);
    QVERIFY(await(fixture.stores().school.saveTiming(
        Timing{{}, {{QStringLiteral("day_change"), QStringLiteral("14:00")}}},
        {QStringLiteral("test")})));
    const PersonId person = fixture.addPerson(QStringLiteral("G1"));
    QVERIFY(fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-13 06:10:00"))}));
    QVERIFY(add(fixture, {fixture.device, QStringLiteral("1"), person, {}, {}}));
    // Before 14:00 it is still the day before, and no other.
    const auto dirtyDays = [&fixture] {
        QList<QDate> days;
        const Result<QList<DayTask>> tasks = await(
            fixture.stores().days.dirtyTasks({}, 10, WallTime::parse(u"2026-03-30 08:00:00")));
        for (const DayTask &task : tasks.valueOr({}))
            days.append(task.input.day);
        return days;
    };
    QCOMPARE(dirtyDays(), QList<QDate>{QDate(2026, 3, 12)});
    QVERIFY(fixture.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-20 06:10:00"))}));
    QCOMPARE(dirtyDays(), (QList<QDate>{QDate(2026, 3, 12), QDate(2026, 3, 19)}));
}

ROLLCALL_TEST(tst_mappingstore);
#include "tst_mappingstore.moc"
