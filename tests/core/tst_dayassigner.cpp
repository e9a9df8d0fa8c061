// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/dayassigner.h"
#include "core/rules/dirtydays.h"
#include "tests/core/dayfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <random>

using namespace rollcall;
using rollcall::test::settings;
using rollcall::test::thursday;

class tst_dayassigner : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void claims_data();
    void claims();
    void dirtyDaysCoverEveryClaim();
    void collectsDayChanges();
    void settingsTouchNeighbours();
};

namespace {

AttendancePolicy policy(const QString &json)
{
    return AttendancePolicy::fromJson(settings(json)).value();
}

QString night()
{
    return QStringLiteral(
        "{'school_start': '18:00', 'school_end': '07:00', 'day_change': '12:30'}");
}

QString evening()
{
    return QStringLiteral("{'school_start': '14:00', 'school_end': '20:00'}");
}

} // namespace

void tst_dayassigner::claims_data()
{
    QTest::addColumn<QString>("before"); ///< settings of Wednesday
    QTest::addColumn<QString>("same");   ///< settings of Thursday
    QTest::addColumn<QString>("time");
    QTest::addColumn<int>("offset"); ///< -1 Wednesday, 0 Thursday, 9 no day
    const auto row = [](const char *name, const QString &before, const QString &same,
                        const char *time, int offset) {
        QTest::newRow(name) << before << same << QString::fromLatin1(time) << offset;
    };
    const QString plain = QStringLiteral("{}");
    const QString afternoon = QStringLiteral("{'day_change': '14:00'}");
    row("midnight begins the day", plain, plain, "00:00", 0);
    row("last second", plain, plain, "23:59:59", 0);
    row("guard: before the change", afternoon, afternoon, "13:59:59", -1);
    row("guard: at the change", afternoon, afternoon, "14:00", 0);
    row("nobody's hours: the day begins later", plain, afternoon, "10:00", 9);
    row("after nobody's hours", plain, afternoon, "14:00", 0);
    // Wednesday's shift ends at 07:00, Thursday's starts at 14:00: the middle of the gap is 10:30.
    row("end of the night shift", night(), evening(), "07:10", -1);
    row("first half of the gap", night(), evening(), "10:29:59", -1);
    row("second half of the gap", night(), evening(), "10:30", 0);
    row("the next shift", night(), evening(), "13:55", 0);
    row("after the earlier day", night(), evening(), "12:30", 0);
    // Middle of an odd gap: 07:00 to 08:15 is 07:37:30, and minutes are compared.
    row("odd gap, before", night(), QStringLiteral("{'school_start': '08:15'}"), "07:37:59", -1);
    row("odd gap, after", night(), QStringLiteral("{'school_start': '08:15'}"), "07:38", 0);
    row("earlier shift not over midnight",
        QStringLiteral("{'school_end': '20:00', 'day_change': '12:30'}"), evening(), "07:10", 0);
    row("earlier end unknown", QStringLiteral("{'school_start': '18:00', 'day_change': '12:30'}"),
        evening(), "07:10", 0);
    row("next start unknown", night(), plain, "12:29", -1);
    row("no gap at all, before the end", night(), QStringLiteral("{'school_start': '06:00'}"),
        "07:00:59", -1);
    row("no gap at all, after the end", night(), QStringLiteral("{'school_start': '06:00'}"),
        "07:01", 0);
    const QString windows = QStringLiteral("{'time_windows': true, 'day_change': '12:00',"
                                           " 'in_window': {'from': '21:00', 'to': '23:00'},"
                                           " 'out_window': {'from': '04:00', 'to': '06:00'}}");
    const QString morning =
        QStringLiteral("{'time_windows': true, 'in_window': {'from': '10:00', 'to': '11:00'}}");
    row("windows stand for school times, before", windows, morning, "07:59", -1);
    row("windows stand for school times, after", windows, morning, "08:00", 0);
}

void tst_dayassigner::claims()
{
    QFETCH(QString, before);
    QFETCH(QString, same);
    QFETCH(QString, time);
    QFETCH(int, offset);
    const AttendancePolicy wednesday = policy(before);
    const AttendancePolicy ownDay = policy(same);
    const DayClaim claim =
        claimingDay(rollcall::test::at(time), DayFrame(thursday().addDays(-1), wednesday),
                    DayFrame(thursday(), ownDay));
    QCOMPARE(claim.day, offset == 9 ? QDate() : thursday().addDays(offset));
}

void tst_dayassigner::dirtyDaysCoverEveryClaim()
{
    std::mt19937 random(7);
    const auto timing = [&random] {
        const QString change =
            QTime(static_cast<int>(random() % 24), 0).toString(QStringLiteral("HH:mm"));
        return Timing{thursday(), {{QStringLiteral("day_change"), change}}};
    };
    for (int i = 0; i < rollcall::test::repeats(2000); ++i) {
        const Timing before = timing();
        const Timing same = timing();
        const AttendancePolicy wednesday = AttendancePolicy::fromJson(before.settings).value();
        const AttendancePolicy ownDay = AttendancePolicy::fromJson(same.settings).value();
        const WallTime at = WallTime(thursday(), QTime(0, 0)).addSeconds(random() % 86400);
        const DayClaim claim = claimingDay(at, DayFrame(thursday().addDays(-1), wednesday),
                                           DayFrame(thursday(), ownDay));
        const DaySpan span = daysTouchedByLog(at, dayChangesOf({before, same}, {}));
        // A log that no day claims is answered for by its own date.
        QVERIFY(span.contains(claim.day.isNull() ? thursday() : claim.day));
        QVERIFY(span.first.daysTo(span.last) <= 1);
    }
}

void tst_dayassigner::collectsDayChanges()
{
    QCOMPARE(dayChangesOf({}, {}), (DayChanges{QTime(0, 0), QTime(0, 0)}));
    TimingAssignment guard;
    guard.settings = settings(QStringLiteral("{'day_change': '14:00'}"));
    TimingAssignment fog;
    fog.settings = settings(QStringLiteral("{'school_start': '10:00'}"));
    const Timing school{thursday(), settings(QStringLiteral("{'day_change': '03:00'}"))};
    const DayChanges changes = dayChangesOf({school}, {guard, fog});
    QCOMPARE(changes, (DayChanges{QTime(3, 0), QTime(14, 0)}));
    const QDate wednesday = thursday().addDays(-1);
    QCOMPARE(daysTouchedByLog(rollcall::test::at(QStringLiteral("02:00")), changes),
             (DaySpan{wednesday, wednesday}));
    QCOMPARE(daysTouchedByLog(rollcall::test::at(QStringLiteral("09:00")), changes),
             (DaySpan{wednesday, thursday()}));
    QCOMPARE(daysTouchedByLog(rollcall::test::at(QStringLiteral("14:00")), changes),
             (DaySpan{thursday(), thursday()}));
}

void tst_dayassigner::settingsTouchNeighbours()
{
    QCOMPARE(daysTouchedBySettings(thursday(), thursday()),
             (DaySpan{thursday().addDays(-1), thursday().addDays(1)}));
    QCOMPARE(daysTouchedBySettings(thursday(), QDate()),
             (DaySpan{thursday().addDays(-1), QDate()}));
}

ROLLCALL_TEST(tst_dayassigner);
#include "tst_dayassigner.moc"
