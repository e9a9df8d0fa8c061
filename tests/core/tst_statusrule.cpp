// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/attendanceengine.h"
#include "core/rules/statusrule.h"
#include "tests/core/dayfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using rollcall::test::at;
using rollcall::test::punches;
using rollcall::test::settings;
using rollcall::test::thursdayInput;

/// The ladder of attendance-rules.md, sections 6 and 7, by way of the engine.
class tst_statusrule : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void late_data();
    void late();
    void ladder_data();
    void ladder();
    void early_data();
    void early();
    void offDays_data();
    void offDays();
    void leaves_data();
    void leaves();
    void worseIsWorse();

private:
    DayRecord record(const DayInput &input) { return m_engine.computeDay(input).record.value(); }

    AttendanceEngine m_engine;
};

namespace {

QString flagsOf(const DayRecord &record)
{
    return flagWords(record.flags).join(u'+');
}

QString windows()
{
    return QStringLiteral(
        "{'time_windows': true, 'in_window': {'from': '06:30', 'to': '10:00'},"
        " 'out_window': {'from': '12:30', 'to': '17:00'}, 'school_start': '08:00'}");
}

} // namespace

void tst_statusrule::late_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("arrival");
    QTest::addColumn<QString>("status");
    QTest::addColumn<int>("minutes");
    const auto row = [](const char *name, const char *json, const char *arrival, const char *status,
                        int minutes) {
        QTest::newRow(name) << QString::fromLatin1(json) << QString::fromLatin1(arrival)
                            << QString::fromLatin1(status) << minutes;
    };
    const char *s8 = "{'school_start': '08:00', 'grace_minutes': 15}";
    row("early", s8, "07:30", "present", 0);
    row("at the start", s8, "08:00", "present", 0);
    row("within the grace", s8, "08:14:59", "present", 0);
    row("at the grace limit", s8, "08:15", "present", 0);
    row("same minute, 59 s past", s8, "08:15:59", "present", 0);
    row("one minute after", s8, "08:16", "late", 16);
    row("no grace", "{'school_start': '08:00'}", "08:01", "late", 1);
    row("no start", "{'grace_minutes': 15}", "11:30", "present", 0);
    row("register still open", "{'school_start': '08:00', 'register_close': '09:30'}", "09:30:59",
        "late", 90);
    row("register closed: late", "{'register_close': '09:30'}", "09:31", "late", 0);
    row("register closed: half day",
        "{'register_close': '09:30', 'after_register_close': 'half_day'}", "09:31", "half_day", 0);
    row("register closed: absent",
        "{'school_start': '08:00', 'register_close': '09:30', 'after_register_close': 'absent'}",
        "09:31", "absent", 91);
    row("night shift, in time", "{'school_start': '22:00', 'day_change': '14:00'}", "21:50",
        "present", 0);
    row("night shift, after midnight", "{'school_start': '22:00', 'day_change': '14:00'}",
        "2026-03-13 00:10:00", "late", 130);
    row("shift from midnight on", "{'school_start': '00:30', 'day_change': '14:00'}", "23:50",
        "present", 0);
}

void tst_statusrule::late()
{
    QFETCH(QString, json);
    QFETCH(QString, arrival);
    QFETCH(QString, status);
    QFETCH(int, minutes);
    DayInput input = thursdayInput(settings(json), {rollcall::test::punch(arrival)});
    input.now = WallTime::parse(u"2026-03-15 00:00:00");
    const DayRecord found = record(input);
    QCOMPARE(statusWord(found.status), status);
    QCOMPARE(found.lateMinutes, minutes);
}

void tst_statusrule::ladder_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("flags");
    const auto row = [](const char *name, const QString &json, const char *words,
                        const char *status, const char *flags) {
        QTest::newRow(name) << json << QString::fromLatin1(words) << QString::fromLatin1(status)
                            << QString::fromLatin1(flags);
    };
    const QString split = QStringLiteral("{'half_day_split': '12:00'}");
    row("before the split", split, "11:59 14:00", "present", "");
    row("at the split", split, "12:00 14:00", "half_day", "");
    row("left at the split", split, "08:00 12:00", "half_day", "");
    row("left after the split", split, "08:00 12:01", "present", "");
    const QString limits =
        QStringLiteral("{'half_day_below_minutes': 240, 'absent_below_minutes': 60}");
    row("exactly the half-day limit", limits, "08:00 12:00", "present", "");
    row("one minute below", limits, "08:00 11:59", "half_day", "");
    row("seconds do not fill a minute", limits, "08:00:30 12:00:29", "half_day", "");
    row("exactly the absent limit", limits, "08:00 09:00", "half_day", "");
    row("below the absent limit", limits, "08:00 08:59", "absent", "");
    row("no limit without OUT", limits, "08:00", "present", "missing_out");
    row("missing out as half day", QStringLiteral("{'missing_out_as': 'half_day'}"), "08:00",
        "half_day", "missing_out");
    row("missing out as absent", QStringLiteral("{'missing_out_as': 'absent'}"), "08:00", "absent",
        "missing_out");
    row("missing in", windows(), "14:00", "present", "missing_in");
    for (const char *word : {"late", "half_day", "absent"}) {
        QJsonObject json = settings(windows());
        json.insert(QStringLiteral("missing_in_as"), QString::fromLatin1(word));
        row(word, QString::fromUtf8(QJsonDocument(json).toJson()), "14:00", word, "missing_in");
    }
    row("the worst wins: late and half day",
        QStringLiteral("{'school_start': '08:00', 'half_day_below_minutes': 240}"), "08:30 11:00",
        "half_day", "");
    row("the worst wins: late is worse than no change",
        QStringLiteral("{'school_start': '08:00', 'missing_out_as': 'no_change'}"), "08:30", "late",
        "missing_out");
    row("ignored punches", windows(), "07:50 11:00 13:00", "present", "ignored_punches");
    row("only ignored punches", windows(), "11:00", "absent", "ignored_punches");
    row("office punch", windows(), "07:50/office-in 13:00", "present", "manual");
}

void tst_statusrule::ladder()
{
    QFETCH(QString, json);
    QFETCH(QString, words);
    QFETCH(QString, status);
    QFETCH(QString, flags);
    const DayRecord found = record(thursdayInput(settings(json), punches(words)));
    QCOMPARE(statusWord(found.status), status);
    QCOMPARE(flagsOf(found), flags);
    QVERIFY(!found.provisional);
}

void tst_statusrule::early_data()
{
    QTest::addColumn<QString>("leaving");
    QTest::addColumn<QString>("now");
    QTest::addColumn<int>("minutes");
    const auto row = [](const char *name, const char *leaving, const char *now, int minutes) {
        QTest::newRow(name) << QString::fromLatin1(leaving) << QString::fromLatin1(now) << minutes;
    };
    row("at the limit", "13:50", "2026-03-13 00:00:00", 0);
    row("one minute below", "13:49:59", "2026-03-13 00:00:00", 11);
    row("while the day goes on", "13:49", "2026-03-12 23:59:59", 0);
    row("after the end", "14:30", "2026-03-13 00:00:00", 0);
}

void tst_statusrule::early()
{
    QFETCH(QString, leaving);
    QFETCH(QString, now);
    QFETCH(int, minutes);
    DayInput input = thursdayInput(
        settings(QStringLiteral("{'school_end': '14:00', 'early_grace_minutes': 10}")),
        {rollcall::test::punch(QStringLiteral("08:00")), rollcall::test::punch(leaving)});
    input.now = at(now);
    const DayRecord found = record(input);
    QCOMPARE(found.earlyMinutes, minutes);
    QCOMPARE(found.status, DayStatus::Present);
}

void tst_statusrule::offDays_data()
{
    QTest::addColumn<OffDay>("off");
    QTest::addColumn<bool>("isMarked");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("flags");
    const auto row = [](const char *name, OffDay off, bool isMarked, const char *words,
                        const char *status, const char *flags) {
        QTest::newRow(name) << off << isMarked << QString::fromLatin1(words)
                            << QString::fromLatin1(status) << QString::fromLatin1(flags);
    };
    row("holiday", OffDay::Holiday, false, "", "holiday", "");
    row("holiday, marked, nobody came", OffDay::Holiday, true, "", "holiday", "");
    row("weekly off", OffDay::WeeklyOff, true, "", "week_off", "");
    row("worked", OffDay::WeeklyOff, false, "09:00 12:00", "week_off", "worked_on_off_day");
    row("worked and marked", OffDay::Holiday, true, "09:00 12:00", "present", "worked_on_off_day");
    row("worked, OUT missing", OffDay::Holiday, true, "09:00", "present",
        "missing_out+worked_on_off_day");
}

void tst_statusrule::offDays()
{
    QFETCH(OffDay, off);
    QFETCH(bool, isMarked);
    QFETCH(QString, words);
    QFETCH(QString, status);
    QFETCH(QString, flags);
    QJsonObject json = settings(QStringLiteral(
        "{'school_start': '08:00', 'school_end': '14:00', 'half_day_below_minutes': 240}"));
    json.insert(QStringLiteral("mark_on_off_days"), isMarked);
    DayInput input = thursdayInput(json, punches(words));
    input.off = off;
    input.leave = LeavePart::Full; // an off day inside a leave stays an off day
    const DayRecord found = record(input);
    QCOMPARE(statusWord(found.status), status);
    QCOMPARE(flagsOf(found), flags);
    QCOMPARE(found.lateMinutes, 0);
    QCOMPARE(found.earlyMinutes, 0);
}

void tst_statusrule::leaves_data()
{
    QTest::addColumn<LeavePart>("part");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("expected"); ///< status flags late early
    const auto row = [](const char *name, LeavePart part, const char *words, const char *expected) {
        QTest::newRow(name) << part << QString::fromLatin1(words) << QString::fromLatin1(expected);
    };
    row("full", LeavePart::Full, "", "leave - 0 0");
    row("full, came late and left early", LeavePart::Full, "08:40 12:00",
        "leave punched_on_leave 0 0");
    row("first half, at noon", LeavePart::FirstHalf, "12:20 14:00", "half_day half_leave 0 0");
    row("first half, left early all the same", LeavePart::FirstHalf, "12:20 13:00",
        "half_day half_leave 0 60");
    row("second half, in time", LeavePart::SecondHalf, "08:00 12:00", "half_day half_leave 0 0");
    row("second half, late", LeavePart::SecondHalf, "08:40 12:00", "half_day half_leave 40 0");
    row("second half, after the register", LeavePart::SecondHalf, "10:31 12:00",
        "absent half_leave 151 0");
    row("first half, after the register", LeavePart::FirstHalf, "10:31 14:00",
        "half_day half_leave 0 0");
    row("first half, did not come", LeavePart::FirstHalf, "", "absent half_leave 0 0");
}

void tst_statusrule::leaves()
{
    QFETCH(LeavePart, part);
    QFETCH(QString, words);
    QFETCH(QString, expected);
    DayInput input = thursdayInput(
        settings(QStringLiteral(
            "{'school_start': '08:00', 'school_end': '14:00', 'register_close': '10:30',"
            " 'after_register_close': 'absent'}")),
        punches(words));
    input.leave = part;
    const DayRecord found = record(input);
    const QString flags = found.flags ? flagsOf(found) : QStringLiteral("-");
    QCOMPARE(QStringLiteral("%1 %2 %3 %4")
                 .arg(statusWord(found.status), flags)
                 .arg(found.lateMinutes)
                 .arg(found.earlyMinutes),
             expected);
}

void tst_statusrule::worseIsWorse()
{
    const QList<DayStatus> order = {DayStatus::Present, DayStatus::Late, DayStatus::HalfDay,
                                    DayStatus::Absent};
    for (qsizetype i = 0; i < order.size(); ++i) {
        for (qsizetype j = 0; j < order.size(); ++j)
            QCOMPARE(worse(order.at(i), order.at(j)), order.at(qMax(i, j)));
    }
}

ROLLCALL_TEST(tst_statusrule);
#include "tst_statusrule.moc"
