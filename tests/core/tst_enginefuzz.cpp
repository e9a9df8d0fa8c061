// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/attendanceengine.h"
#include "tests/core/dayfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace rollcall;
using rollcall::test::thursday;

namespace {

constexpr int kDays = 5;
constexpr int kFullCount = 1000;

/// Random facts of one person over some days, always the same for one seed.
class RandomWorld
{
public:
    explicit RandomWorld(unsigned seed)
        : m_random(seed)
    {
        const QJsonObject school = randomSettings();
        for (int day = -2; day <= kDays + 1; ++day)
            m_settings.append(chance(70) ? school : randomSettings());
        const int count = number(0, 24);
        for (int i = 0; i < count; ++i)
            m_punches.append(randomPunch(i + 1));
        m_now = WallTime(thursday(), QTime(0, 0)).addMinutes(number(0, (kDays + 2) * 1440));
    }

    /// @p day: -1 to kDays; the punches lie on the dates 0 to kDays.
    DayInput input(int day) const
    {
        DayInput facts;
        facts.person = PersonId{1};
        facts.day = thursday().addDays(day);
        facts.settingsBefore = m_settings.at(day + 1);
        facts.settings = m_settings.at(day + 2);
        facts.settingsAfter = m_settings.at(day + 3);
        facts.punches = m_punches;
        facts.now = m_now;
        return facts;
    }

    const QList<Punch> &punches() const { return m_punches; }
    void shuffle() { std::shuffle(m_punches.begin(), m_punches.end(), m_random); }

private:
    int number(int least, int most)
    {
        return std::uniform_int_distribution<int>(least, most)(m_random);
    }
    bool chance(int percent) { return number(1, 100) <= percent; }

    QString clock(int from, int to)
    {
        return QTime(0, 0).addSecs(number(from, to) * 60).toString(QStringLiteral("HH:mm"));
    }

    QJsonObject window(int from, int to)
    {
        const int middle = number(from, to);
        return {{QStringLiteral("from"), clock(from, middle)},
                {QStringLiteral("to"), clock(middle, to)}};
    }

    QJsonObject randomSettings()
    {
        QJsonObject json;
        const auto maybe = [&](const char *key, const QJsonValue &value) {
            if (chance(50))
                json.insert(QString::fromLatin1(key), value);
        };
        maybe("time_windows", true);
        maybe("in_window", window(360, 700));
        maybe("out_window", window(600, 1080));
        maybe("school_start", clock(420, 600));
        maybe("grace_minutes", number(0, 240));
        maybe("school_end", clock(700, 1000));
        maybe("repeat_interval_seconds", number(0, 600));
        maybe("use_device_status", true);
        maybe("single_punch", QStringLiteral("nearest"));
        maybe("missing_out_as", QStringLiteral("half_day"));
        maybe("half_day_split", clock(660, 780));
        maybe("half_day_below_minutes", number(100, 300));
        maybe("absent_below_minutes", number(0, 100));
        if (chance(30))
            json.insert(QStringLiteral("day_change"), clock(0, 1439));
        return json;
    }

    Punch randomPunch(qint64 log)
    {
        Punch punch;
        punch.log = RawLogId{log};
        punch.device = DeviceId{number(1, 3)};
        punch.userId = QString::number(number(1, 2));
        const WallTime begin = WallTime(thursday(), QTime(0, 0));
        // Few distinct seconds, so that ties and repeats happen.
        punch.at = begin.addSeconds(qint64{number(0, kDays * 288)} * 300 + number(0, 2) * 30);
        punch.direction = static_cast<Direction>(number(0, 2));
        punch.state = number(0, 6);
        punch.manual = chance(5);
        if (chance(10))
            punch.receivedAt = punch.at.addMinutes(-number(0, 3000));
        return punch;
    }

    std::mt19937 m_random;
    QList<QJsonObject> m_settings;
    QList<Punch> m_punches;
    WallTime m_now;
};

bool isSame(const DayResult &left, const DayResult &right)
{
    return left.record == right.record && left.outcomes == right.outcomes;
}

} // namespace

/// What must hold for any facts (attendance-rules.md, sections 2 and 5).
class tst_enginefuzz : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void orderOfArrivalNeverCounts();
    void everyPunchHasOneOutcome();
    void recordsMakeSense();

private:
    void checkRecord(const DayInput &input, const DayResult &result);

    AttendanceEngine m_engine;
};

void tst_enginefuzz::orderOfArrivalNeverCounts()
{
    for (int seed = 0; seed < rollcall::test::repeats(kFullCount); ++seed) {
        RandomWorld world(static_cast<unsigned>(seed));
        for (int day = 0; day < kDays; ++day) {
            const DayResult first = m_engine.computeDay(world.input(day));
            world.shuffle();
            AttendanceEngine fresh;
            const DayResult second =
                fresh.computeDay(world.input(day), AttendanceEngine::Reasons::LeftOut);
            QVERIFY2(isSame(first, second), qPrintable(QStringLiteral("seed %1").arg(seed)));
        }
    }
}

void tst_enginefuzz::everyPunchHasOneOutcome()
{
    for (int seed = 0; seed < rollcall::test::repeats(kFullCount); ++seed) {
        const RandomWorld world(static_cast<unsigned>(seed));
        QHash<RawLogId, int> times;
        for (int day = -1; day <= kDays; ++day) {
            for (const OutcomeEntry &entry : m_engine.computeDay(world.input(day)).outcomes)
                ++times[entry.log];
        }
        for (const Punch &punch : world.punches()) {
            QVERIFY2(
                times.value(punch.log) == 1,
                qPrintable(
                    QStringLiteral("seed %1, punch at %2").arg(seed).arg(punch.at.toString())));
        }
    }
}

void tst_enginefuzz::checkRecord(const DayInput &input, const DayResult &result)
{
    QVERIFY(result.record.has_value());
    const DayRecord &record = *result.record;
    int ins = 0;
    int outs = 0;
    for (const OutcomeEntry &entry : result.outcomes) {
        ins += entry.outcome == Outcome::In ? 1 : 0;
        outs += entry.outcome == Outcome::Out ? 1 : 0;
    }
    QCOMPARE(ins, record.in.isValid() ? 1 : 0);
    QCOMPARE(outs, record.out.isValid() ? 1 : 0);
    QCOMPARE(record.workedMinutes.has_value(), record.in.isValid() && record.out.isValid());
    if (record.workedMinutes) {
        QVERIFY(record.in < record.out);
        QCOMPARE(*record.workedMinutes, record.in.secondsTo(record.out) / 60);
    }
    QVERIFY(record.lateMinutes >= 0 && record.earlyMinutes >= 0);
    QVERIFY(record.status == DayStatus::Present || record.status == DayStatus::Late ||
            record.status == DayStatus::HalfDay || record.status == DayStatus::Absent ||
            record.status == DayStatus::Pending);
    QVERIFY(record.status != DayStatus::Pending ||
            (record.provisional && !record.in.isValid() && !record.out.isValid()));
    QVERIFY(!(record.flags & (DayFlag::MissingIn | DayFlag::MissingOut)) || !record.provisional);
    QCOMPARE(record.day, input.day);
    QVERIFY(!record.in.isValid() || input.day.daysTo(record.in.date()) <= 1);
}

void tst_enginefuzz::recordsMakeSense()
{
    for (int seed = 0; seed < rollcall::test::repeats(kFullCount); ++seed) {
        const RandomWorld world(static_cast<unsigned>(seed));
        for (int day = 0; day < kDays; ++day) {
            const DayInput input = world.input(day);
            checkRecord(input, m_engine.computeDay(input));
            if (QTest::currentTestFailed()) {
                qInfo("seed %d, day %d", seed, day);
                return;
            }
        }
    }
}

ROLLCALL_TEST(tst_enginefuzz);
#include "tst_enginefuzz.moc"
