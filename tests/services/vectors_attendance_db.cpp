// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/attendancevectors.h"
#include "tests/services/databasecase.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using namespace rollcall;
using rollcall::test::AttendanceVectors;
using rollcall::test::DatabaseCase;
using rollcall::test::SchoolFixture;
using rollcall::test::TempDatabase;

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

    AttendanceVectors m_vectors;
    std::map<Engine, std::unique_ptr<SchoolFixture>> m_schools; ///< one for all cases of an engine
};

void vectors_attendance_db::initTestCase()
{
    const QStringList problems = m_vectors.load();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
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
        for (const int index : m_vectors.indexes(withStepsOnly))
            QTest::newRow(qPrintable(QString(name + m_vectors.at(index).name())))
                << engine << index;
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
    m_vectors.noteRun();
    std::mt19937 random(static_cast<unsigned>(index));
    for (int round = 0; round < 2 + rollcall::test::repeats(rollcall::test::kShuffles); ++round) {
        DatabaseCase world(m_vectors.at(index), *m_schools.at(engine));
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
    DatabaseCase world(m_vectors.at(index), *m_schools.at(engine));
    for (const DatabaseCase::Fact &fact : world.factsBeforeSteps())
        QVERIFY(fact());
    const QStringList problems = rollcall::test::runSteps(world, m_vectors.at(index));
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void vectors_attendance_db::cleanupTestCase()
{
    m_schools.clear();
    QVERIFY(m_vectors.tell("attendance through the database"));
}

ROLLCALL_TEST(vectors_attendance_db);
#include "vectors_attendance_db.moc"
