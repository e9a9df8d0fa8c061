// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/attendancevectors.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace rollcall;
using rollcall::test::AttendanceCase;
using rollcall::test::AttendanceVectors;
using rollcall::test::CaseWorld;

/// Every case of tests/vectors/attendance: all facts at once in listed, reversed and shuffled
/// order, and step by step.
class vectors_attendance : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void ordersAgree_data() { addRows(false); }
    void ordersAgree();
    void stepsEndTheSame_data() { addRows(true); }
    void stepsEndTheSame();
    void cleanupTestCase();

private:
    void addRows(bool withStepsOnly);

    AttendanceVectors m_vectors;
    const AttendanceEngine m_engine{};
};

void vectors_attendance::initTestCase()
{
    const QStringList problems = m_vectors.load();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void vectors_attendance::addRows(bool withStepsOnly)
{
    QTest::addColumn<int>("index");
    for (const int index : m_vectors.indexes(withStepsOnly))
        QTest::newRow(qPrintable(m_vectors.at(index).name())) << index;
}

void vectors_attendance::ordersAgree()
{
    QFETCH(int, index);
    m_vectors.noteRun();
    const AttendanceCase &vector = m_vectors.at(index);
    QList<int> order(vector.json.value(QLatin1String("punches")).toArray().size());
    std::iota(order.begin(), order.end(), 0);
    QList<QList<int>> orders = {order, QList<int>(order.rbegin(), order.rend())};
    std::mt19937 random(2026);
    for (int i = 0; i < rollcall::test::repeats(rollcall::test::kShuffles); ++i) {
        std::shuffle(order.begin(), order.end(), random);
        orders.append(order);
    }
    for (const QList<int> &arrival : orders) {
        CaseWorld world(vector, m_engine);
        world.loadAll(arrival);
        const QStringList problems = world.checkEnd();
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }
}

void vectors_attendance::stepsEndTheSame()
{
    QFETCH(int, index);
    CaseWorld world(m_vectors.at(index), m_engine);
    world.loadBeforeSteps();
    const QStringList problems = rollcall::test::runSteps(world, m_vectors.at(index));
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void vectors_attendance::cleanupTestCase()
{
    QVERIFY(m_vectors.tell("attendance"));
}

ROLLCALL_TEST(vectors_attendance);
#include "vectors_attendance.moc"
