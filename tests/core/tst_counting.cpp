// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reports/naturalorder.h"
#include "core/rules/counting.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

class tst_counting : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void countsEachStatusOnce();
    void percent_data();
    void percent();
    void leaveMayStayOut();
    void dutyCountsAsPresent();
    void ordersNaturally_data();
    void ordersNaturally();
};

void tst_counting::countsEachStatusOnce()
{
    DayTotals totals;
    for (const DayStatus status :
         {DayStatus::Present, DayStatus::Late, DayStatus::HalfDay, DayStatus::Absent,
          DayStatus::Leave, DayStatus::Holiday, DayStatus::WeekOff, DayStatus::Pending})
        totals.add(status);
    QCOMPARE(totals, (DayTotals{1, 1, 1, 1, 1, 1, 2}));
    QCOMPARE(totals.strength(), 8);
    QCOMPARE(totals.workingDays(), 5);
}

void tst_counting::percent_data()
{
    QTest::addColumn<DayTotals>("totals");
    QTest::addColumn<int>("tenths"); ///< -1 = none
    QTest::newRow("of reports.md: 19 + 2 of 22") << DayTotals{19, 2, 0, 1, 0, 0, 0} << 955;
    QTest::newRow("half days") << DayTotals{1, 0, 1, 0, 0, 0, 0} << 750;
    QTest::newRow("two thirds") << DayTotals{2, 0, 0, 1, 0, 0, 0} << 667;
    QTest::newRow("one third") << DayTotals{1, 0, 0, 2, 0, 0, 0} << 333;
    QTest::newRow("half up: 0.05 becomes 0.1") << DayTotals{0, 0, 1, 999, 0, 0, 0} << 1;
    QTest::newRow("leave is a working day") << DayTotals{1, 0, 0, 0, 1, 0, 0} << 500;
    QTest::newRow("not decided is none") << DayTotals{1, 0, 0, 0, 0, 5, 0} << 1000;
    QTest::newRow("only holidays") << DayTotals{0, 0, 0, 0, 0, 0, 31} << -1;
    QTest::newRow("nothing") << DayTotals{} << -1;
}

void tst_counting::percent()
{
    QFETCH(DayTotals, totals);
    QFETCH(int, tenths);
    QCOMPARE(totals.percentTenths().value_or(-1), tenths);
}

void tst_counting::leaveMayStayOut()
{
    const DayTotals totals{1, 0, 0, 0, 1, 0, 0};
    QCOMPARE(totals.percentTenths(false).value(), 1000);
}

void tst_counting::dutyCountsAsPresent()
{
    DayTotals totals;
    totals.add(DayStatus::Leave, LeaveCounting::AsPresent);
    totals.add(DayStatus::Leave);
    totals.add(DayStatus::HalfDay, LeaveCounting::AsPresent); // says nothing of other statuses
    QCOMPARE(totals.strength(), 3);
    QCOMPARE(totals.presentHalves(), 3);
    QCOMPARE(totals.workingDays(), 3);
    QCOMPARE(totals.percentTenths().value(), 500);
    // Where leave is no working day, duty stays one.
    QCOMPARE(totals.workingDays(false), 2);
    QCOMPARE(totals.percentTenths(false).value(), 750);
}

void tst_counting::ordersNaturally_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    const auto row = [](const char *first, const char *second) {
        QTest::newRow(first) << QString::fromUtf8(first) << QString::fromUtf8(second);
    };
    row("2", "10");
    row("7-B", "10-A");
    row("7-A", "7-B");
    row("7", "7-A");
    row("007", "8");
    row("01", "1");
    row("Nursery", "office");
    row("99999999999999999999998", "99999999999999999999999");
    row("z", "");
}

void tst_counting::ordersNaturally()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QVERIFY(compareNaturally(first, second) < 0);
    QVERIFY(compareNaturally(second, first) > 0);
    QCOMPARE(compareNaturally(first, first), 0);
}

ROLLCALL_TEST(tst_counting);
#include "tst_counting.moc"
