// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/queryjoiner.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::push;

/// Answers to queries that come in several requests (push-protocols.md, section 2.12).
class tst_queryjoiner : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void joinsParts();
    void joinsInAnyOrder();
    void keepsSetsApart();
    void forgetsOldSets();
    void refusesOddParts_data();
    void refusesOddParts();
    void limitsOneSet();
    void limitsAllSets();
    void startsAnewWithAnotherCount();
};

namespace {

constexpr qint64 kNow = rollcall::test::FakeClock::kDefault;
constexpr qint64 kMinute = 60'000;

QueryJoiner::Part part(const char *set, int index, int count, const QByteArray &body)
{
    return {QString::fromLatin1(set), count, index, body};
}

} // namespace

void tst_queryjoiner::joinsParts()
{
    QueryJoiner joiner;
    QCOMPARE(joiner.add(part("a", 1, 1, "x"), kNow), QByteArray("x"));
    QCOMPARE(joiner.openSets(), 0);
    QCOMPARE(joiner.add(part("a", 1, 2, "x\n"), kNow), std::nullopt);
    QCOMPARE(joiner.add(part("a", 1, 2, "x\n"), kNow), std::nullopt); // it came again
    QCOMPARE(joiner.openSets(), 1);
    QCOMPARE(joiner.add(part("a", 2, 2, "y"), kNow), QByteArray("x\ny\n"));
    // What could not be stored comes again; what was stored is forgotten.
    QCOMPARE(joiner.add(part("a", 2, 2, "y"), kNow), QByteArray("x\ny\n"));
    joiner.forget(QStringLiteral("a"));
    QCOMPARE(joiner.openSets(), 0);
    QCOMPARE(joiner.add(part("a", 2, 2, "y"), kNow), std::nullopt);
}

void tst_queryjoiner::joinsInAnyOrder()
{
    QueryJoiner joiner;
    QCOMPARE(joiner.add(part("a", 3, 3, "z"), kNow), std::nullopt);
    QCOMPARE(joiner.add(part("a", 1, 3, "x"), kNow), std::nullopt);
    QCOMPARE(joiner.add(part("a", 2, 3, "y"), kNow), QByteArray("x\ny\nz\n"));
}

void tst_queryjoiner::keepsSetsApart()
{
    QueryJoiner joiner;
    QCOMPARE(joiner.add(part("a", 1, 2, "x"), kNow), std::nullopt);
    QCOMPARE(joiner.add(part("b", 2, 2, "y"), kNow), std::nullopt);
    QCOMPARE(joiner.openSets(), 2);
    QCOMPARE(joiner.add(part("b", 1, 2, "v"), kNow), QByteArray("v\ny\n"));
    QCOMPARE(joiner.add(part("a", 2, 2, "z"), kNow), QByteArray("x\nz\n"));
}

void tst_queryjoiner::forgetsOldSets()
{
    QueryJoiner joiner;
    QCOMPARE(joiner.add(part("a", 1, 2, "x"), kNow), std::nullopt);
    QCOMPARE(joiner.add(part("b", 1, 2, "x"), kNow + 1), std::nullopt);
    QCOMPARE(joiner.add(part("b", 2, 2, "y"), kNow + 5 * kMinute + 1), QByteArray("x\ny\n"));
    QCOMPARE(joiner.openSets(), 1);
    QCOMPARE(joiner.add(part("a", 2, 2, "y"), kNow + 5 * kMinute + 1), std::nullopt);
}

void tst_queryjoiner::refusesOddParts_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("count");
    QTest::newRow("index 0") << 0 << 2;
    QTest::newRow("index beyond the count") << 3 << 2;
    QTest::newRow("negative index") << -1 << 2;
    QTest::newRow("too many parts") << 1 << 10'001;
}

void tst_queryjoiner::refusesOddParts()
{
    QFETCH(int, index);
    QFETCH(int, count);
    QueryJoiner joiner;
    QCOMPARE(joiner.add(part("a", index, count, "x"), kNow), std::nullopt);
    QCOMPARE(joiner.openSets(), 0);
}

void tst_queryjoiner::limitsOneSet()
{
    QueryJoiner joiner;
    const QByteArray half(2LL * 1024 * 1024, 'x');
    QCOMPARE(joiner.add(part("a", 1, 3, half), kNow), std::nullopt);
    QCOMPARE(joiner.add(part("a", 1, 3, half), kNow), std::nullopt);
    QCOMPARE(joiner.add(part("a", 2, 3, half), kNow), std::nullopt);
    QCOMPARE(joiner.openSets(), 1); // 4 MiB, the repeated part counted once
    QCOMPARE(joiner.add(part("a", 3, 3, "x"), kNow), std::nullopt);
    QCOMPARE(joiner.openSets(), 0);
}

void tst_queryjoiner::limitsAllSets()
{
    QueryJoiner joiner;
    const QByteArray body(4LL * 1024 * 1024 - 1, 'x');
    for (int i = 0; i < 10; ++i)
        QCOMPARE(joiner.add(part(QByteArray::number(i).constData(), 1, 2, body), kNow + i),
                 std::nullopt);
    QCOMPARE(joiner.openSets(), 4); // 16 MiB
    for (int i = 0; i < 200; ++i)
        QCOMPARE(joiner.add(part(QByteArray::number(i).constData(), 1, 2, "x"), kNow + 10 + i),
                 std::nullopt);
    QCOMPARE(joiner.openSets(), 64);
    // Those that came last are still whole.
    QCOMPARE(joiner.add(part("199", 2, 2, "y"), kNow + 300), QByteArray("x\ny\n"));
    QCOMPARE(joiner.add(part("0", 2, 2, "y"), kNow + 301), std::nullopt);
}

void tst_queryjoiner::startsAnewWithAnotherCount()
{
    QueryJoiner joiner;
    QCOMPARE(joiner.add(part("a", 3, 4, "old"), kNow), std::nullopt);
    QCOMPARE(joiner.add(part("a", 1, 2, "x"), kNow), std::nullopt);
    QCOMPARE(joiner.add(part("a", 2, 2, "y"), kNow), QByteArray("x\ny\n"));
}

ROLLCALL_TEST(tst_queryjoiner);
#include "tst_queryjoiner.moc"
