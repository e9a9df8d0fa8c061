// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/storage/factfixture.h"
#include "tests/support/testmain.h"

using namespace rollcall;
using rollcall::test::FactFixture;
using rollcall::test::inMarch;
using rollcall::test::TempDatabase;

namespace {

const QDate kDay(2026, 3, 11);

CorrectionDraft draft(PersonId person)
{
    CorrectionDraft correction;
    correction.person = person;
    correction.day = kDay;
    return correction;
}

WallTime at(int hour, int minute)
{
    return WallTime(kDay, QTime(hour, minute));
}

} // namespace

class tst_correctionstore : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void removingBringsBackTheRecord_data() { TempDatabase::addEngineRows(); }
    void removingBringsBackTheRecord();
    void partsReplaceOneAnother_data() { TempDatabase::addEngineRows(); }
    void partsReplaceOneAnother();
    void makesADayOfSomebodyUnmapped_data() { TempDatabase::addEngineRows(); }
    void makesADayOfSomebodyUnmapped();
    void nightPunchMarksBothDays_data() { TempDatabase::addEngineRows(); }
    void nightPunchMarksBothDays();
    void nothingToRemoveIsSaid_data() { TempDatabase::addEngineRows(); }
    void nothingToRemoveIsSaid();
};

void tst_correctionstore::removingBringsBackTheRecord()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    CorrectionStore &corrections = school.stores().corrections;
    const DayRecord computed = school.record("S1", kDay);
    CorrectionDraft correction = draft(school.person("S1"));
    correction.status = DayStatus::HalfDay;
    correction.out = at(14, 0);
    const Result<FactCounts> counts = await(corrections.correct(correction, school.decision));
    QCOMPARE(*counts, (FactCounts{1, 0, 1}));
    QCOMPARE(school.dirty(), inMarch({"S1 11"}));
    school.drain();
    const DayRecord corrected = school.record("S1", kDay);
    QCOMPARE(corrected.status, DayStatus::HalfDay);
    QCOMPARE(corrected.autoStatus, std::optional(DayStatus::Present));
    QCOMPARE(corrected.out, at(14, 0));
    QVERIFY(corrected.flags.testFlag(DayFlag::Manual));
    const Result<FactCounts> back =
        await(corrections.uncorrect(correction.person, kDay, school.decision));
    QCOMPARE(*back, (FactCounts{1, 0, 1}));
    school.drain();
    QCOMPARE(school.record("S1", kDay), computed);
    QCOMPARE(school.numberOf("SELECT COUNT(*) FROM correction WHERE removed_utc > 0"), 1);
    QCOMPARE(school.numberOf("SELECT COUNT(*) FROM manual_punch WHERE removed_utc > 0"), 1);
    const QList<AuditRow> trail = school.trail();
    QCOMPARE(trail.last().what, QStringLiteral("correction.remove"));
    QCOMPARE(trail.last().subject, QStringLiteral("S1"));
    QCOMPARE(trail.last().before, trail.at(trail.size() - 2).after);
}

void tst_correctionstore::partsReplaceOneAnother()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    CorrectionStore &corrections = school.stores().corrections;
    CorrectionDraft correction = draft(school.person("S1"));
    correction.status = DayStatus::Absent;
    correction.in = at(7, 30);
    QVERIFY(await(corrections.correct(correction, school.decision)));
    CorrectionDraft second = draft(school.person("S1"));
    second.in = at(7, 45);
    QVERIFY(
        await(corrections.correct(second, {QStringLiteral("head"), QStringLiteral("saw her")})));
    const QList<CorrectionRow> rows = await(corrections.corrections(kDay, kDay)).valueOr({});
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().correction.status, std::optional(DayStatus::Absent));
    QCOMPARE(rows.first().correction.in, at(7, 45));
    QVERIFY(!rows.first().correction.out.isValid());
    QCOMPARE(rows.first().number, QStringLiteral("S1"));
    QCOMPARE(rows.first().author, QStringLiteral("head"));
    QCOMPARE(rows.first().reason, QStringLiteral("saw her"));
    QCOMPARE(await(corrections.corrections(kDay.addDays(1), {}))->size(), 0);
    school.drain();
    QCOMPARE(school.record("S1", kDay).in, at(7, 45));
    QCOMPARE(school.numberOf("SELECT COUNT(*) FROM manual_punch"), 2);
}

void tst_correctionstore::makesADayOfSomebodyUnmapped()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    school.addPerson(QStringLiteral("S9"), PersonKind::Student, {});
    CorrectionDraft correction = draft(school.person("S9"));
    correction.status = DayStatus::Present;
    QVERIFY(await(school.stores().corrections.correct(correction, school.decision)));
    school.drain();
    QCOMPARE(school.status("S9", QStringLiteral("2026-03-11")), QStringLiteral("present"));
    QVERIFY(await(school.stores().corrections.uncorrect(correction.person, kDay, school.decision)));
    school.drain();
    QCOMPARE(school.status("S9", QStringLiteral("2026-03-11")), QString());
}

void tst_correctionstore::nightPunchMarksBothDays()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    TimingAssignment night;
    night.person = school.person("T1");
    night.settings = {{QStringLiteral("day_change"), QStringLiteral("06:00")}};
    QVERIFY(await(school.stores().timings.addAssignments({night}, school.decision)));
    school.drain();
    CorrectionDraft correction = draft(night.person);
    correction.out = WallTime(kDay.addDays(1), QTime(2, 0));
    QVERIFY(await(school.stores().corrections.correct(correction, school.decision)));
    QCOMPARE(school.dirty(), inMarch({"T1 11", "T1 12"}));
    school.drain();
    QCOMPARE(school.record("T1", kDay).out, correction.out);
    // A new punch of that day replaces it, wherever it lay.
    correction.out = at(23, 0);
    QVERIFY(await(school.stores().corrections.correct(correction, school.decision)));
    school.drain();
    QCOMPARE(school.record("T1", kDay).out, at(23, 0));
    QVERIFY(!school.record("T1", kDay.addDays(1)).out.isValid());
}

void tst_correctionstore::nothingToRemoveIsSaid()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    CorrectionStore &corrections = school.stores().corrections;
    const Result<FactCounts> none =
        await(corrections.uncorrect(school.person("S1"), kDay, school.decision));
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotFound);
    CorrectionDraft nobody = draft(PersonId{999});
    nobody.status = DayStatus::Present;
    QVERIFY(!await(corrections.correct(nobody, school.decision)));
    QCOMPARE(school.dirty(), QStringList());
}

ROLLCALL_TEST(tst_correctionstore);
#include "tst_correctionstore.moc"
