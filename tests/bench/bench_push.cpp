// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/database.h"
#include "tests/bench/bareserver.h"
#include "tests/bench/benchsupport.h"
#include "tests/bench/loadclient.h"
#include "tests/bench/rawinsert.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

/// What the push listener carries, beside what the library and the database carry alone, over
/// loopback and in one run:
///   (a) a bare QHttpServer route that parses the JSON and answers,
///   (b) SQLite's C interface storing the same rows, one durable commit for each group of
///       connections x logs per request,
///   (c) ours, each punch durable before its answer.
///   bench_push [--requests N] [--rounds N] [--logs N] [--memory LOGS] [--slow N] [--mapped]
/// L is the smaller of (a) and (b). --logs N measures with N logs a request only, else with 100 and
/// with 1. --memory N pushes N logs and shows the memory on the way; --slow N measures with N
/// connections beside it that never finish their request; --mapped compares punches of nobody with
/// those of people, of people in a school whose days do not begin at midnight too.

using namespace rollcall;

namespace {

constexpr int kConnections = 16;

/// Punches that are all different: a rush of 500 people, second by second.
class Punches
{
public:
    QByteArray next()
    {
        constexpr qint64 kPeople = 500;
        constexpr qint64 k2026 = 1767225600;
        const QDateTime at =
            QDateTime::fromSecsSinceEpoch(k2026 - 365LL * 86400 * 10 + m_made / kPeople, Qt::UTC);
        const QByteArray punch =
            R"({"user_id":")" + QByteArray::number(m_made % kPeople + 1) + R"(","timestamp":")" +
            at.toString(u"yyyy-MM-dd HH:mm:ss").toLatin1() + R"(","status":255,"verify_type":15})";
        ++m_made;
        return punch;
    }

private:
    qint64 m_made = 0;
};

QList<QByteArray> makeRequests(Punches &punches, qsizetype count, int logsEach,
                               const QByteArray &token)
{
    QList<QByteArray> requests;
    requests.reserve(count);
    for (qsizetype i = 0; i < count; ++i) {
        QByteArray body = R"({"logs":[)" + punches.next();
        for (int log = 1; log < logsEach; ++log)
            body += ',' + punches.next();
        body += "]}";
        requests.append("POST /api/v1/biometric/push-log HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                        "Authorization: Bearer " +
                        token + "\r\nContent-Type: application/json\r\nContent-Length: " +
                        QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    return requests;
}

/// A school with one push device, listening, with no limits in the way.
struct Listener
{
    QTemporaryDir folder;
    std::unique_ptr<Composition> composition;
    QByteArray token;
    quint16 port = 0;
};

push::PushLimits lifted(int slow)
{
    constexpr int kMany = 1'000'000'000;
    push::PushLimits limits;
    limits.requestsPerMinute = 0;
    // The connections of one load may still be closing while those of the next one come.
    limits.maxConnections = 2 * kConnections + slow;
    limits.maxConnectionsPerAddress = limits.maxConnections;
    limits.requestsPerConnection = kMany;
    limits.bytesPerConnection = kMany;
    return limits;
}

std::unique_ptr<Listener> startListener(int slow = 0)
{
    auto listener = std::make_unique<Listener>();
    listener->composition = bench::makeSchool(listener->folder.path(), {}).composition;
    if (!listener->composition)
        return nullptr;
    DeviceDraft draft;
    draft.device.name = QStringLiteral("Gate");
    draft.device.mode = SyncMode::Push;
    draft.device.driver = QStringLiteral("json");
    const Result<DeviceSaved> saved = await(listener->composition->devices().save(draft));
    if (!saved)
        return nullptr;
    listener->token = saved->token.toLatin1();
    const Result<quint16> port =
        listener->composition->startPush(QHostAddress(QHostAddress::LocalHost), 0, lifted(slow));
    if (!port)
        return nullptr;
    listener->port = *port;
    return listener;
}

enum class Whose { Nobodys, Peoples, NightPeoples };

/// Maps every user of Punches. By night: with a hundred timings and as many shifts of a clock.
bool mapEverybody(Composition &composition, Whose whose)
{
    constexpr int kFacts = 100;
    const DeviceId device = await(composition.stores().devices.devices())->first().id;
    QList<Person> people;
    for (int user = 1; user <= 500; ++user) {
        Person person;
        person.number = QString::number(user);
        person.fullName = QStringLiteral("Pupil %1").arg(user);
        people.append(person);
    }
    if (!await(composition.stores().people.upsert(people, QStringLiteral("bench"))))
        return false;
    QList<UserMapping> mappings;
    for (const Person &person : await(composition.stores().people.people()).valueOr({}))
        mappings.append({device, person.number, person.id, {}, {}});
    if (!await(composition.stores().mappings.add(mappings, QStringLiteral("bench"),
                                                 QStringLiteral("bench"))))
        return false;
    bool isDone = true;
    for (int i = 0; isDone && whose == Whose::NightPeoples && i < kFacts; ++i) {
        TimingAssignment assignment;
        assignment.person = mappings.at(i).person;
        assignment.settings = {{QStringLiteral("day_change"), QStringLiteral("12:00")}};
        ClockFact shift;
        shift.kind = ClockFactKind::Shift;
        shift.device = device;
        shift.from = shift.to = QDate(2000, 1, 1).addDays(2 * i);
        shift.minutes = 5;
        const Decision decision{QStringLiteral("bench")};
        isDone = await(composition.stores().timings.addAssignments({assignment}, decision)) &&
                 await(composition.stores().clocks.add(shift, decision));
    }
    return isDone;
}

/// The rows that lie in a database of ours, in the order in which they came.
QList<RawLog> storedRows(const QString &folder)
{
    StorageConfig config;
    config.sqliteFile = folder + QStringLiteral("/rollcall.db");
    const Result<std::unique_ptr<Database>> database = Database::open(config, Access::ReadOnly);
    if (!database)
        return {};
    Result<Rows> rows =
        (*database)->query("raw_log.all", QStringLiteral("SELECT user_id, timestamp, state, "
                                                         "verify, raw_text, instant_utc FROM "
                                                         "raw_log ORDER BY id"));
    QList<RawLog> logs;
    while (rows && rows->next()) {
        RawLog log;
        log.userId = rows->text(0);
        log.at = WallTime::parse(rows->text(1));
        log.state = static_cast<int>(rows->number(2));
        log.verify = static_cast<int>(rows->number(3));
        log.rawText = rows->text(4);
        log.instantUtc = rows->number(5);
        logs.append(log);
    }
    return logs;
}

double percentile(const QList<double> &values, double share)
{
    bench::LoadResult result;
    result.latencyMs = values;
    return result.percentile(share);
}

/// What stands in the way of (c): the processor time of a log in each of the three, the share of
/// all processors that (c) keeps busy; and what could be carried of L if all else took no time.
/// While a group is committed its connections wait for the answer, so (a) and (b) come after one
/// another, or the connections take turns in two @p halves, each with a commit of its own.
void printLimit(double total, const bench::LoadResult &ours, const bench::LoadResult &bare,
                const bench::RawCommits &raw, const bench::RawCommits &halves)
{
    const int cores = QThread::idealThreadCount();
    const double limit = total / std::max(bare.seconds, raw.seconds);
    std::printf("         cpu us/log: a %.2f, b %.2f, c %.2f; c keeps %.0f %% of %d cores busy; at "
                "most %.2f L one after the other, %.2f L in turns\n",
                bare.cpuSeconds / total * 1e6, raw.cpuSeconds / total * 1e6,
                ours.cpuSeconds / total * 1e6, ours.cpuSeconds / ours.seconds / cores * 100, cores,
                total / (bare.seconds + raw.seconds) / limit,
                total / std::max(bare.seconds, halves.seconds) / limit);
}

/// One line of the table; false when something failed.
bool compare(int logsEach, qsizetype requests)
{
    Punches punches;
    const std::unique_ptr<Listener> listener = startListener();
    if (!listener)
        return false;
    const bench::LoadResult ours =
        bench::runLoad({listener->port, kConnections,
                        makeRequests(punches, requests, logsEach, listener->token), 0});
    const QList<RawLog> rows = storedRows(listener->folder.path());
    if (!ours.isGood() || rows.size() != requests * logsEach)
        return false;
    const QTemporaryDir rawFolder;
    const bench::RawCommits raw = bench::rawGroupCommits(
        rawFolder.filePath(QStringLiteral("raw.db")), rows, qsizetype(kConnections) * logsEach);
    bench::BareServer bare;
    const bench::LoadResult bareLoad = bench::runLoad(
        {bare.port(), kConnections, makeRequests(punches, requests, logsEach, listener->token), 0});
    const bench::RawCommits halves =
        bench::rawGroupCommits(rawFolder.filePath(QStringLiteral("halves.db")), rows,
                               qsizetype(kConnections) * logsEach / 2);
    if (raw.seconds < 0 || halves.seconds < 0 || !bareLoad.isGood())
        return false;
    const double total = static_cast<double>(requests * logsEach);
    const double a = total / bareLoad.seconds;
    const double b = total / raw.seconds;
    const double c = total / ours.seconds;
    const bench::LoadResult half = bench::runLoad(
        {listener->port, kConnections,
         makeRequests(punches, requests / 2, logsEach, listener->token), c / logsEach / 2});
    if (!half.isGood())
        return false;
    const double rawP99 = percentile(raw.commitMs, 0.99);
    const double bareP99 = bareLoad.percentile(0.99);
    std::printf("%8d %10.0f %10.0f %10.0f %7.2f %10.2f %10.2f %10.2f %10.2f %10.2f\n", logsEach, a,
                b, c, c / std::min(a, b), ours.percentile(0.99), rawP99, bareP99,
                half.percentile(0.99), 2 * rawP99 + bareP99);
    printLimit(total, ours, bareLoad, raw, halves);
    std::fflush(stdout);
    return true;
}

bool compareMapped(qsizetype requests)
{
    double seconds[3] = {-1, -1, -1};
    for (const Whose whose : {Whose::Nobodys, Whose::Peoples, Whose::NightPeoples}) {
        Punches punches;
        const std::unique_ptr<Listener> listener = startListener();
        if (!listener || (whose != Whose::Nobodys && !mapEverybody(*listener->composition, whose)))
            return false;
        const bench::LoadResult load = bench::runLoad(
            {listener->port, kConnections, makeRequests(punches, requests, 1, listener->token), 0});
        if (!load.isGood())
            return false;
        seconds[static_cast<int>(whose)] = load.seconds;
    }
    std::printf("punches a second: %.0f of nobody, %.0f of people (%.2f of the time), %.0f by "
                "night (%.2f)\n",
                static_cast<double>(requests) / seconds[0],
                static_cast<double>(requests) / seconds[1], seconds[1] / seconds[0],
                static_cast<double>(requests) / seconds[2], seconds[2] / seconds[0]);
    return true;
}

bool compareSlow(int slow, qsizetype requests)
{
    constexpr int kLogs = 100;
    double seconds[2] = {-1, -1};
    for (const bool withSlow : {false, true}) {
        Punches punches;
        const std::unique_ptr<Listener> listener = startListener(slow);
        if (!listener)
            return false;
        std::vector<std::unique_ptr<QTcpSocket>> idle;
        for (int i = 0; withSlow && i < slow; ++i) {
            idle.push_back(std::make_unique<QTcpSocket>());
            idle.back()->connectToHost(QHostAddress(QHostAddress::LocalHost), listener->port);
            idle.back()->write("POST /api/v1/biometric/push-log HTTP/1.1\r\nHost: 1");
            idle.back()->waitForBytesWritten();
        }
        const bench::LoadResult load =
            bench::runLoad({listener->port, kConnections,
                            makeRequests(punches, requests, kLogs, listener->token), 0});
        if (!load.isGood())
            return false;
        seconds[withSlow ? 1 : 0] = load.seconds;
    }
    std::printf("%d unfinished requests beside them: healthy clients take %.3f of the time\n", slow,
                seconds[1] / seconds[0]);
    return true;
}

bool showMemory(qint64 logs)
{
    constexpr int kLogs = 100;
    constexpr int kParts = 10;
    Punches punches;
    const std::unique_ptr<Listener> listener = startListener();
    if (!listener)
        return false;
    const qint64 before = bench::processFigure("VmRSS");
    std::printf("memory, MiB: %.1f", static_cast<double>(before) / 1024);
    for (int part = 0; part < kParts; ++part) {
        const bench::LoadResult load = bench::runLoad(
            {listener->port, kConnections,
             makeRequests(punches, logs / kParts / kLogs, kLogs, listener->token), 0});
        if (!load.isGood())
            return false;
        std::printf(" %.1f", static_cast<double>(bench::processFigure("VmRSS")) / 1024);
        std::fflush(stdout);
    }
    std::printf(" (peak %.1f)\n", static_cast<double>(bench::processFigure("VmHWM")) / 1024);
    return true;
}

int failed(const char *why)
{
    std::fprintf(stderr, "bench_push failed: %s\n", why);
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption requests(QStringLiteral("requests"), QString(), QStringLiteral("N"),
                                      QStringLiteral("40000"));
    const QCommandLineOption rounds(QStringLiteral("rounds"), QString(), QStringLiteral("N"),
                                    QStringLiteral("3"));
    const QCommandLineOption logs(QStringLiteral("logs"), QString(), QStringLiteral("N"));
    const QCommandLineOption memory(QStringLiteral("memory"), QString(), QStringLiteral("N"));
    const QCommandLineOption slow(QStringLiteral("slow"), QString(), QStringLiteral("N"));
    const QCommandLineOption mapped(QStringLiteral("mapped"));
    parser.addOptions({requests, rounds, logs, memory, slow, mapped});
    parser.addHelpOption();
    parser.process(app);
    const qsizetype many = parser.value(requests).toLongLong();
    std::printf("%8s %10s %10s %10s %7s %10s %10s %10s %10s %10s\n", "logs/req", "a logs/s",
                "b logs/s", "c logs/s", "c/L", "c p99 ms", "b p99 ms", "a p99 ms", "half p99",
                "its limit");
    for (int round = 0; round < parser.value(rounds).toInt(); ++round) {
        for (const int each :
             parser.isSet(logs) ? QList<int>{parser.value(logs).toInt()} : QList<int>{100, 1}) {
            constexpr int kShare = 20; // so that both lines take about as long
            if (!compare(each, each == 1 ? many : std::max<qsizetype>(many / kShare, kConnections)))
                return failed("the load ended early, or rows are missing");
        }
    }
    if (parser.isSet(mapped) && !compareMapped(many))
        return failed("the load of mapped punches ended early");
    if (parser.isSet(slow) &&
        !compareSlow(parser.value(slow).toInt(), std::max<qsizetype>(many / 20, kConnections)))
        return failed("the load beside unfinished requests ended early");
    if (parser.isSet(memory) && !showMemory(parser.value(memory).toLongLong()))
        return failed("the load ended early");
    return 0;
}
