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
using rollcall::test::thursdayInput;

/// What depends on "now" and on the office: the day in progress, absence and corrections
/// (attendance-rules.md, sections 6, 8 and 11), by way of the engine.
class tst_absence : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void dayInProgress_data();
    void dayInProgress();
    void absence_data();
    void absence();
    void waitsForDevices_data();
    void waitsForDevices();
    void corrections();

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

void tst_absence::dayInProgress_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("expected"); ///< status flags, with * while provisional
    const auto row = [](const char *name, const QString &json, const char *words, const char *now,
                        const char *expected) {
        QTest::newRow(name) << json << QString::fromLatin1(words) << QString::fromLatin1(now)
                            << QString::fromLatin1(expected);
    };
    const QString strict =
        QStringLiteral("{'half_day_split': '12:00', 'half_day_below_minutes': 240,"
                       " 'missing_out_as': 'absent'}");
    row("limits wait", strict, "08:00 08:40", "2026-03-12 23:59:59", "present* ");
    row("limits strike", strict, "08:00 08:40", "2026-03-13 00:00:00", "half_day ");
    row("missing OUT waits", strict, "08:00", "2026-03-12 23:59:59", "present* ");
    row("missing OUT strikes", strict, "08:00", "2026-03-13 00:00:00", "absent missing_out");
    row("arriving after the split does not wait", strict, "12:00", "2026-03-12 12:01:00",
        "half_day* ");
    row("lateness does not wait", QStringLiteral("{'school_start': '07:00'}"), "08:00",
        "2026-03-12 08:01:00", "late* ");
    row("out window's end minute", windows(), "07:50", "2026-03-12 17:00:59", "present* ");
    row("past the out window", windows(), "07:50", "2026-03-12 17:01:00", "present missing_out");
    row("missing IN waits", windows(), "13:00", "2026-03-12 13:30:00", "present* ");
    row("missing IN strikes", windows(), "13:00", "2026-03-12 17:01:00", "present missing_in");
    row("night shift goes on", QStringLiteral("{'school_start': '22:00', 'day_change': '14:00'}"),
        "22:00", "2026-03-13 13:59:59", "present* ");
    row("night shift is over", QStringLiteral("{'school_start': '22:00', 'day_change': '14:00'}"),
        "22:00", "2026-03-13 14:00:00", "present missing_out");
    row("ignored punches alone are not provisional", windows(), "11:00", "2026-03-12 11:30:00",
        "absent ignored_punches");
}

void tst_absence::dayInProgress()
{
    QFETCH(QString, json);
    QFETCH(QString, words);
    QFETCH(QString, now);
    QFETCH(QString, expected);
    DayInput input = thursdayInput(settings(json), punches(words));
    input.now = at(now);
    const DayRecord found = record(input);
    QCOMPARE(QString(statusWord(found.status) +
                     (found.provisional ? QStringLiteral("* ") : QStringLiteral(" ")) +
                     flagsOf(found)),
             expected);
}

void tst_absence::absence_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("lastPending");
    QTest::addColumn<QString>("firstAbsent");
    const auto row = [](const char *name, const QString &json, const char *pending,
                        const char *absent) {
        QTest::newRow(name) << json << QString::fromLatin1(pending) << QString::fromLatin1(absent);
    };
    row("in window", windows(), "2026-03-12 10:00:59", "2026-03-12 10:01:00");
    row("school end", QStringLiteral("{'school_end': '14:00'}"), "2026-03-12 14:00:59",
        "2026-03-12 14:01:00");
    row("end of the day", QStringLiteral("{}"), "2026-03-12 23:59:59", "2026-03-13 00:00:00");
    row("named", QStringLiteral("{'school_end': '14:00', 'absent_after': '09:15'}"),
        "2026-03-12 09:15:59", "2026-03-12 09:16:00");
    row("windows that are off do not count",
        windows().replace(QStringLiteral("true"), QStringLiteral("false")), "2026-03-12 23:59:59",
        "2026-03-13 00:00:00");
    row("only an out window: school end",
        QStringLiteral("{'time_windows': true, 'out_window': {'from': '12:30', 'to': '17:00'}, "
                       "'school_end': '14:00'}"),
        "2026-03-12 14:00:59", "2026-03-12 14:01:00");
    row("night shift, after midnight",
        QStringLiteral("{'absent_after': '01:00', 'day_change': '14:00'}"), "2026-03-13 01:00:59",
        "2026-03-13 01:01:00");
    row("night shift, end of the day", QStringLiteral("{'day_change': '14:00'}"),
        "2026-03-13 13:59:59", "2026-03-13 14:00:00");
}

void tst_absence::absence()
{
    QFETCH(QString, json);
    QFETCH(QString, lastPending);
    QFETCH(QString, firstAbsent);
    DayInput input = thursdayInput(settings(json), {});
    input.now = at(lastPending);
    DayRecord found = record(input);
    QCOMPARE(found.status, DayStatus::Pending);
    QVERIFY(found.provisional);
    QVERIFY(!found.flags);
    input.now = at(firstAbsent);
    found = record(input);
    QCOMPARE(found.status, DayStatus::Absent);
    QVERIFY(!found.provisional);
}

void tst_absence::waitsForDevices_data()
{
    QTest::addColumn<QStringList>("marks");
    QTest::addColumn<QString>("json");
    QTest::addColumn<bool>("isClosed");
    QTest::addColumn<bool>("isWaiting");
    const auto row = [](const char *name, const QStringList &marks, const char *json, bool isClosed,
                        bool isWaiting) {
        QTest::newRow(name) << marks << QString::fromLatin1(json) << isClosed << isWaiting;
    };
    const char *named = "{'absent_after': '10:00'}";
    const QString before = QStringLiteral("2026-03-12 09:59:59");
    const QString after = QStringLiteral("2026-03-12 10:00:00");
    row("no device to wait for", {}, named, false, false);
    row("read before", {before}, named, false, true);
    row("read since", {after}, named, false, false);
    row("one of two", {after, before}, named, false, true);
    row("never read", {QString()}, named, false, true);
    row("closed by the office", {before}, named, true, false);
    row("setting off", {before}, "{'absent_after': '10:00', 'absence_requires_sync': false}", false,
        false);
    row("end of the day, read before", {QStringLiteral("2026-03-12 23:59:59")}, "{}", false, true);
    row("end of the day, read since", {QStringLiteral("2026-03-13 00:00:00")}, "{}", false, false);
}

void tst_absence::waitsForDevices()
{
    QFETCH(QStringList, marks);
    QFETCH(QString, json);
    QFETCH(bool, isClosed);
    QFETCH(bool, isWaiting);
    DayInput input = thursdayInput(settings(json), {});
    for (const QString &mark : marks)
        input.syncMarks.append(WallTime::parse(mark));
    input.dayClosed = isClosed;
    const DayRecord found = record(input);
    QCOMPARE(found.status, isWaiting ? DayStatus::Pending : DayStatus::Absent);
    QCOMPARE(found.flags.testFlag(DayFlag::AwaitingSync), isWaiting);
    QCOMPARE(found.provisional, isWaiting);
}

void tst_absence::corrections()
{
    DayInput input = thursdayInput(settings(QStringLiteral("{'school_start': '08:00'}")),
                                   punches(QStringLiteral("08:40 14:00")));
    input.correction =
        StatusCorrection{DayStatus::Present, QStringLiteral("bus"), QStringLiteral("office")};
    DayRecord found = record(input);
    QCOMPARE(found.status, DayStatus::Present);
    QCOMPARE(found.autoStatus, DayStatus::Late);
    QCOMPARE(found.lateMinutes, 40); // a status correction leaves the minutes as computed
    QCOMPARE(flagsOf(found), QStringLiteral("manual"));
    // A manual punch computes them anew.
    input.correction.reset();
    input.punches += punches(QStringLiteral("07:55/office-in"));
    found = record(input);
    QCOMPARE(found.status, DayStatus::Present);
    QVERIFY(!found.autoStatus);
    QCOMPARE(found.lateMinutes, 0);
    QCOMPARE(found.in, at(QStringLiteral("07:55")));
    // A corrected day that is still pending stays provisional: what was computed may change.
    input.punches.clear();
    input.correction = StatusCorrection{DayStatus::Absent, {}, {}};
    input.now = at(QStringLiteral("09:00"));
    found = record(input);
    QCOMPARE(found.status, DayStatus::Absent);
    QCOMPARE(found.autoStatus, DayStatus::Pending);
    QVERIFY(found.provisional);
}

ROLLCALL_TEST(tst_absence);
#include "tst_absence.moc"
