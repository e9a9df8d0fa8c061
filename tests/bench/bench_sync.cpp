// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/benchsupport.h"
#include "tests/bench/rawinsert.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
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
};

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
    const bench::School school = bench::makeSchool(folder.path(), {port});
    if (!school.composition)
        return measured;
    measured.first = syncSeconds(*school.composition, school.devices.first());
    measured.second = syncSeconds(*school.composition, school.devices.first());
    return measured;
}

QStringList terminalOptions(qint64 logs)
{
    return {QStringLiteral("--users"), QStringLiteral("300"), QStringLiteral("--logs"),
            QString::number(logs)};
}

/// Peak memory in KiB of a process that syncs @p logs twice.
qint64 peakOf(qint64 logs)
{
    const bench::Terminals terminal(1, terminalOptions(logs));
    if (terminal.ports().isEmpty())
        return -1;
    return bench::runChild({QStringLiteral("--child"), QString::number(terminal.ports().first())})
        .toLongLong();
}

bool compareSpeed(qint64 logs, int rounds)
{
    const bench::Terminals terminal(1, terminalOptions(logs));
    if (terminal.ports().isEmpty())
        return false;
    const quint16 port = terminal.ports().first();
    const QList<RawLog> rows = bench::rowsOf(port);
    if (rows.size() != logs)
        return false;
    std::printf("%10s %12s %12s %12s %8s %8s\n", "logs", "raw s", "first s", "second s", "ratio",
                "2nd/1st");
    for (int round = 0; round < rounds; ++round) {
        const QTemporaryDir folder;
        const double raw =
            bench::rawInsertSeconds(folder.filePath(QStringLiteral("raw.db")), {rows});
        const Measured ours = measure(port);
        if (raw < 0 || ours.first < 0 || ours.second < 0)
            return false;
        std::printf("%10lld %12.3f %12.3f %12.3f %8.2f %8.2f\n", static_cast<long long>(logs), raw,
                    ours.first, ours.second, ours.first / raw, ours.second / ours.first);
        std::fflush(stdout);
    }
    return true;
}

bool compareMemory(qint64 many)
{
    constexpr qint64 kFew = 10000;
    const qint64 few = peakOf(qMin(kFew, many));
    const qint64 lots = peakOf(many);
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
        const Measured measured = measure(parser.value(child).toUShort());
        std::printf("%lld\n", static_cast<long long>(
                                  measured.second < 0 ? -1 : bench::processFigure("VmHWM")));
        return 0;
    }
    if (!compareSpeed(parser.value(logs).toLongLong(), parser.value(rounds).toInt()))
        return 1;
    if (parser.isSet(memory) && !compareMemory(parser.value(memory).toLongLong()))
        return 1;
    return 0;
}
