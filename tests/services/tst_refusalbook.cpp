// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/refusalbook.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>

using namespace rollcall;

/// Refusals between two writes: joined, and never more than the memory they may have.
class tst_refusalbook : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void joinsPerHourAndCause();
    void startsAnewAfterItWasTaken();
    void floodIsOneRow();
};

namespace {

constexpr qint64 kHour = 3'600'000;
constexpr qint64 kThisHour = 1'795'320'000'000;

RefusalCount of(const QString &address, const char *cause, qint64 device = 0,
                const QString &serial = {})
{
    return {address, QString::fromLatin1(cause), DeviceId{device}, serial, 0, 0};
}

qint64 countOf(const QList<RefusalCount> &rows, const RefusalCount &like, qint64 hour)
{
    qint64 count = 0;
    for (const RefusalCount &row : rows) {
        if (row.address == like.address && row.cause == like.cause && row.device == like.device &&
            row.serial == like.serial && row.hourUtc == hour)
            count += row.count;
    }
    return count;
}

} // namespace

void tst_refusalbook::joinsPerHourAndCause()
{
    const RefusalCount wrongToken = of(QStringLiteral("10.0.0.1"), "unauthorized");
    const RefusalCount elsewhere = of(QStringLiteral("10.0.0.2"), "unauthorized");
    const RefusalCount inactive = of(QStringLiteral("10.0.0.1"), "device_inactive", 7);
    const RefusalCount other = of(QStringLiteral("10.0.0.1"), "device_inactive", 8);
    const RefusalCount serial =
        of(QStringLiteral("10.0.0.1"), "unknown_serial", 0, QStringLiteral("SN1"));
    RefusalBook book;
    book.add(wrongToken, kThisHour);
    book.add(wrongToken, kThisHour + kHour - 1);
    book.add(wrongToken, kThisHour + kHour);
    for (const RefusalCount &refusal : {elsewhere, inactive, other, serial})
        book.add(refusal, kThisHour + 5);
    const QList<RefusalCount> rows = book.take();
    QCOMPARE(rows.size(), 6);
    QCOMPARE(countOf(rows, wrongToken, kThisHour), 2);
    QCOMPARE(countOf(rows, wrongToken, kThisHour + kHour), 1);
    for (const RefusalCount &refusal : {elsewhere, inactive, other, serial})
        QCOMPARE(countOf(rows, refusal, kThisHour), 1);
}

void tst_refusalbook::startsAnewAfterItWasTaken()
{
    const RefusalCount wrongToken = of(QStringLiteral("10.0.0.1"), "unauthorized");
    RefusalBook book;
    QCOMPARE(book.take().size(), 0);
    book.add(wrongToken, kThisHour);
    QCOMPARE(book.take().size(), 1);
    QCOMPARE(book.take().size(), 0);
    book.add(wrongToken, kThisHour);
    QCOMPARE(countOf(book.take(), wrongToken, kThisHour), 1);
}

void tst_refusalbook::floodIsOneRow()
{
    constexpr qint64 kFlood = 50'000;
    RefusalBook book;
    const RefusalCount early = of(QStringLiteral("10.0.0.1"), "device_inactive", 7);
    book.add(early, kThisHour);
    for (qint64 i = 0; i < kFlood; ++i)
        book.add(of(QStringLiteral("fd00::%1").arg(i, 0, 16), "unknown_serial", 0,
                    QStringLiteral("SN%1").arg(i)),
                 kThisHour);
    book.add(early, kThisHour); // what is counted already goes on being counted
    const QList<RefusalCount> rows = book.take();
    QCOMPARE(rows.size(), RefusalBook::kMostRows + 1);
    QCOMPARE(countOf(rows, early, kThisHour), 2);
    QCOMPARE(countOf(rows, of({}, "unknown_serial"), kThisHour),
             kFlood - (RefusalBook::kMostRows - 1));
    qint64 all = 0;
    for (const RefusalCount &row : rows)
        all += row.count;
    QCOMPARE(all, kFlood + 2);
}

ROLLCALL_TEST(tst_refusalbook);
#include "tst_refusalbook.moc"
