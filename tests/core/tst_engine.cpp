// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/attendanceengine.h"
#include "tests/core/dayfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using rollcall::test::at;
using rollcall::test::punches;
using rollcall::test::settings;
using rollcall::test::thursday;
using rollcall::test::thursdayInput;

/// What stands around the choice and the ladder: which punches belong to the day, whether there is
/// a record at all, locks, reasons.
class tst_engine : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void answersForItsOwnPunchesOnly();
    void settlesNoDayAndNightShift();
    void suspectsClocks_data();
    void suspectsClocks();
    void hasRecord_data();
    void hasRecord();
    void notEnrolledDayKeepsItsLogs();
    void locks_data();
    void locks();
    void locksDaysWithoutRecord();
    void refusedSettingsAreTold();
    void tellsEveryStep();
    void remembersNothingThatCounts();

private:
    QString outcomes(const DayInput &input);
    QStringList rules(const DayInput &input);

    AttendanceEngine m_engine;
};

QString tst_engine::outcomes(const DayInput &input)
{
    QStringList words;
    for (const OutcomeEntry &entry : m_engine.computeDay(input).outcomes)
        words.append(QStringLiteral("%1=%2").arg(entry.log.value).arg(outcomeWord(entry.outcome)));
    words.sort();
    return words.join(u' ');
}

QStringList tst_engine::rules(const DayInput &input)
{
    QStringList words;
    for (const ExplanationStep &step : m_engine.computeDay(input).explanation)
        words.append(step.rule);
    return words;
}

void tst_engine::answersForItsOwnPunchesOnly()
{
    const QList<Punch> list = punches(QStringLiteral(
        "2026-03-11T23:59:59 00:00 08:00 23:59:59 2026-03-13T00:00:00 09:00/office-in"));
    QList<Punch> withOffice = list;
    withOffice.last().log = {}; // no raw log, so no outcome of one
    QCOMPARE(outcomes(thursdayInput({}, withOffice)), QStringLiteral("2=in 3=extra 4=out"));
    DayInput invalid = thursdayInput({}, {Punch()});
    QCOMPARE(outcomes(invalid), QString());
}

void tst_engine::settlesNoDayAndNightShift()
{
    const QList<Punch> list =
        punches(QStringLiteral("10:00 21:50 2026-03-13T06:10:00 2026-03-13T10:00:00"));
    DayInput input = thursdayInput(settings(QStringLiteral("{'day_change': '14:00'}")), list);
    input.settingsBefore = {};
    // Thursday 10:00 lies before Thursday's begin, and Wednesday ended at midnight.
    QCOMPARE(outcomes(input), QStringLiteral("1=no_day 2=in 3=extra 4=out"));
    // With the same settings the day before, it is Wednesday's.
    input.settingsBefore = input.settings;
    QCOMPARE(outcomes(input), QStringLiteral("2=in 3=extra 4=out"));
}

void tst_engine::suspectsClocks_data()
{
    QTest::addColumn<QString>("punchAt");
    QTest::addColumn<QString>("receivedAt");
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("changed"); ///< "accepted", "office" or nothing
    QTest::addColumn<bool>("isSuspect");
    const auto row = [](const char *name, const char *punchAt, const char *receivedAt,
                        const char *json, const char *changed, bool isSuspect) {
        QTest::newRow(name) << QString::fromLatin1(punchAt) << QString::fromLatin1(receivedAt)
                            << QString::fromLatin1(json) << QString::fromLatin1(changed)
                            << isSuspect;
    };
    row("a day ahead, equal", "2026-03-12 08:00:00", "2026-03-11 08:00:00", "{}", "", false);
    row("a day and a second ahead", "2026-03-12 08:00:01", "2026-03-11 08:00:00", "{}", "", true);
    row("accepted", "2026-03-12 08:00:01", "2026-03-11 08:00:00", "{}", "accepted", false);
    row("entered by the office", "2026-03-12 08:00:01", "2026-03-11 08:00:00", "{}", "office",
        false);
    row("receipt unknown", "2026-03-12 08:00:00", "", "{}", "", false);
    row("ten minutes of tolerance", "2026-03-12 08:10:01", "2026-03-12 08:00:00",
        "{'future_tolerance_minutes': 10}", "", true);
    row("late by years is fine", "2026-03-12 08:00:00", "2029-03-12 08:00:00", "{}", "", false);
    row("too old", "2026-03-12 08:00:00", "", "{'oldest_valid_date': '2026-03-13'}", "", true);
    row("oldest day", "2026-03-12 00:00:00", "", "{'oldest_valid_date': '2026-03-12'}", "", false);
    row("too old, accepted", "2026-03-12 08:00:00", "", "{'oldest_valid_date': '2026-03-13'}",
        "accepted", false);
}

void tst_engine::suspectsClocks()
{
    QFETCH(QString, punchAt);
    QFETCH(QString, receivedAt);
    QFETCH(QString, json);
    QFETCH(QString, changed);
    QFETCH(bool, isSuspect);
    Punch punch = rollcall::test::punch(punchAt, Direction::Auto, 1);
    punch.receivedAt = WallTime::parse(receivedAt);
    punch.accepted = changed == u"accepted";
    punch.manual = changed == u"office";
    const DayInput input = thursdayInput(settings(json), {punch});
    QCOMPARE(outcomes(input),
             isSuspect ? QStringLiteral("1=clock_suspect") : QStringLiteral("1=in"));
    QCOMPARE(rules(input).contains(QStringLiteral("clock_suspect")), isSuspect);
}

void tst_engine::hasRecord_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("facts");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *name, const char *words, const char *facts, bool expected) {
        QTest::newRow(name) << QString::fromLatin1(words) << QString::fromLatin1(facts) << expected;
    };
    row("plain", "08:00", "", true);
    row("nobody came", "", "", true);
    row("enrolled from that day", "", "from 2026-03-12", true);
    row("enrolled from the next day", "08:00", "from 2026-03-13", false);
    row("last day", "", "to 2026-03-12", true);
    row("left the day before", "08:00", "to 2026-03-11", false);
    row("not tracked", "", "untracked", false);
    row("not tracked, but came", "08:00", "untracked", true);
    row("not tracked, corrected", "", "untracked corrected", true);
    row("not tracked, tracked by the school", "", "untracked unmapped-too", true);
    row("not tracked on a holiday", "", "untracked holiday", false);
    row("before the oldest date", "", "old", false);
    row("before the oldest date, suspect punch", "08:00", "old", false);
    row("before the oldest date, corrected", "", "old corrected", true);
}

void tst_engine::hasRecord()
{
    QFETCH(QString, words);
    QFETCH(QString, facts);
    QFETCH(bool, expected);
    DayInput input = thursdayInput({}, punches(words));
    const QDate named = QDate::fromString(facts.section(u' ', 1, 1), Qt::ISODate);
    if (facts.startsWith(u"from"))
        input.enrolledFrom = named;
    if (facts.startsWith(u"to "))
        input.enrolledTo = named;
    input.tracked = !facts.contains(u"untracked");
    if (facts.contains(u"corrected"))
        input.correction = StatusCorrection();
    if (facts.contains(u"unmapped-too"))
        input.settings = settings(QStringLiteral("{'absent_when_unmapped': true}"));
    if (facts.contains(u"holiday"))
        input.off = OffDay::Holiday;
    if (facts.contains(u"old"))
        input.settings = settings(QStringLiteral("{'oldest_valid_date': '2026-03-13'}"));
    if (facts.contains(u"holiday"))
        input.settings = {};
    QCOMPARE(m_engine.computeDay(input).record.has_value(), expected);
}

void tst_engine::notEnrolledDayKeepsItsLogs()
{
    DayInput input = thursdayInput({}, punches(QStringLiteral("08:00 14:00")));
    input.enrolledFrom = thursday().addDays(1);
    QCOMPARE(outcomes(input), QStringLiteral("1=not_enrolled 2=not_enrolled"));
}

void tst_engine::locks_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("change");
    QTest::addColumn<bool>("isWaiting");
    const auto row = [](const char *name, const char *words, const char *change, bool isWaiting) {
        QTest::newRow(name) << QString::fromLatin1(words) << QString::fromLatin1(change)
                            << isWaiting;
    };
    row("the same", "08:00 14:00", "", false);
    row("a late punch", "07:30 08:00 14:00", "", true);
    row("a punch between", "08:00 11:00 14:00", "", false);
    row("gone", "", "", true);
    row("another status", "08:00 14:00", "correction", true);
    row("no record any more", "08:00 14:00", "not enrolled", true);
}

void tst_engine::locks()
{
    QFETCH(QString, words);
    QFETCH(QString, change);
    QFETCH(bool, isWaiting);
    const DayRecord frozen =
        m_engine.computeDay(thursdayInput({}, punches(QStringLiteral("08:00 14:00"))))
            .record.value();
    DayInput input = thursdayInput({}, punches(words));
    for (Punch &punch : input.punches)
        punch.log.value += 100; // the same times, other logs
    input.locked = DayLock{frozen};
    if (change == u"correction")
        input.correction = StatusCorrection{DayStatus::Absent, {}, {}};
    if (change == u"not enrolled")
        input.enrolledFrom = thursday().addDays(1);
    DayRecord found = m_engine.computeDay(input).record.value();
    QCOMPARE(found.flags.testFlag(DayFlag::ChangeWaiting), isWaiting);
    found.flags.setFlag(DayFlag::ChangeWaiting, false);
    QCOMPARE(found, frozen);
    // A flag of an earlier round does not stay when the reason is gone.
    input = thursdayInput({}, punches(QStringLiteral("08:00 14:00")));
    input.locked = DayLock{frozen};
    input.locked->record->flags |= DayFlag::ChangeWaiting;
    QCOMPARE(m_engine.computeDay(input).record.value(), frozen);
}

/// A month was closed before the person was mapped: nothing appears in it, and the office is told.
void tst_engine::locksDaysWithoutRecord()
{
    DayInput input = thursdayInput({}, punches(QStringLiteral("08:00 14:00")));
    input.locked = DayLock{};
    DayResult result = m_engine.computeDay(input);
    QVERIFY(!result.record);
    QVERIFY(result.changeWaiting);
    QCOMPARE(result.outcomes.size(), 2);
    input.punches.clear();
    input.tracked = false;
    result = m_engine.computeDay(input);
    QVERIFY(!result.record);
    QVERIFY(!result.changeWaiting);
}

void tst_engine::refusedSettingsAreTold()
{
    const DayInput input =
        thursdayInput(settings(QStringLiteral("{'grace_minutes': 999, 'school_start': '08:00'}")),
                      punches(QStringLiteral("08:01")));
    const DayResult result = m_engine.computeDay(input);
    QCOMPARE(result.record->status, DayStatus::Late);
    QCOMPARE(result.explanation.constFirst().rule, QStringLiteral("settings_refused"));
    QVERIFY(result.explanation.constFirst()
                .values.value(QLatin1String("reason"))
                .toString()
                .contains(QStringLiteral("grace_minutes")));
}

void tst_engine::tellsEveryStep()
{
    DayInput input =
        thursdayInput(settings(QStringLiteral(
                          "{'school_start': '08:00', 'grace_minutes': 10, 'school_end': '14:00'}")),
                      punches(QStringLiteral("08:11:30 13:00")));
    const DayResult result = m_engine.computeDay(input);
    QStringList words;
    for (const ExplanationStep &step : result.explanation)
        words.append(step.rule);
    QCOMPARE(words.join(u' '), QStringLiteral("in_chosen out_chosen late early status"));
    const QJsonObject late = result.explanation.at(2).values;
    QCOMPARE(late, settings(QStringLiteral(
                       "{'start': '08:00', 'grace': 10, 'limit': '2026-03-12 08:10:00',"
                       " 'minute': '2026-03-12 08:11:00', 'late_minutes': 11}")));
    QCOMPARE(result.explanation.at(2).log, RawLogId{1});
    QVERIFY(m_engine.computeDay(input, AttendanceEngine::Reasons::LeftOut).explanation.isEmpty());

    input.punches.clear();
    input.syncMarks = {at(QStringLiteral("07:00"))};
    QCOMPARE(rules(input).join(u' '), QStringLiteral("awaiting_sync status"));
    input.dayClosed = true;
    QCOMPARE(rules(input).join(u' '), QStringLiteral("day_closed no_punch status"));
    input.now = at(QStringLiteral("09:00"));
    QCOMPARE(rules(input).join(u' '), QStringLiteral("not_yet_in status"));
    input.leave = LeavePart::Full;
    QCOMPARE(rules(input).join(u' '), QStringLiteral("leave status"));
    input.off = OffDay::WeeklyOff;
    input.correction = StatusCorrection();
    QCOMPARE(rules(input).join(u' '), QStringLiteral("off_day status correction"));
    input.tracked = false;
    input.correction.reset();
    QCOMPARE(rules(input).join(u' '), QStringLiteral("not_tracked"));
    input.locked = DayLock{DayRecord()};
    QCOMPARE(rules(input).join(u' '), QStringLiteral("not_tracked locked"));
}

/// More settings than the engine remembers, twice: the answers are those of a fresh engine.
void tst_engine::remembersNothingThatCounts()
{
    for (int round = 0; round < 2; ++round) {
        for (int minute = 0; minute < 600; ++minute) {
            const QTime start = QTime(0, 0).addSecs(minute * 60);
            DayInput input = thursdayInput(
                {{QStringLiteral("school_start"), start.toString(QStringLiteral("HH:mm"))}},
                punches(QStringLiteral("05:00")));
            input.settingsBefore = {};
            const DayResult result = m_engine.computeDay(input, AttendanceEngine::Reasons::LeftOut);
            QCOMPARE(result.record->lateMinutes, qMax(0, 300 - minute));
            QCOMPARE(result.record, AttendanceEngine().computeDay(input).record);
        }
    }
}

ROLLCALL_TEST(tst_engine);
#include "tst_engine.moc"
