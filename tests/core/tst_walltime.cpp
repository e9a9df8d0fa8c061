// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/walltime.h"
#include "tests/support/testmain.h"

#include <QTest>

using rollcall::WallTime;

class tst_walltime : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void parses_data();
    void parses();
    void cutsToMinute();
    void roundTripsEveryHourOfLeapYears();
    void knowsNoDaylightSaving();
};

void tst_walltime::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("plain") << QStringLiteral("2026-03-12 08:05:00") << true;
    QTest::newRow("with T") << QStringLiteral("2026-03-12T08:05:00") << true;
    QTest::newRow("leap day") << QStringLiteral("2024-02-29 23:59:59") << true;
    QTest::newRow("30 February") << QStringLiteral("2024-02-30 00:00:00") << false;
    QTest::newRow("no leap year") << QStringLiteral("2023-02-29 00:00:00") << false;
    QTest::newRow("hour 24") << QStringLiteral("2026-03-12 24:00:00") << false;
    QTest::newRow("second 60") << QStringLiteral("2026-03-12 08:05:60") << false;
    QTest::newRow("no seconds") << QStringLiteral("2026-03-12 08:05") << false;
    QTest::newRow("slashes") << QStringLiteral("2026/03/12 08:05:00") << false;
    QTest::newRow("trailing") << QStringLiteral("2026-03-12 08:05:00 ") << false;
    QTest::newRow("arabic digits") << QString::fromUtf8("٢٠٢٦-03-12 08:05:00") << false;
    QTest::newRow("empty") << QString() << false;
}

void tst_walltime::parses()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    const WallTime wall = WallTime::parse(text);
    QCOMPARE(wall.isValid(), valid);
    if (valid)
        QCOMPARE(wall.toString(), text.replace(u'T', u' '));
}

void tst_walltime::cutsToMinute()
{
    const WallTime wall = WallTime::parse(u"2026-03-12 08:15:59");
    QCOMPARE(wall.minute(), WallTime::parse(u"2026-03-12 08:15:00"));
    const WallTime before1970 = WallTime::parse(u"1969-12-31 23:59:59");
    QCOMPARE(before1970.minute(), WallTime::parse(u"1969-12-31 23:59:00"));
    QCOMPARE(before1970.date(), QDate(1969, 12, 31));
    QCOMPARE(before1970.time(), QTime(23, 59, 59));
}

void tst_walltime::roundTripsEveryHourOfLeapYears()
{
    for (const int year : {1900, 2000, 2023, 2024, 2100}) {
        WallTime wall = WallTime::fromFields(year, 1, 1, 0, 0, 0);
        while (wall.date().year() == year) {
            QCOMPARE(WallTime::parse(wall.toString()), wall);
            QCOMPARE(WallTime(wall.date(), wall.time()), wall);
            wall = wall.addSeconds(3599);
        }
    }
}

void tst_walltime::knowsNoDaylightSaving()
{
    // 2026-03-08 02:30 does not exist in New York; a wall clock is kept as it was shown.
    qputenv("TZ", "America/New_York");
    QCOMPARE(WallTime::parse(u"2026-03-08 02:30:00").toString(),
             QStringLiteral("2026-03-08 02:30:00"));
    QCOMPARE(
        WallTime::parse(u"2026-03-08 01:30:00").secondsTo(WallTime::parse(u"2026-03-08 03:30:00")),
        7200);
    qputenv("TZ", "Asia/Kolkata");
}

ROLLCALL_TEST(tst_walltime);
#include "tst_walltime.moc"
