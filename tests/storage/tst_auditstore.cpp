// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/storage/factfixture.h"
#include "tests/support/testmain.h"

#include <QDirIterator>
#include <QRegularExpression>

using namespace rollcall;
using rollcall::test::FactFixture;
using rollcall::test::TempDatabase;

class tst_auditstore : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void changesOnlyAdd_data() { TempDatabase::addEngineRows(); }
    void changesOnlyAdd();
    void pagesBySpanAndKey_data() { TempDatabase::addEngineRows(); }
    void pagesBySpanAndKey();
    void settingsSayWhatTheyWere_data() { TempDatabase::addEngineRows(); }
    void settingsSayWhatTheyWere();
    void noStatementTouchesALine();
};

/// Every kind of change, and every way back: what stood in the trail before stands in it after.
void tst_auditstore::changesOnlyAdd()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    const Decision decision = school.decision;
    const QDate month(2026, 3, 1);
    const QDate day(2026, 3, 11);
    const PersonId person = school.person("S1");
    CorrectionDraft correction;
    correction.person = person;
    correction.day = day;
    correction.status = DayStatus::Absent;
    ClockFact shift;
    shift.kind = ClockFactKind::Shift;
    shift.device = school.device;
    shift.from = shift.to = day;
    shift.minutes = 5;
    LeaveReason exam;
    exam.code = QStringLiteral("exam");
    const Stores stores = school.stores();
    using Step = std::function<Result<FactCounts>()>;
    const QList<std::pair<const char *, Step>> steps{
        {"holiday.add",
         [&] {
             return await(
                 stores.calendar.addHolidays({{{}, day, QStringLiteral("Holi"), {}}}, decision));
         }},
        {"holiday.remove",
         [&] {
             const HolidayId id = await(stores.calendar.holidays({}, {}))->first().id;
             return await(stores.calendar.removeHolidays({id}, decision));
         }},
        {"weekly_off.add", [&] { return await(stores.calendar.addWeeklyOff({}, decision)); }},
        {"weekly_off.end",
         [&] {
             const WeeklyOffId id = await(stores.calendar.weeklyOffs())->first().id;
             return await(stores.calendar.endWeeklyOff(id, {}, decision));
         }},
        {"leave.add",
         [&] {
             return await(stores.leaves.addLeaves(
                 {{{}, person, day, day, {}, QStringLiteral("sick")}}, decision));
         }},
        {"leave.remove",
         [&] {
             const LeaveId id = await(stores.leaves.leaves({}, {}))->first().id;
             return await(stores.leaves.removeLeave(id, decision));
         }},
        {"leave_reason.save", [&] { return await(stores.leaves.saveReason(exam, decision)); }},
        {"day.close", [&] { return await(stores.calendar.closeDay(day, decision)); }},
        {"day.reopen", [&] { return await(stores.calendar.reopenDay(day, decision)); }},
        {"timing_assignment.add",
         [&] { return await(stores.timings.addAssignments({TimingAssignment()}, decision)); }},
        {"timing_assignment.remove",
         [&] {
             const AssignmentId id = await(stores.timings.assignments())->first().id;
             return await(stores.timings.removeAssignment(id, decision));
         }},
        {"correction.add", [&] { return await(stores.corrections.correct(correction, decision)); }},
        {"correction.remove",
         [&] { return await(stores.corrections.uncorrect(person, day, decision)); }},
        {"clock.add_shift", [&] { return await(stores.clocks.add(shift, decision)); }},
        {"clock.remove_shift",
         [&] {
             const ClockFactId id = await(stores.clocks.facts())->first().id;
             return await(stores.clocks.remove(ClockFactKind::Shift, id, decision));
         }},
        {"month.lock", [&] { return await(stores.locks.lockMonth(month, decision)); }},
        {"month.unlock", [&] { return await(stores.locks.unlockMonth(month, decision)); }},
    };
    for (const auto &[what, step] : steps) {
        const QList<AuditRow> before = school.trail();
        school.clock.advance(1000);
        const Result<FactCounts> counts = step();
        QVERIFY2(counts, what);
        const QList<AuditRow> after = school.trail();
        QCOMPARE(after.size(), before.size() + 1);
        QCOMPARE(after.first(before.size()), before);
        QCOMPARE(after.last().what, QLatin1String(what));
        QCOMPARE(after.last().author, decision.author);
        QCOMPARE(after.last().reason, decision.reason);
        QCOMPARE(after.last().atUtc, school.clock.utcMilliseconds());
        QVERIFY2(!after.last().before.isEmpty() || !after.last().after.isEmpty(), what);
    }
}

void tst_auditstore::pagesBySpanAndKey()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    const qint64 start = school.clock.utcMilliseconds() + 1000;
    for (int i = 0; i < 5; ++i) {
        school.clock.set(start + i);
        QVERIFY(await(school.stores().calendar.closeDay(QDate(2026, 4, i + 1), school.decision)));
    }
    AuditStore &audit = school.stores().audit;
    const QList<AuditRow> inner = await(audit.entries(start + 1, start + 4, 0, 100)).valueOr({});
    QCOMPARE(inner.size(), 3);
    QCOMPARE(inner.first().subject, QStringLiteral("2026-04-02"));
    const QList<AuditRow> page =
        await(audit.entries(start, start + 5, inner.first().id, 2)).valueOr({});
    QCOMPARE(page, (QList<AuditRow>{inner.at(1), inner.at(2)}));
}

void tst_auditstore::settingsSayWhatTheyWere()
{
    QFETCH(Engine, engine);
    FactFixture school(engine);
    SchoolStore &store = school.stores().school;
    const Decision decision = school.decision;
    const auto timing = [](int grace) {
        return Timing{QDate(2026, 3, 1), {{QStringLiteral("grace_minutes"), grace}}};
    };
    QVERIFY(await(store.saveTiming(timing(5), decision)));
    QVERIFY(await(store.saveTiming(timing(10), decision)));
    QCOMPARE(school.trail().last().before, QStringLiteral("{\"grace_minutes\":5}"));
    QCOMPARE(school.trail().last().after, QStringLiteral("{\"grace_minutes\":10}"));
    QCOMPARE(school.trail().last().reason, decision.reason);
    for (const char *port : {"8090", "8091"})
        QVERIFY(
            await(store.saveSetting(QStringLiteral("push.port"), QLatin1String(port), decision)));
    QCOMPARE(school.trail().last().before, QStringLiteral("8090"));
    QCOMPARE(school.trail().last().after, QStringLiteral("8091"));
    QCOMPARE(school.trail().last().reason, decision.reason);
}

/// The stores are all that speaks SQL (tst_layering), so no line of the trail can be changed.
void tst_auditstore::noStatementTouchesALine()
{
    static const QRegularExpression touching(
        QStringLiteral("(UPDATE|DELETE\\s+FROM|REPLACE\\s+INTO|TRUNCATE(\\s+TABLE)?|DROP\\s+TABLE|"
                       "ALTER\\s+TABLE)\\s+audit_entry"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression seam(QStringLiteral("\"\\s*\"")); // of a literal in two lines
    QVERIFY(touching.match(QStringLiteral("DELETE FROM audit_entry WHERE")).hasMatch());
    QVERIFY(touching.match(QStringLiteral("update audit_entry set")).hasMatch());
    int adding = 0;
    QDirIterator files(QStringLiteral(ROLLCALL_SOURCE_DIR "/core/storage"),
                       {QStringLiteral("*.cpp"), QStringLiteral("*.h"), QStringLiteral("*.sql")},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll()).remove(seam);
        QVERIFY2(!touching.match(text).hasMatch(), qPrintable(file.fileName()));
        adding += static_cast<int>(text.count(QStringLiteral("INSERT INTO audit_entry")));
    }
    QCOMPARE(adding, 1); // addAudit()
}

ROLLCALL_TEST(tst_auditstore);
#include "tst_auditstore.moc"
