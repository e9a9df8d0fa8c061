// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/attendanceengine.h"
#include "core/rules/policyresolver.h"
#include "tests/bench/enginedatabase.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <random>

/// Computes a year of a school in memory on one core, four punches a day, with the engine and with
/// a plain function that knows no rules: it takes the same DayInput, sorts the day's punches and
/// answers first and last as a DayRecord. Both run person by person in turns, so that a busy
/// machine slows both. Then the same year through the database (enginedatabase.h). Prints
/// person-days a second, seconds, and how they compare; judges nothing:
///   bench_engine [--people N] [--days N] [--rounds N] [--few N] [--part memory|database]

using namespace rollcall;

namespace {

using rollcall::bench::kPunchesPerDay;

QDate firstDay()
{
    return QDate(2025, 4, 1);
}

PolicyResolver makeResolver()
{
    const auto text = [](const char *word) { return QString::fromLatin1(word); };
    const QJsonObject school{
        {text("school_start"), text("08:00")}, {text("grace_minutes"), 15},
        {text("school_end"), text("14:00")},   {text("early_grace_minutes"), 10},
        {text("half_day_below_minutes"), 180}, {text("missing_out_as"), text("half_day")}};
    TimingAssignment saturday;
    saturday.weekdays = {6};
    saturday.settings = {{text("school_end"), text("11:00")}, {text("half_day_below_minutes"), 90}};
    TimingAssignment older;
    older.group = GroupId{2};
    older.settings = {{text("time_windows"), true},
                      {text("in_window"),
                       QJsonObject{{text("from"), text("06:30")}, {text("to"), text("10:00")}}},
                      {text("out_window"),
                       QJsonObject{{text("from"), text("10:30")}, {text("to"), text("17:00")}}}};
    return PolicyResolver({{firstDay(), school}}, {saturday, older});
}

/// A year of one person, as a store would load it: each day with the punches of its neighbours.
QList<DayInput> makeYear(qint64 person, int days, PolicyResolver &resolver)
{
    std::mt19937 random(static_cast<unsigned>(person));
    constexpr int kTimes[kPunchesPerDay] = {7 * 3600 + 1800, 10 * 3600, 12 * 3600,
                                            13 * 3600 + 3000};
    QList<QList<Punch>> punches(days + 2);
    qint64 log = 0;
    for (int day = 0; day < days + 2; ++day) {
        const WallTime midnight(firstDay().addDays(day - 1), QTime(0, 0));
        for (const int time : kTimes) {
            Punch punch;
            punch.log = RawLogId{++log};
            punch.device = DeviceId{static_cast<qint64>(random() % 4) + 1};
            punch.userId = QString::number(1000 + person);
            punch.at = midnight.addSeconds(time + static_cast<qint64>(random() % 3600));
            punch.receivedAt = punch.at.addSeconds(2);
            punches[day].append(punch);
        }
    }
    QList<DayInput> inputs;
    inputs.reserve(days);
    const GroupId group{person % 3};
    for (int i = 0; i < days; ++i) {
        DayInput input;
        input.person = PersonId{person};
        input.day = firstDay().addDays(i);
        input.settingsBefore = resolver.settingsFor(input.person, group, input.day.addDays(-1));
        input.settings = resolver.settingsFor(input.person, group, input.day);
        input.settingsAfter = resolver.settingsFor(input.person, group, input.day.addDays(1));
        for (int near = i; near <= i + 2; ++near)
            input.punches += punches.at(near);
        input.off = input.day.dayOfWeek() == 7 ? OffDay::WeeklyOff : OffDay::None;
        input.now = WallTime(firstDay().addDays(days + 2), QTime(0, 0));
        inputs.append(input);
    }
    return inputs;
}

/// First and last punch of the date; no rule, no setting, no reason.
DayRecord plainDay(const DayInput &input)
{
    QVarLengthArray<const Punch *, 16> punches;
    const WallTime begin(input.day, QTime(0, 0));
    const WallTime end = begin.addMinutes(kMinutesPerDay);
    for (const Punch &punch : input.punches) {
        if (begin <= punch.at && punch.at < end)
            punches.append(&punch);
    }
    std::sort(punches.begin(), punches.end(),
              [](const Punch *left, const Punch *right) { return left->at < right->at; });
    DayRecord record;
    record.person = input.person;
    record.day = input.day;
    if (punches.isEmpty()) {
        record.status = DayStatus::Absent;
        return record;
    }
    record.status = DayStatus::Present;
    record.in = punches.first()->at;
    record.inLog = punches.first()->log;
    if (punches.size() > 1) {
        record.out = punches.last()->at;
        record.outLog = punches.last()->log;
        record.workedMinutes = static_cast<int>(record.in.secondsTo(record.out) / 60);
    }
    return record;
}

struct Measured
{
    double engine = 0; ///< seconds
    double plain = 0;
    qint64 days = 0;
    qint64 check = 0; ///< keeps the answers from being left out
};

Measured measure(int people, int days)
{
    PolicyResolver resolver = makeResolver();
    const AttendanceEngine engine;
    Measured sum;
    for (qint64 person = 1; person <= people; ++person) {
        const QList<DayInput> year = makeYear(person, days, resolver);
        QElapsedTimer timer;
        timer.start();
        for (const DayInput &input : year) {
            const DayResult result = engine.computeDay(input, AttendanceEngine::Reasons::LeftOut);
            sum.check += result.record->workedMinutes.value_or(0) + result.outcomes.size();
        }
        sum.engine += static_cast<double>(timer.nsecsElapsed()) / 1e9;
        timer.start();
        for (const DayInput &input : year)
            sum.check += plainDay(input).workedMinutes.value_or(0);
        sum.plain += static_cast<double>(timer.nsecsElapsed()) / 1e9;
        sum.days += year.size();
    }
    return sum;
}

void benchMemory(int people, int days, int rounds)
{
    std::printf("%d people, %d days, %d punches a day, one core\n", people, days, kPunchesPerDay);
    std::printf("  %5s  %18s  %18s  %8s\n", "round", "engine, days/s", "plain, days/s", "times");
    Measured best;
    for (int round = 1; round <= rounds; ++round) {
        const Measured found = measure(people, days);
        const auto count = static_cast<double>(found.days);
        std::printf("  %5d  %18.0f  %18.0f  %8.2f\n", round, count / found.engine,
                    count / found.plain, found.engine / found.plain);
        best = best.days == 0 ? found
                              : Measured{std::min(best.engine, found.engine),
                                         std::min(best.plain, found.plain), best.days, best.check};
    }
    const auto count = static_cast<double>(best.days);
    std::printf("   best  %18.0f  %18.0f  %8.2f   (check %lld)\n", count / best.engine,
                count / best.plain, best.engine / best.plain, static_cast<long long>(best.check));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("people"), QStringLiteral("People."), QStringLiteral("N"),
                        QStringLiteral("2000")},
                       {QStringLiteral("days"), QStringLiteral("Days."), QStringLiteral("N"),
                        QStringLiteral("365")},
                       {QStringLiteral("rounds"), QStringLiteral("Rounds; the best one is shown."),
                        QStringLiteral("N"), QStringLiteral("3")},
                       {QStringLiteral("few"), QStringLiteral("People of the small school."),
                        QStringLiteral("N"), QStringLiteral("100")},
                       {QStringLiteral("part"), QStringLiteral("Only memory, or only database."),
                        QStringLiteral("PART")}});
    parser.process(app);
    const int people = parser.value(QStringLiteral("people")).toInt();
    const int days = parser.value(QStringLiteral("days")).toInt();
    const int few = parser.value(QStringLiteral("few")).toInt();
    if (people < 1 || days < 1 || few < 1) {
        std::fprintf(stderr, "bench_engine: give at least one person and one day\n");
        return 2;
    }
    const int rounds = qMax(1, parser.value(QStringLiteral("rounds")).toInt());
    const QString part = parser.value(QStringLiteral("part"));
    if (part != u"database")
        benchMemory(people, days, rounds);
    return part == u"memory" ? 0 : rollcall::bench::benchDatabase({people, days}, few, rounds);
}
