// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/attendanceengine.h"
#include "core/rules/counting.h"
#include "tests/core/randomschool.h"
#include "tests/support/testmain.h"

#include <QMap>
#include <QTest>

#include <functional>

using namespace rollcall;
using rollcall::test::RandomSchool;

namespace {

constexpr int kSchools = 10000;

} // namespace

/// What must hold for any facts (attendance-rules.md, sections 2, 5, 6, 11 and 12), on random
/// schools.
class tst_engineproperties : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void orderOfArrivalNeverCounts();
    void duplicateChangesNothing();
    void removedCorrectionRestores();
    void lockedDaysNeverChange();
    void everyLogHasOneOutcome();
    void recordsMakeSense();
    void totalsAddUp();

private:
    /// Runs @p check on many schools and names the one that failed it.
    static void onSchools(const std::function<void(RandomSchool &)> &check);
    static QList<DayResult> resultsOf(const RandomSchool &school);
    static DayResult compute(const DayInput &input)
    {
        return AttendanceEngine().computeDay(input, AttendanceEngine::Reasons::LeftOut);
    }
    static void checkRecord(const DayInput &input, const DayResult &result);
};

namespace {

/// Ids of logs depend on their order of arrival and are no result.
std::optional<DayRecord> withoutIds(std::optional<DayRecord> record)
{
    if (record)
        record->inLog = record->outLog = RawLogId();
    return record;
}

QList<std::optional<DayRecord>> recordsOf(const QList<DayResult> &results)
{
    QList<std::optional<DayRecord>> records;
    for (const DayResult &result : results)
        records.append(withoutIds(result.record));
    return records;
}

/// Outcomes by how often each occurs.
QMap<Outcome, int> countsOf(const QList<DayResult> &results)
{
    QMap<Outcome, int> counts;
    for (const DayResult &result : results) {
        for (const OutcomeEntry &entry : result.outcomes)
            ++counts[entry.outcome];
    }
    return counts;
}

} // namespace

void tst_engineproperties::onSchools(const std::function<void(RandomSchool &)> &check)
{
    for (int seed = 0; seed < rollcall::test::repeats(kSchools); ++seed) {
        RandomSchool school(static_cast<unsigned>(seed));
        check(school);
        if (QTest::currentTestFailed()) {
            qInfo("seed %d", seed);
            return;
        }
    }
}

QList<DayResult> tst_engineproperties::resultsOf(const RandomSchool &school)
{
    QList<DayResult> results;
    for (const DayInput &input : school.inputs())
        results.append(compute(input));
    return results;
}

void tst_engineproperties::orderOfArrivalNeverCounts()
{
    onSchools([](RandomSchool &school) {
        const QList<DayResult> listed = resultsOf(school);
        school.arriveShuffled();
        const QList<DayResult> shuffled = resultsOf(school);
        QCOMPARE(recordsOf(shuffled), recordsOf(listed));
        QCOMPARE(countsOf(shuffled), countsOf(listed));
        // Asking why changes nothing, either.
        const DayInput input =
            school.inputs().at(school.number(0, static_cast<int>(shuffled.size()) - 1));
        QCOMPARE(AttendanceEngine().computeDay(input).record, compute(input).record);
    });
}

void tst_engineproperties::duplicateChangesNothing()
{
    onSchools([](RandomSchool &school) {
        const QList<DayResult> before = resultsOf(school);
        if (!school.sendAgain())
            return;
        const QList<DayResult> after = resultsOf(school);
        QCOMPARE(recordsOf(after), recordsOf(before));
        QCOMPARE(countsOf(after), countsOf(before));
        // Even a copy that slipped through a store, as a log of its own, is no second punch.
        for (DayInput input : school.inputs()) {
            if (input.punches.isEmpty() || input.punches.last().manual)
                continue;
            Punch copy = input.punches.last();
            copy.log = RawLogId{school.storedLogs() + 1};
            const std::optional<DayRecord> record = withoutIds(compute(input).record);
            input.punches.prepend(copy);
            QCOMPARE(withoutIds(compute(input).record), record);
        }
    });
}

void tst_engineproperties::removedCorrectionRestores()
{
    onSchools([](RandomSchool &school) {
        for (DayInput input : school.inputs()) {
            input.correction.reset();
            const DayResult computed = compute(input);
            input.correction =
                StatusCorrection{static_cast<DayStatus>(school.number(0, 4)), {}, {}};
            const DayResult corrected = compute(input);
            QCOMPARE(corrected.outcomes, computed.outcomes);
            if (computed.record) {
                DayRecord restored = corrected.record.value();
                QCOMPARE(restored.status, input.correction->status);
                QVERIFY(restored.flags.testFlag(DayFlag::Manual));
                restored.status = restored.autoStatus.value();
                restored.autoStatus.reset();
                restored.flags.setFlag(DayFlag::Manual,
                                       computed.record->flags.testFlag(DayFlag::Manual));
                QCOMPARE(restored, *computed.record);
            }
            input.correction.reset();
            QCOMPARE(compute(input).record, computed.record);
        }
    });
}

void tst_engineproperties::lockedDaysNeverChange()
{
    onSchools([](RandomSchool &school) {
        for (DayInput input : school.inputs()) {
            const std::optional<DayRecord> frozen = compute(input).record;
            input.locked = DayLock{frozen};
            DayResult locked = compute(input);
            QCOMPARE(locked.record, frozen);
            QVERIFY(!locked.changeWaiting);
            // Something happens afterwards.
            Punch late;
            late.log = RawLogId{school.storedLogs() + 1};
            late.device = DeviceId{1};
            late.userId = QStringLiteral("9");
            late.at = WallTime::startOf(input.day).addMinutes(school.number(0, 1439));
            input.punches.append(late);
            input.off = school.chance(20) ? OffDay::Holiday : input.off;
            locked = compute(input);
            if (frozen && locked.record)
                locked.record->flags.setFlag(DayFlag::ChangeWaiting, false);
            QCOMPARE(locked.record, frozen);
            input.locked.reset();
            const auto plain = [](std::optional<DayRecord> record) {
                if (record)
                    record->provisional = false;
                return withoutIds(record);
            };
            QCOMPARE(locked.changeWaiting, plain(compute(input).record) != plain(frozen));
        }
    });
}

void tst_engineproperties::everyLogHasOneOutcome()
{
    onSchools([](RandomSchool &school) {
        QHash<RawLogId, int> times;
        for (const DayResult &result : resultsOf(school)) {
            for (const OutcomeEntry &entry : result.outcomes)
                ++times[entry.log];
        }
        for (const int count : times)
            QCOMPARE(count, 1);
        QCOMPARE(static_cast<int>(times.size()) + school.unmappedLogs(), school.storedLogs());
    });
}

void tst_engineproperties::checkRecord(const DayInput &input, const DayResult &result)
{
    const DayRecord &record = *result.record;
    int ins = 0;
    int outs = 0;
    for (const OutcomeEntry &entry : result.outcomes) {
        ins += entry.outcome == Outcome::In ? 1 : 0;
        outs += entry.outcome == Outcome::Out ? 1 : 0;
    }
    QCOMPARE(ins, record.inLog.isValid() ? 1 : 0);
    QCOMPARE(outs, record.outLog.isValid() ? 1 : 0);
    QCOMPARE(record.workedMinutes.has_value(), record.in.isValid() && record.out.isValid());
    if (record.workedMinutes) {
        QVERIFY(record.in < record.out);
        QCOMPARE(*record.workedMinutes, record.in.secondsTo(record.out) / 60);
    }
    QVERIFY(record.lateMinutes >= 0 && record.earlyMinutes >= 0);
    QCOMPARE(record.day, input.day);
    QVERIFY(!record.in.isValid() || input.day.daysTo(record.in.date()) <= 1);
    QCOMPARE(record.autoStatus.has_value(), input.correction.has_value());
    const DayStatus status = record.autoStatus.value_or(record.status);
    const bool hasPunch = record.in.isValid() || record.out.isValid();
    QVERIFY(status != DayStatus::Pending || (record.provisional && !hasPunch));
    QVERIFY(!(record.flags & (DayFlag::MissingIn | DayFlag::MissingOut)) || !record.provisional);
    QCOMPARE(record.flags.testFlag(DayFlag::WorkedOnOffDay), input.off != OffDay::None && hasPunch);
    const bool isFree = input.off != OffDay::None || input.leave == LeavePart::Full;
    QVERIFY(!isFree || (record.lateMinutes == 0 && record.earlyMinutes == 0));
    QVERIFY(input.off == OffDay::None || status == DayStatus::Holiday ||
            status == DayStatus::WeekOff || (hasPunch && status == DayStatus::Present));
    QVERIFY(input.off != OffDay::None || !(input.leave == LeavePart::Full) ||
            status == DayStatus::Leave);
}

void tst_engineproperties::recordsMakeSense()
{
    onSchools([](RandomSchool &school) {
        for (const DayInput &input : school.inputs()) {
            const DayResult result = compute(input);
            const bool isEnrolled =
                (input.enrolledFrom.isNull() || input.enrolledFrom <= input.day) &&
                (input.enrolledTo.isNull() || input.day <= input.enrolledTo);
            QVERIFY(isEnrolled || !result.record);
            if (result.record)
                checkRecord(input, result);
            if (QTest::currentTestFailed())
                return;
        }
    });
}

/// Counted by day and counted by person is the same, and nothing is counted twice.
void tst_engineproperties::totalsAddUp()
{
    onSchools([](RandomSchool &school) {
        QMap<QDate, DayTotals> byDay;
        QMap<qint64, DayTotals> byPerson;
        int records = 0;
        for (const DayResult &result : resultsOf(school)) {
            if (!result.record)
                continue;
            ++records;
            byDay[result.day].add(result.record->status);
            byPerson[result.person.value].add(result.record->status);
        }
        int strength = 0;
        int halves = 0;
        for (const DayTotals &totals : std::as_const(byDay)) {
            strength += totals.strength();
            halves += totals.presentHalves();
            QCOMPARE(totals.strength(), totals.workingDays() + totals.off + totals.notDecided);
        }
        QCOMPARE(strength, records);
        for (const DayTotals &totals : std::as_const(byPerson)) {
            halves -= totals.presentHalves();
            const std::optional<int> percent = totals.percentTenths();
            QCOMPARE(percent.has_value(), totals.workingDays() > 0);
            QVERIFY(percent.value_or(0) >= 0 && percent.value_or(0) <= 1000);
        }
        QCOMPARE(halves, 0);
    });
}

ROLLCALL_TEST(tst_engineproperties);
#include "tst_engineproperties.moc"
