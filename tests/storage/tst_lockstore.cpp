// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/storage/factfixture.h"
#include "tests/support/testmain.h"

using namespace rollcall;
using rollcall::test::FactFixture;
using rollcall::test::StoreFixture;
using rollcall::test::TempDatabase;

namespace {

const QDate kMarch(2026, 3, 1);
const QDate kDay(2026, 3, 11);

} // namespace

class tst_lockstore : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void lockedDaysNeverChange_data() { TempDatabase::addEngineRows(); }
    void lockedDaysNeverChange();
    void sameResultSaysNothing_data() { TempDatabase::addEngineRows(); }
    void sameResultSaysNothing();
    void closedMonthGetsNoNewRecord_data() { TempDatabase::addEngineRows(); }
    void closedMonthGetsNoNewRecord();
    void onlyItsMonthIsLocked_data() { TempDatabase::addEngineRows(); }
    void onlyItsMonthIsLocked();
};

void tst_lockstore::lockedDaysNeverChange()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    LockStore &locks = school.stores().locks;
    const DayRecord before = school.record("S1", kDay);
    QCOMPARE(await(locks.lockMonth(kMarch, school.decision))->changed, 1);
    QCOMPARE(await(locks.lockMonth(kMarch, school.decision))->unchanged, 1);
    // A late punch, a holiday, a correction: the record stays and says that something waits.
    QVERIFY(school.store(
        {StoreFixture::log(QStringLiteral("1"), QStringLiteral("2026-03-11 07:30:00"))}));
    QVERIFY(await(school.stores().calendar.addHolidays(
        {Holiday{{}, QDate(2026, 3, 12), QStringLiteral("Holi"), Audience::Everybody}},
        school.decision)));
    school.drain();
    DayRecord waiting = before;
    waiting.flags.setFlag(DayFlag::ChangeWaiting);
    DayRecord now = school.record("S1", kDay);
    now.inLog = waiting.inLog; // which of the logs it came from is not frozen
    QCOMPARE(now, waiting);
    QCOMPARE(school.status("T1", QStringLiteral("2026-03-12")), QStringLiteral("present"));
    const LockedMonth month = await(locks.months())->first();
    QCOMPARE(month.month, kMarch);
    QCOMPARE(month.records, 21);
    QCOMPARE(month.waiting, 4);
    QCOMPARE(month.author, school.decision.author);
    QVERIFY(await(locks.unlockMonth(kMarch, school.decision)));
    QCOMPARE(school.dirty().size(), 21);
    school.drain();
    QCOMPARE(school.record("S1", kDay).in, WallTime(kDay, QTime(7, 30)));
    QCOMPARE(school.status("T1", QStringLiteral("2026-03-12")), QStringLiteral("holiday"));
    QCOMPARE(await(locks.months())->size(), 0);
    QCOMPARE(await(locks.unlockMonth(kMarch, school.decision)).error().code, ErrorCode::NotFound);
    // It can be closed again, as it is now.
    QVERIFY(await(locks.lockMonth(kMarch, school.decision)));
    QCOMPARE(await(locks.months())->first().waiting, 0);
}

void tst_lockstore::sameResultSaysNothing()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    QVERIFY(await(school.stores().locks.lockMonth(kMarch, school.decision)));
    QVERIFY(school.markKnown(kMarch, QDate(2026, 3, 31)));
    school.drain();
    QCOMPARE(await(school.stores().locks.months())->first().waiting, 0);
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-11")), QStringLiteral("present"));
}

void tst_lockstore::closedMonthGetsNoNewRecord()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    QVERIFY(await(school.stores().locks.lockMonth(kMarch, school.decision)));
    // Somebody who comes into the lists afterwards, with punches in the closed month.
    school.addPerson(QStringLiteral("S9"), PersonKind::Student, {});
    QVERIFY(school.store(
        {StoreFixture::log(QStringLiteral("9"), QStringLiteral("2026-03-11 08:00:00"))}));
    const UserMapping mapping{school.device, QStringLiteral("9"), school.person("S9"), {}, {}};
    QVERIFY(await(
        school.stores().mappings.add({mapping}, QStringLiteral("test"), QStringLiteral("test"))));
    school.drain();
    QCOMPARE(school.status("S9", QStringLiteral("2026-03-11")), QString());
    QVERIFY(await(school.stores().locks.unlockMonth(kMarch, school.decision)));
    school.drain();
    QCOMPARE(school.status("S9", QStringLiteral("2026-03-11")), QStringLiteral("present"));
}

void tst_lockstore::onlyItsMonthIsLocked()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    QVERIFY(await(school.stores().locks.lockMonth(QDate(2026, 2, 1), school.decision)));
    QVERIFY(await(school.stores().calendar.addHolidays(
        {Holiday{{}, kDay, QStringLiteral("Holi"), Audience::Everybody}}, school.decision)));
    school.drain();
    QCOMPARE(school.status("S1", QStringLiteral("2026-03-11")), QStringLiteral("holiday"));
}

ROLLCALL_TEST(tst_lockstore);
#include "tst_lockstore.moc"
