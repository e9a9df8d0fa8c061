// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/writtendate.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

class tst_writtendate : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void order_data();
    void order();
};

void tst_writtendate::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("how"); ///< d: day first, a: ambiguous, m: only with the month first
    const auto row = [](const char *text, QDate day, const char *how) {
        QTest::newRow(text) << QString::fromUtf8(text) << day << QString::fromLatin1(how);
    };
    const QDate april(2026, 4, 25);
    row("2026-04-25", april, "");
    row("25.4.2026", april, "d");
    row("25/04/2026", april, "d");
    row("25-04-2026", april, "d");
    row("03/04/2026", QDate(2026, 4, 3), "da");
    row("5/5/2026", QDate(2026, 5, 5), "d");
    row("29.2.2024", QDate(2024, 2, 29), "d");
    row("04/25/2026", QDate(), "m");
    row("29.2.2026", QDate(), "");
    row("2026-02-29", QDate(), "");
    row("2026-4-25", QDate(), "");
    row("2026/04/25", QDate(), "");
    row("25.4.26", QDate(), "");
    row("25.4/2026", QDate(), "");
    row("025.4.2026", QDate(), "");
    row("-5.4.2026", QDate(), "");
    row("25..2026", QDate(), "");
    row("0.0.0000", QDate(), "");
    row("25.4.2026.", QDate(), "");
    row("٢٥/٤/٢٠٢٦", QDate(), "");
    row("soon", QDate(), "");
    row("", QDate(), "");
}

void tst_writtendate::reads()
{
    QFETCH(QString, text);
    QFETCH(QString, how);
    const WrittenDate read = readWrittenDate(text);
    QTEST(read.day, "day");
    QCOMPARE(read.isDayFirst, how.contains(u'd'));
    QCOMPARE(read.isAmbiguous, how.contains(u'a'));
    QCOMPARE(read.isMonthFirst, how.contains(u'm'));
}

void tst_writtendate::order_data()
{
    QTest::addColumn<QString>("texts");
    QTest::addColumn<bool>("isDayFirst");
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("ISO alone") << QStringLiteral("2026-04-25 2026-04-03") << false;
    QTest::newRow("ambiguous alone") << QStringLiteral("03/04/2026 01/02/2026") << false;
    QTest::newRow("either way alone") << QStringLiteral("5/5/2026") << false;
    QTest::newRow("one shows it") << QStringLiteral("03/04/2026 25/04/2026") << true;
    QTest::newRow("one beside ISO") << QStringLiteral("2026-01-01 25/04/2026") << true;
    QTest::newRow("contradicted") << QStringLiteral("25/04/2026 04/25/2026") << false;
}

void tst_writtendate::order()
{
    QFETCH(QString, texts);
    DateOrder order;
    for (const QString &text : texts.split(u' '))
        order.see(readWrittenDate(text));
    QTEST(order.isDayFirst(), "isDayFirst");
}

ROLLCALL_TEST(tst_writtendate);
#include "tst_writtendate.moc"
