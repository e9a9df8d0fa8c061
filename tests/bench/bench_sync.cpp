// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/compose.h"
#include "core/domain/zoneclock.h"
#include "tests/bench/rawinsert.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

/// A simulated terminal in a process of its own is read over loopback and stored durably; the same
/// rows go in through SQLite's C interface in the same run. Prints a table:
///   bench_sync [--logs N] [--rounds N] [--memory N]
/// --memory N also reads N and 10,000 logs in processes of their own and compares their peak memory
/// (Linux only).

using namespace rollcall;

namespace {

struct Measured
{
    double first = -1;
    double second = -1;
    qint64 peakKiB = -1;
};

qint64 peakMemoryKiB()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return -1;
}

Result<DeviceId> makeSchool(Composition &composition, quint16 port)
{
    const Result<School> school =
        composition.createSchool(QStringLiteral("Bench"), "Asia/Kolkata", {});
    if (!school)
        return school.error();
    DeviceDraft draft;
    draft.device.name = QStringLiteral("Gate");
    draft.device.host = QStringLiteral("127.0.0.1");
    draft.device.port = port;
    const Result<DeviceSaved> saved = await(composition.devices().save(draft));
    if (!saved)
        return saved.error();
    return saved->device.id;
}

/// Seconds of one sync, from the first byte to the commit; -1 when it did not complete.
double syncSeconds(Composition &composition, DeviceId device)
{
    QElapsedTimer timer;
    timer.start();
    const Result<SyncOutcome> outcome = await(composition.sync().sync(device));
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    return outcome && outcome->complete ? seconds : -1;
}

Measured measure(quint16 port)
{
    Measured measured;
    const QTemporaryDir folder;
    CompositionOptions options;
    options.dataFolder = folder.path();
    options.createIfMissing = true;
    const Result<std::unique_ptr<Composition>> composition = Composition::open(options);
    if (!composition)
        return measured;
    const Result<DeviceId> device = makeSchool(**composition, port);
    if (!device)
        return measured;
    measured.first = syncSeconds(**composition, *device);
    measured.second = syncSeconds(**composition, *device);
    measured.peakKiB = peakMemoryKiB();
    return measured;
}

/// A terminal in its own process, so that its memory is not ours.
class Terminal
{
public:
    explicit Terminal(qint64 logs)
    {
        m_process.start(QStringLiteral(ROLLCALL_CTL),
                        {QStringLiteral("simulate"), QStringLiteral("zk"), QStringLiteral("--port"),
                         QStringLiteral("0"), QStringLiteral("--users"), QStringLiteral("300"),
                         QStringLiteral("--logs"), QString::number(logs)});
        QByteArray line;
        while (!line.endsWith('\n') && m_process.waitForReadyRead(60000))
            line += m_process.readLine();
        m_port = line.trimmed().mid(line.lastIndexOf(':') + 1).toUShort();
    }
    ~Terminal()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;
    quint16 port() const { return m_port; }

private:
    QProcess m_process;
    quint16 m_port = 0;
};

class Collector : public LogSink
{
public:
    void announced(qint64) override {}
    Result<> take(QList<RawLog> logs, QList<SetAsideLog>) override
    {
        m_logs += logs;
        return ok();
    }
    QList<RawLog> m_logs;
};

/// The rows that a sync of @p port stores.
QList<RawLog> rowsOf(quint16 port, const Clock &clock)
{
    const std::vector<std::unique_ptr<DeviceDriver>> drivers = makeDrivers(clock);
    const SessionControl control;
    const Result<std::unique_ptr<DeviceSession>> session =
        drivers.front()->open({QStringLiteral("127.0.0.1"), port, std::nullopt}, control);
    if (!session)
        return {};
    Collector collector;
    if (const Result<LogReadSummary> read = (*session)->logs(collector); !read || !read->complete)
        return {};
    ZoneClock zone("Asia/Kolkata");
    for (RawLog &log : collector.m_logs)
        log.instantUtc = zone.toUtc(log.at);
    return collector.m_logs;
}

/// Peak memory of a process that syncs @p logs twice.
qint64 peakOf(const QString &program, qint64 logs)
{
    const Terminal terminal(logs);
    QProcess child;
    child.start(program, {QStringLiteral("--child"), QString::number(terminal.port())});
    if (!child.waitForFinished(600000))
        return -1;
    return child.readAllStandardOutput().trimmed().toLongLong();
}

class FixedClock : public Clock
{
public:
    qint64 utcMilliseconds() const override { return 1795321800000; }
};

bool compareSpeed(qint64 logs, int rounds)
{
    const FixedClock clock;
    const Terminal terminal(logs);
    const QList<RawLog> rows = rowsOf(terminal.port(), clock);
    if (rows.size() != logs)
        return false;
    std::printf("%10s %12s %12s %12s %8s %8s\n", "logs", "raw s", "first s", "second s", "ratio",
                "2nd/1st");
    for (int round = 0; round < rounds; ++round) {
        const QTemporaryDir folder;
        const double raw = bench::rawInsertSeconds(folder.filePath(QStringLiteral("raw.db")), rows);
        const Measured ours = measure(terminal.port());
        if (raw < 0 || ours.first < 0 || ours.second < 0)
            return false;
        std::printf("%10lld %12.3f %12.3f %12.3f %8.2f %8.2f\n", static_cast<long long>(logs), raw,
                    ours.first, ours.second, ours.first / raw, ours.second / ours.first);
        std::fflush(stdout);
    }
    return true;
}

bool compareMemory(const QString &program, qint64 many)
{
    constexpr qint64 kFew = 10000;
    const qint64 few = peakOf(program, qMin(kFew, many));
    const qint64 lots = peakOf(program, many);
    if (few <= 0 || lots <= 0)
        return false;
    std::printf("peak memory: %.1f MiB at %lld logs, %.1f MiB at %lld logs, difference %.1f MiB\n",
                static_cast<double>(few) / 1024, static_cast<long long>(qMin(kFew, many)),
                static_cast<double>(lots) / 1024, static_cast<long long>(many),
                static_cast<double>(lots - few) / 1024);
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption logs(QStringLiteral("logs"), QString(), QStringLiteral("N"),
                                  QStringLiteral("100000"));
    const QCommandLineOption rounds(QStringLiteral("rounds"), QString(), QStringLiteral("N"),
                                    QStringLiteral("3"));
    const QCommandLineOption memory(QStringLiteral("memory"), QString(), QStringLiteral("N"));
    const QCommandLineOption child(QStringLiteral("child"), QString(), QStringLiteral("PORT"));
    parser.addOptions({logs, rounds, memory, child});
    parser.addHelpOption();
    parser.process(app);
    if (parser.isSet(child)) {
        std::printf("%lld\n",
                    static_cast<long long>(measure(parser.value(child).toUShort()).peakKiB));
        return 0;
    }
    if (!compareSpeed(parser.value(logs).toLongLong(), parser.value(rounds).toInt()))
        return 1;
    if (parser.isSet(memory) &&
        !compareMemory(QCoreApplication::applicationFilePath(), parser.value(memory).toLongLong()))
        return 1;
    return 0;
}
