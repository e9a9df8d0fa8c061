// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/attendancecase.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <random>

using namespace rollcall;
using rollcall::test::AttendanceCase;
using rollcall::test::CaseWorld;

namespace {

/// Orders of arrival for each case beside the listed one and its reverse.
constexpr int kShuffles = 50;

} // namespace

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

    QList<AttendanceCase> m_cases;
    QStringList m_notYet;
    const AttendanceEngine m_engine{};
    int m_ran = 0;
};

void vectors_attendance::initTestCase()
{
    QStringList problems;
    const QString folder = rollcall::test::vectorsFolder(QStringLiteral("attendance"));
    const QList<AttendanceCase> found = rollcall::test::loadAttendanceCases(folder, &problems);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    QVERIFY2(!found.isEmpty(), qPrintable(QStringLiteral("no cases in ") + folder));
    const QStringList later = rollcall::test::notYet(QStringLiteral("attendance"));
    for (const AttendanceCase &vector : found) {
        if (later.contains(vector.id) || later.contains(vector.file + u'/' + vector.id))
            m_notYet.append(vector.id);
        else
            m_cases.append(vector);
    }
}

void vectors_attendance::addRows(bool withStepsOnly)
{
    QTest::addColumn<int>("index");
    for (qsizetype i = 0; i < m_cases.size(); ++i) {
        const AttendanceCase &vector = m_cases.at(i);
        if (!withStepsOnly || vector.json.contains(QLatin1String("steps")))
            QTest::newRow(qPrintable(vector.name())) << static_cast<int>(i);
    }
}

void vectors_attendance::ordersAgree()
{
    QFETCH(int, index);
    ++m_ran;
    const AttendanceCase &vector = m_cases.at(index);
    QList<int> order(vector.json.value(QLatin1String("punches")).toArray().size());
    std::iota(order.begin(), order.end(), 0);
    QList<QList<int>> orders = {order, QList<int>(order.rbegin(), order.rend())};
    std::mt19937 random(2026);
    for (int i = 0; i < rollcall::test::repeats(kShuffles); ++i) {
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
    const AttendanceCase &vector = m_cases.at(index);
    CaseWorld world(vector, m_engine);
    world.loadBeforeSteps();
    QStringList problems;
    for (const QJsonValue &value : vector.json.value(QLatin1String("steps")).toArray()) {
        const QJsonObject step = value.toObject();
        world.apply(step);
        problems += world.check(step.value(QLatin1String("expect")).toArray());
    }
    problems += world.checkEnd();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void vectors_attendance::cleanupTestCase()
{
    for (const QString &name : m_notYet)
        std::printf("attendance: not yet: %s\n", qPrintable(name));
    std::printf("attendance: %d cases ran, %d not yet\n", m_ran, static_cast<int>(m_notYet.size()));
    QVERIFY(m_ran > 0);
}

ROLLCALL_TEST(vectors_attendance);
#include "vectors_attendance.moc"
