// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/enginedatabase.h"

#include "tests/bench/benchsupport.h"
#include "tests/bench/rawinsert.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

namespace rollcall::bench {

namespace {

/// Two years after the first punch: every day is over.
class LaterClock : public Clock
{
public:
    qint64 utcMilliseconds() const override { return 1806500000000; }
};

QJsonObject settings()
{
    const auto text = [](const char *word) { return QString::fromLatin1(word); };
    return {{text("school_start"), text("08:00")}, {text("grace_minutes"), 15},
            {text("school_end"), text("14:00")},   {text("early_grace_minutes"), 10},
            {text("half_day_below_minutes"), 180}, {text("missing_out_as"), text("half_day")}};
}

/// A school with a year of punches and no results.
class YearSchool
{
public:
    explicit YearSchool(YearSize size)
    {
        m_isFine =
            openAgain(true) &&
            m_composition->createSchool(QStringLiteral("Bench"), "Asia/Kolkata", settings()).isOk();
        m_composition.reset();
        m_isFine = m_isFine && fillYear(file(), size);
    }

    bool isFine() const { return m_isFine; }
    QString file() const { return m_folder.filePath(QStringLiteral("rollcall.db")); }
    bool openAgain(bool create = false)
    {
        m_composition.reset();
        CompositionOptions options;
        options.dataFolder = m_folder.path();
        options.createIfMissing = create;
        options.clock = &m_clock;
        Result<std::unique_ptr<Composition>> opened = Composition::open(options);
        if (opened)
            m_composition = std::move(*opened);
        return m_composition != nullptr;
    }
    void close() { m_composition.reset(); }
    Composition &operator*() { return *m_composition; }
    Composition *operator->() { return m_composition.get(); }

private:
    QTemporaryDir m_folder;
    LaterClock m_clock;
    std::unique_ptr<Composition> m_composition;
    bool m_isFine = false;
};

double secondsOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? -1 : values.at(values.size() / 2);
}

double rebuildSeconds(YearSchool &school)
{
    QElapsedTimer timer;
    timer.start();
    const Result<qint64> days =
        await(school->attendance().rebuild(QDate(2000, 1, 1), QDate(2099, 12, 31)));
    return days ? secondsOf(timer) : -1;
}

bool benchRebuild(YearSchool &school, int rounds)
{
    QTemporaryDir folder;
    std::printf("\nfull rebuild through the database, seconds\n");
    std::printf("  %5s  %8s  %8s  |  %8s  %8s  %8s  |  %8s  %14s\n", "round", "from none", "same",
                "raw read", "records", "outcomes", "times", "records only");
    for (int round = 1; round <= rounds; ++round) {
        const QString copy = folder.filePath(QStringLiteral("raw%1.db").arg(round));
        if (round > 1) {
            school.close();
            if (!dropResults(school.file()))
                return false;
        }
        // Both begin with a file without results.
        school.close();
        if (!QFile::copy(school.file(), copy) || !school.openAgain())
            return false;
        const double fromNone = rebuildSeconds(school);
        const double same = rebuildSeconds(school);
        school.close();
        const RawRebuild raw = rawRebuild(copy, readResults(school.file()));
        QFile::remove(copy);
        if (fromNone < 0 || same < 0 || raw.outcomes < 0)
            return false;
        const double withoutOutcomes = raw.read + raw.records;
        std::printf("  %5d  %8.2f  %8.2f  |  %8.2f  %8.2f  %8.2f  |  %8.2f  %14.2f\n", round,
                    fromNone, same, raw.read, raw.records, raw.outcomes,
                    fromNone / (withoutOutcomes + raw.outcomes), fromNone / withoutOutcomes);
    }
    return school.openAgain();
}

RawLog lateLog(int person, int day)
{
    RawLog log;
    log.userId = QString::number(1000 + person);
    log.at = WallTime::startOf(QDate(2025, 4, 1).addDays(day)).addSeconds(7 * 3600 + person % 60);
    return log;
}

bool benchLatePunch(YearSchool &school, YearSize size)
{
    constexpr int kPunches = 60;
    QList<double> late;
    QList<RawLog> logs;
    for (int i = 0; i < kPunches; ++i) {
        const int person = i * 7 % size.people + 1;
        logs.append(lateLog(person, i * 5 % size.days));
        IngestBatch batch;
        batch.device = DeviceId{person % kDevices + 1};
        batch.timeZone = "Asia/Kolkata";
        batch.logs = {logs.last()};
        QElapsedTimer timer;
        timer.start();
        const Result<IngestCounts> stored = await(school->ingest().store(batch));
        const Result<qint64> drained = await(school->recompute().drain());
        if (!stored || stored->added != 1 || !drained || *drained < 1)
            return false;
        late.append(secondsOf(timer) * 1000);
    }
    QTemporaryDir folder;
    const RawCommits raw = rawGroupCommits(folder.filePath(QStringLiteral("raw.db")), logs, 1);
    std::printf("\na late punch, ms (median of %d): until its day is stored %.2f, one committed "
                "insert %.2f: %.1f times\n",
                kPunches, median(late), median(raw.commitMs), median(late) / median(raw.commitMs));
    return true;
}

/// Maps a user who has a year of punches to a person without any.
double mapSeconds(YearSchool &school, int days)
{
    Person person;
    person.number = QStringLiteral("NEW");
    person.fullName = QStringLiteral("New Pupil");
    const QString user = QStringLiteral("9000");
    if (!addUnmappedUser(school.file(), days, user) || !await(school->people().save({person})))
        return -1;
    PersonId id;
    for (const Person &known : await(school->people().people()).valueOr({})) {
        if (known.number == person.number)
            id = known.id;
    }
    QList<double> seconds;
    for (int i = 0; i < 5; ++i) {
        const UserMapping mapping{DeviceId{1}, user, id, {}, {}};
        QElapsedTimer timer;
        timer.start();
        const Result<MappingCounts> mapped = await(school->mapping().map(mapping));
        if (!mapped || mapped->days != days)
            return -1;
        seconds.append(secondsOf(timer));
        if (!await(school->mapping().unmap({mapping})))
            return -1;
    }
    return median(seconds);
}

} // namespace

int benchDatabase(YearSize size, int fewPeople, int rounds)
{
    YearSchool school(size);
    YearSchool small({fewPeople, size.days});
    if (!school.isFine() || !small.isFine()) {
        std::fprintf(stderr, "bench_engine: the schools could not be made\n");
        return 1;
    }
    if (!benchRebuild(school, rounds) || !benchLatePunch(school, size) || !small.openAgain())
        return 1;
    rebuildSeconds(small);
    const double inSmall = mapSeconds(small, size.days);
    const double inLarge = mapSeconds(school, size.days);
    std::printf("\nmapping a user with %d days of punches, ms: %.1f among %d people, %.1f among %d "
                "(%.2f times)\n",
                size.days, inSmall * 1000, fewPeople, inLarge * 1000, size.people,
                inLarge / inSmall);
    std::printf("\npeak memory of this process: %lld MiB\n",
                static_cast<long long>(processFigure("VmHWM") / 1024));
    return inSmall > 0 && inLarge > 0 ? 0 : 1;
}

} // namespace rollcall::bench
