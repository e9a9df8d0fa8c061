// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/databasecase.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cstdio>
#include <map>
#include <random>

using namespace rollcall;
using rollcall::test::AttendanceCase;
using rollcall::test::DatabaseCase;
using rollcall::test::SchoolFixture;
using rollcall::test::TempDatabase;

namespace {

/// Orders of arrival for each case beside the listed one and its reverse.
constexpr int kShuffles = 50;

} // namespace

/// Every case of tests/vectors/attendance through the store and the worker, on every engine: all
/// facts at once, reversed, step by step, and in shuffled orders with the worker in between. After
/// each, what is stored must be what a rebuild would store.
class vectors_attendance_db : public rollcall::test::TestCase
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
    /// Brings the facts in @p order, at random computing in between.
    static QStringList run(DatabaseCase &world, const QList<DatabaseCase::Fact> &order,
                           std::mt19937 *random);

    QList<AttendanceCase> m_cases;
    std::map<Engine, std::unique_ptr<SchoolFixture>> m_schools; ///< one for all cases of an engine
    int m_ran = 0;
};

void vectors_attendance_db::initTestCase()
{
    QStringList problems;
    m_cases = rollcall::test::loadAttendanceCases(
        rollcall::test::vectorsFolder(QStringLiteral("attendance")), &problems);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    QVERIFY(!m_cases.isEmpty());
    m_schools[Engine::Sqlite] = std::make_unique<SchoolFixture>(Engine::Sqlite);
    if (TempDatabase::hasPostgres())
        m_schools[Engine::Postgres] = std::make_unique<SchoolFixture>(Engine::Postgres);
}

void vectors_attendance_db::addRows(bool withStepsOnly)
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<int>("index");
    for (const auto &[engine, school] : m_schools) {
        const QLatin1String name(engine == Engine::Sqlite ? "sqlite " : "psql ");
        for (qsizetype i = 0; i < m_cases.size(); ++i) {
            const AttendanceCase &vector = m_cases.at(i);
            if (!withStepsOnly || vector.json.contains(QLatin1String("steps")))
                QTest::newRow(qPrintable(QString(name + vector.name())))
                    << engine << static_cast<int>(i);
        }
    }
}

QStringList vectors_attendance_db::run(DatabaseCase &world, const QList<DatabaseCase::Fact> &order,
                                       std::mt19937 *random)
{
    for (const DatabaseCase::Fact &fact : order) {
        fact();
        if (random && (*random)() % 3 == 0)
            world.drain();
    }
    return world.checkEnd();
}

void vectors_attendance_db::ordersAgree()
{
    QFETCH(Engine, engine);
    QFETCH(int, index);
    ++m_ran;
    std::mt19937 random(static_cast<unsigned>(index));
    for (int round = 0; round < 2 + rollcall::test::repeats(kShuffles); ++round) {
        DatabaseCase world(m_cases.at(index), *m_schools.at(engine));
        QList<DatabaseCase::Fact> order = world.facts();
        if (round == 1)
            std::reverse(order.begin(), order.end());
        else if (round > 1)
            std::shuffle(order.begin(), order.end(), random);
        const QStringList problems = run(world, order, round > 1 ? &random : nullptr);
        QVERIFY2(problems.isEmpty(),
                 qPrintable(QStringLiteral("round %1: %2").arg(round).arg(problems.join(u'\n'))));
    }
}

void vectors_attendance_db::stepsEndTheSame()
{
    QFETCH(Engine, engine);
    QFETCH(int, index);
    const AttendanceCase &vector = m_cases.at(index);
    DatabaseCase world(vector, *m_schools.at(engine));
    for (const DatabaseCase::Fact &fact : world.factsBeforeSteps())
        QVERIFY(fact());
    QStringList problems;
    for (const QJsonValue &value : vector.json.value(QLatin1String("steps")).toArray()) {
        const QJsonObject step = value.toObject();
        world.apply(step);
        problems += world.check(step.value(QLatin1String("expect")).toArray());
    }
    problems += world.checkEnd();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void vectors_attendance_db::cleanupTestCase()
{
    std::printf("attendance through the database: %d cases ran, 0 not yet\n", m_ran);
    QVERIFY(m_ran > 0);
    m_schools.clear();
}

ROLLCALL_TEST(vectors_attendance_db);
#include "vectors_attendance_db.moc"
