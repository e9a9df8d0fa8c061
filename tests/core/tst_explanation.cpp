// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/explanationtext.h"
#include "tests/core/attendancecase.h"
#include "tests/core/dayfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <numeric>

using namespace rollcall;
using rollcall::test::AttendanceCase;
using rollcall::test::CaseWorld;
using rollcall::test::punches;
using rollcall::test::settings;
using rollcall::test::thursday;
using rollcall::test::thursdayInput;

/// "Why?": each vector's explanation names what decided, and every step is a sentence.
class tst_explanation : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void namesWhatDecided_data();
    void namesWhatDecided();
    void everyVectorIsExpected();
    void everyStepIsASentence();
    void namesOrigins_data();
    void namesOrigins();
    void says_data();
    void says();
    void saysUnknownRulesAsTheyAre();

private:
    /// The results of a case when all its facts are there; empty when there is no such case.
    QList<DayResult> resultsOf(const QString &id) const;

    QList<AttendanceCase> m_cases;
};

namespace {

/// Case, settings and rules that the explanation must name, and what it must say.
struct Expected
{
    const char *id;
    const char *names;
    const char *says;
};

constexpr std::array kExpected = {
    Expected{"A01", "school_start grace_minutes single_punch missing_out_as", "Grace Period of 10"},
    Expected{"A02", "time_windows school_start extra", "first punch that can be an arrival"},
    Expected{"A03", "single_punch missing_out_as", "a lone punch is IN"},
    Expected{"A04", "single_punch school_start late", "14:05 is late by 365 minute"},
    Expected{"A05", "single_punch school_start school_end missing_in_as",
             "nearer to the end of school"},
    Expected{"A06", "repeat_interval_seconds", "07:58:20 is a repeat"},
    Expected{"A07", "school_start no_school_start", "nobody is late"},
    Expected{"A08", "school_start grace_minutes on_time", "08:15 is in time"},
    Expected{"A09", "school_start grace_minutes late", "08:16 is late by 16 minute"},
    Expected{"A10", "school_start grace_minutes on_time", "08:15:59 is IN"},
    Expected{"B01", "in_window out_window outside_windows no_punch", "11:15 is ignored"},
    Expected{"B02", "time_windows in_window out_window", "outside the In window (06:30-10:00)"},
    Expected{"B03", "in_window out_window", "last punch in the Out window"},
    Expected{"B04", "in_window outside_windows", "06:29:59 is ignored"},
    Expected{"B05", "in_window missing_out_as", "No OUT was found"},
    Expected{"B06", "out_window missing_in_as", "counts as Present"},
    Expected{"B07", "out_window missing_in_as", "counts as Absent"},
    Expected{"B08", "in_window out_window school_start", "first punch in the In window"},
    Expected{"B09", "in_window", "last punch after the In window (06:30-10:00)"},
    Expected{"B10", "time_windows", "05:40 is IN: it is the first punch that can"},
    Expected{"C01", "in_chosen out_chosen extra", "Its device is In Only."},
    Expected{"C02", "out_before_in", "Its device is Out Only."},
    Expected{"C03", "direction_mismatch out_window", "Its device is In Only."},
    Expected{"C04", "use_device_status", "Its state code 1 says OUT, but the school"},
    Expected{"C05", "use_device_status", "Its state code 0 says IN."},
    Expected{"C06", "in_chosen out_chosen", "14:00 is OUT"},
    Expected{"D01", "half_day_below_minutes", "239 minute"},
    Expected{"D02", "absent_below_minutes", "less than 60 minute"},
    Expected{"D03", "missing_out_as", "does not change the status"},
    Expected{"D04", "school_end early_grace_minutes early", "13:49 is early by 11 minute"},
    Expected{"D05", "school_end early_grace_minutes left_in_time", "13:50 is not early"},
    Expected{"D06", "register_close after_register_close", "after the register closed at 09:30"},
    Expected{"D07", "half_day_split", "Arriving at 12:00"},
    Expected{"D08", "missing_out_as", "no better than Half day"},
    Expected{"E01", "off_day", "The day is a holiday."},
    Expected{"E02", "off_day mark_on_off_days", "the status stays"},
    Expected{"E03", "off_day mark_on_off_days", "make such a day Present"},
    Expected{"E04", "off_day", "The day is a weekly off."},
    Expected{"E05", "off_day school_start", "The day is a holiday."},
    Expected{"E06", "leave", "leave for the whole day"},
    Expected{"E07", "leave in_chosen", "leave for the whole day"},
    Expected{"E08", "half_leave", "first half of the day"},
    Expected{"E09", "not_enrolled", "There is no record"},
    Expected{"E10", "school_end half_day_below_minutes", "not less than 120 minute"},
    Expected{"E11", "school_start", "the School Start Time 10:00"},
    Expected{"F01", "in_window not_yet_in", "absent after 10:00"},
    Expected{"F02", "in_window no_punch", "so the person is absent"},
    Expected{"F03", "absence_requires_sync in_window awaiting_sync", "last read at 07:30"},
    Expected{"F04", "absent_when_unmapped not_tracked", "mapped on no device"},
    Expected{"F05", "day_change out_may_change", "a later OUT may come"},
    Expected{"G01", "day_change over_midnight", "06:10 on 2026-03-13 still belongs to this day"},
    Expected{"G02", "day_change shared_hours school_start", "two attendance days share"},
    Expected{"G03", "single_punch school_start", "late by 959 minute"},
    Expected{"G04", "oldest_valid_date clock_suspect no_punch", "the oldest date that is believed"},
    Expected{"G05", "future_tolerance_minutes clock_suspect", "ahead by more than 1440 minute"},
    Expected{"G06", "day_change over_midnight", "06:05 on 2026-03-29"},
    Expected{"H01", "school_start", "08:05 is in time"},
    Expected{"H02", "absent_when_unmapped not_tracked", "There is no record"},
    Expected{"H03", "school_start grace_minutes late", "08:20 is late by 20 minute"},
    Expected{"H04", "school_start grace_minutes late", "08:30 is late by 30 minute"},
    Expected{"H05", "school_start extra", "07:52 is IN"},
    Expected{"H06", "no_punch school_start", "There was no punch"},
    Expected{"H07", "single_punch", "08:00 is IN"},
    Expected{"H08", "correction", "The office set the status to Present, as it was computed."},
    Expected{"H09", "off_day", "The day is a holiday."},
    Expected{"H10", "locked", "stays Absent"},
    Expected{"H11", "repeat_interval_seconds repeat", "the same second"},
};

QStringList sentencesOf(const DayResult &result)
{
    const ExplanationText text(result.day);
    QStringList sentences;
    for (const ExplanationStep &step : result.explanation)
        sentences.append(text.sentence(step));
    return sentences;
}

} // namespace

void tst_explanation::initTestCase()
{
    QStringList problems;
    const QString folder = rollcall::test::vectorsFolder(QStringLiteral("attendance"));
    m_cases = rollcall::test::loadAttendanceCases(folder, &problems);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

QList<DayResult> tst_explanation::resultsOf(const QString &id) const
{
    const AttendanceEngine engine;
    for (const AttendanceCase &vector : m_cases) {
        if (vector.id != id)
            continue;
        QList<int> order(vector.json.value(QLatin1String("punches")).toArray().size());
        std::iota(order.begin(), order.end(), 0);
        CaseWorld world(vector, engine);
        world.loadAll(order);
        world.checkEnd();
        return world.results();
    }
    return {};
}

void tst_explanation::namesWhatDecided_data()
{
    QTest::addColumn<QString>("names");
    QTest::addColumn<QString>("said");
    for (const Expected &row : kExpected)
        QTest::newRow(row.id) << QString::fromLatin1(row.names) << QString::fromLatin1(row.says);
}

void tst_explanation::namesWhatDecided()
{
    QFETCH(QString, names);
    QFETCH(QString, said);
    const QList<DayResult> results = resultsOf(QString::fromLatin1(QTest::currentDataTag()));
    if (results.isEmpty())
        QSKIP("another folder of vectors has no such case");
    QSet<QString> found;
    QStringList sentences;
    for (const DayResult &result : results) {
        sentences += sentencesOf(result);
        for (const ExplanationStep &step : result.explanation) {
            found.insert(step.rule);
            for (const DecidingSetting &setting : step.settings)
                found.insert(setting.key);
        }
    }
    for (const QString &name : names.split(u' '))
        QVERIFY2(found.contains(name), qPrintable(name));
    QVERIFY2(sentences.join(u' ').contains(said), qPrintable(sentences.join(u'\n')));
}

/// A new vector comes with a row above.
void tst_explanation::everyVectorIsExpected()
{
    if (qEnvironmentVariableIsSet("ROLLCALL_VECTORS"))
        QSKIP("another folder of vectors");
    QSet<QString> expected;
    for (const Expected &row : kExpected)
        expected.insert(QString::fromLatin1(row.id));
    for (const AttendanceCase &vector : m_cases)
        QVERIFY2(expected.contains(vector.id), qPrintable(vector.id));
}

void tst_explanation::everyStepIsASentence()
{
    for (const AttendanceCase &vector : m_cases) {
        for (const DayResult &result : resultsOf(vector.id)) {
            QVERIFY2(!result.explanation.isEmpty(), qPrintable(vector.id));
            const ExplanationText text(result.day);
            for (const ExplanationStep &step : result.explanation) {
                const QString said = text.sentence(step);
                QVERIFY2(said.endsWith(u'.') && said != step.rule && !said.contains(u'%') &&
                             !said.contains(QStringLiteral("  ")),
                         qPrintable(QStringLiteral("%1, %2: %3").arg(vector.id, step.rule, said)));
                const QString because = ExplanationText::settings(step);
                QCOMPARE(because.isEmpty(), step.settings.isEmpty());
                QVERIFY2(!because.contains(u'%'), qPrintable(because));
            }
        }
    }
}

void tst_explanation::namesOrigins_data()
{
    QTest::addColumn<SettingOrigin>("origin");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, SettingScope scope, const char *word, const char *text) {
        QTest::newRow(name) << SettingOrigin{scope, {}, {}, {}} << QString::fromLatin1(word)
                            << QString::fromLatin1(text);
    };
    row("default", SettingScope::Default, "default", "default");
    row("school", SettingScope::School, "school", "setting of the school");
    row("weekday", SettingScope::Weekday, "weekday", "timing of the weekday");
    row("dated", SettingScope::Dated, "dated", "timing of the date");
    row("class", SettingScope::Group, "class", "timing of the class");
    row("person", SettingScope::Person, "person", "timing of the person");
}

void tst_explanation::namesOrigins()
{
    QFETCH(SettingOrigin, origin);
    QFETCH(QString, word);
    QFETCH(QString, text);
    QCOMPARE(scopeWord(origin.scope), word);
    DayInput input = thursdayInput({}, punches(QStringLiteral("08:10")));
    const QJsonObject json = settings(QStringLiteral("{'school_start': '08:00'}"));
    input.settings = DaySettings(QList<SettingLayer>{{origin, json}});
    for (const ExplanationStep &step : AttendanceEngine().computeDay(input).explanation) {
        if (step.rule == u"late") {
            QCOMPARE(
                ExplanationText::settings(step),
                QStringLiteral("school_start = 08:00 (%1), grace_minutes = 0 (default)").arg(text));
            return;
        }
    }
    QFAIL("nobody was late");
}

void tst_explanation::says_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("facts");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const char *json, const char *words, const char *facts,
                        const char *said) {
        QTest::newRow(name) << QString::fromLatin1(json) << QString::fromLatin1(words)
                            << QString::fromLatin1(facts) << QString::fromLatin1(said);
    };
    const char *plain = "{'school_start': '08:00', 'school_end': '14:00'}";
    const char *onlyOut = "{'time_windows': true, 'out_window': {'from': '12:30', 'to': '17:00'}}";
    const char *onlyIn = "{'time_windows': true, 'in_window': {'from': '06:30', 'to': '10:00'}}";
    const char *status = "{'use_device_status': true}";
    row("office in", plain, "08:00/office-in 14:00", "", "08:00 is IN, entered by the office.");
    row("office out", plain, "08:00 14:00/office-out", "", "14:00 is OUT, entered by the office.");
    row("in time without grace", plain, "08:00 14:00", "",
        "08:00 is in time: the School Start Time is 08:00.");
    row("late without grace", plain, "08:01 14:00", "",
        "08:01 is late by 1 minute(s): the School Start Time is 08:00.");
    row("early without grace", plain, "08:00 13:00", "",
        "13:00 is early by 60 minute(s): school ends at 14:00.");
    row("not early without grace", plain, "08:00 14:00", "",
        "14:00 is not early: school ends at 14:00.");
    row("before the out window", onlyOut, "08:00", "",
        "08:00 is IN: the first punch before the Out window (12:30-17:00).");
    row("after the out window", onlyOut, "17:01", "",
        "17:01 is ignored: it lies after the Out window (12:30-17:00).");
    row("before the in window", onlyIn, "06:00", "",
        "06:00 is ignored: it lies before the In window (06:30-10:00).");
    row("out gate in the in window",
        "{'time_windows': true, 'in_window': {'from': '06:30', 'to': '10:00'}, 'out_window': "
        "{'from': '12:30', 'to': '17:00'}}",
        "07:00/out", "",
        "07:00 is ignored: it can only be OUT, and the windows allow only IN then. Its device is "
        "Out Only.");
    row("state says out", status, "08:00/s0 14:00/s1", "", "Its state code 1 says OUT.");
    row("a lone punch nearer to the start",
        "{'single_punch': 'nearest', 'school_start': '08:00', 'school_end': '14:00'}", "08:30", "",
        "it does not lie nearer to the end of school than to its start.");
    row("left before the split", "{'half_day_split': '12:00'}", "08:00 11:00", "",
        "Leaving at 11:00 is not after 12:00: at best half a day.");
    row("enough against the absent limit", "{'absent_below_minutes': 60}", "08:00 14:00", "",
        "From IN to OUT: 360 minute(s), not less than 60 minute(s).");
    row("out may come", plain, "08:00", "at noon",
        "The day is not over before 00:00 on 2026-03-13, so OUT may still come.");
    row("for the time being", plain, "08:00", "at noon",
        "So the day is Present, for the time being.");
    row("never read", plain, "", "never read", "a device of the person was never read.");
    row("closed by the office", plain, "", "closed", "The office closed the day");
    row("leave for the second half", plain, "08:00 12:00", "second half",
        "leave for the second half of the day");
    row("enrolled from", plain, "", "from", "the person is enrolled from 2026-03-13 on.");
    row("enrolled until", plain, "", "to", "the person was enrolled until 2026-03-11.");
    row("enrolled from and to", plain, "", "from to",
        "the person is enrolled from 2026-03-13 to 2026-03-11.");
    row("punch of somebody not enrolled", plain, "08:00", "from",
        "08:00 does not count: the person is not enrolled on this day.");
    row("before the oldest date", "{'oldest_valid_date': '2026-03-13'}", "", "",
        "There is no record: the day lies before 2026-03-13");
    row("who and why", plain, "08:40 14:00", "corrected",
        "The office corrected Late to Leave. By: office. Reason: bus came late.");
    row("locked, no change", plain, "", "locked absent", "The day is locked and stays Absent.");
    row("locked, change waits", plain, "08:00 14:00", "locked absent",
        "Computed now, it would come out differently (Present)");
    row("locked without record", plain, "08:00 14:00", "locked nothing",
        "The day is locked and stays without a record.");
    row("holiday leaves off", "{'day_change': '14:00'}", "10:00", "",
        "10:00 belongs to 2026-03-11, because of the time at which an attendance day begins.");
    row("nobody's hours", "{'day_change': '14:00'}", "10:00", "plain day before",
        "10:00 belongs to no attendance day: the day before ended at 00:00, and this one begins at "
        "14:00.");
    row("the night before keeps it", "{'school_start': '14:00'}", "07:10", "night before",
        "07:10 belongs to 2026-03-11: its shift runs over midnight and keeps what comes before "
        "10:30.");
    row("refused", "{'grace_minutes': 999}", "08:00", "",
        "The setting grace_minutes cannot be used on this day");
}

void tst_explanation::says()
{
    QFETCH(QString, json);
    QFETCH(QString, words);
    QFETCH(QString, facts);
    QFETCH(QString, said);
    DayInput input = thursdayInput(settings(json), punches(words));
    const QDate wednesday = thursday().addDays(-1);
    if (facts == u"at noon")
        input.now = rollcall::test::at(QStringLiteral("12:00"));
    if (facts == u"never read")
        input.syncMarks = {WallTime()};
    input.dayClosed = facts == u"closed";
    if (facts == u"second half")
        input.leave = LeavePart::SecondHalf;
    if (facts.startsWith(u"from"))
        input.enrolledFrom = thursday().addDays(1);
    if (facts.endsWith(u"to"))
        input.enrolledTo = wednesday;
    if (facts == u"corrected")
        input.correction = StatusCorrection{DayStatus::Leave, QStringLiteral("bus came late"),
                                            QStringLiteral("office")};
    if (facts == u"locked absent")
        input.locked = DayLock{AttendanceEngine().computeDay(thursdayInput({}, {})).record};
    if (facts == u"locked nothing")
        input.locked = DayLock{};
    if (facts == u"plain day before")
        input.settingsBefore = {};
    if (facts == u"night before")
        input.settingsBefore = settings(QStringLiteral(
            "{'school_start': '18:00', 'school_end': '07:00', 'day_change': '12:30'}"));
    const QString text = sentencesOf(AttendanceEngine().computeDay(input)).join(u'\n');
    QVERIFY2(text.contains(said), qPrintable(text));
}

void tst_explanation::saysUnknownRulesAsTheyAre()
{
    const ExplanationText text(thursday());
    QCOMPARE(text.sentence({QStringLiteral("of_the_future"), {}, {}, {}}),
             QStringLiteral("of_the_future"));
}

ROLLCALL_TEST(tst_explanation);
#include "tst_explanation.moc"
