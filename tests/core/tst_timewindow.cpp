// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/timewindow.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

class tst_timewindow : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void readsClocks_data();
    void readsClocks();
    void placesTimesInTheDay();
    void makes_data();
    void makes();
    void countsBothEnds();
    void overlaps();
};

void tst_timewindow::readsClocks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QTime>("time");
    QTest::newRow("morning") << QStringLiteral("08:05") << QTime(8, 5);
    QTest::newRow("midnight") << QStringLiteral("00:00") << QTime(0, 0);
    QTest::newRow("last minute") << QStringLiteral("23:59") << QTime(23, 59);
    QTest::newRow("hour 24") << QStringLiteral("24:00") << QTime();
    QTest::newRow("minute 60") << QStringLiteral("08:60") << QTime();
    QTest::newRow("one digit") << QStringLiteral("8:05") << QTime();
    QTest::newRow("with seconds") << QStringLiteral("08:05:00") << QTime();
    QTest::newRow("arabic digits") << QString::fromUtf8("٠٨:٠٥") << QTime();
    QTest::newRow("sign") << QStringLiteral("+8:05") << QTime();
    QTest::newRow("empty") << QString() << QTime();
}

void tst_timewindow::readsClocks()
{
    QFETCH(QString, text);
    QFETCH(QTime, time);
    QCOMPARE(parseClock(text), time);
}

void tst_timewindow::placesTimesInTheDay()
{
    QCOMPARE(dayMinute(QTime(8, 0), QTime(0, 0)), 480);
    QCOMPARE(dayMinute(QTime(22, 0), QTime(14, 0)), 1320);
    QCOMPARE(dayMinute(QTime(6, 0), QTime(14, 0)), 1440 + 360);
    QCOMPARE(dayMinute(QTime(14, 0), QTime(14, 0)), 840);
    QCOMPARE(dayMinute(QTime(13, 59), QTime(14, 0)), 1440 + 839);
}

void tst_timewindow::makes_data()
{
    QTest::addColumn<QTime>("from");
    QTest::addColumn<QTime>("to");
    QTest::addColumn<QTime>("dayChange");
    QTest::addColumn<bool>("isMade");
    const QTime midnight(0, 0);
    QTest::newRow("plain") << QTime(6, 30) << QTime(10, 0) << midnight << true;
    QTest::newRow("one minute") << QTime(6, 30) << QTime(6, 30) << midnight << true;
    QTest::newRow("end before start") << QTime(10, 0) << QTime(6, 30) << midnight << false;
    QTest::newRow("over midnight, day begins at noon")
        << QTime(21, 0) << QTime(1, 0) << QTime(12, 0) << true;
    QTest::newRow("over midnight, day begins then")
        << QTime(21, 0) << QTime(1, 0) << midnight << false;
    QTest::newRow("over the day change") << QTime(6, 30) << QTime(10, 0) << QTime(8, 0) << false;
    QTest::newRow("no start") << QTime() << QTime(10, 0) << midnight << false;
    QTest::newRow("no end") << QTime(6, 30) << QTime() << midnight << false;
}

void tst_timewindow::makes()
{
    QFETCH(QTime, from);
    QFETCH(QTime, to);
    QFETCH(QTime, dayChange);
    QFETCH(bool, isMade);
    const Result<TimeWindow> window = TimeWindow::make(from, to, dayChange);
    QCOMPARE(window.isOk(), isMade);
    if (!isMade)
        QCOMPARE(window.error().code, ErrorCode::InvalidInput);
}

void tst_timewindow::countsBothEnds()
{
    const TimeWindow window = TimeWindow::make(QTime(6, 30), QTime(10, 0), QTime(0, 0)).value();
    QVERIFY(!window.contains(389));
    QVERIFY(window.contains(390));
    QVERIFY(window.contains(600));
    QVERIFY(!window.contains(601));
    QCOMPARE(window.toString(), QStringLiteral("06:30-10:00"));
}

void tst_timewindow::overlaps()
{
    const QTime change(0, 0);
    const TimeWindow in = TimeWindow::make(QTime(6, 0), QTime(12, 0), change).value();
    QVERIFY(in.overlaps(TimeWindow::make(QTime(11, 0), QTime(16, 0), change).value()));
    QVERIFY(in.overlaps(TimeWindow::make(QTime(12, 0), QTime(16, 0), change).value()));
    QVERIFY(!in.overlaps(TimeWindow::make(QTime(12, 1), QTime(16, 0), change).value()));
}

ROLLCALL_TEST(tst_timewindow);
#include "tst_timewindow.moc"
