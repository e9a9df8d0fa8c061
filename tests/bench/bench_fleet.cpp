// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/benchsupport.h"
#include "tests/bench/rawinsert.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

/// Many simulated terminals in a process of their own are read by one process and stored durably;
/// the same rows go in through SQLite's C interface in the same run. Then some of them hang. Prints
/// a table:
///   bench_fleet [--terminals N] [--logs N] [--hanging N] [--rounds N]

using namespace rollcall;

namespace {

struct Fleet
{
    int terminals = 200;
    qint64 logs = 5000;
    int hanging = 4;
};

/// What one process needed for all terminals, the last @p hanging of which hang.
struct Polled
{
    double others = -1; ///< seconds until the last of those that do not hang was read
    qint64 threads = -1;
    qint64 peakKiB = -1;
};

QStringList terminalOptions(const Fleet &fleet)
{
    return {QStringLiteral("--users"), QStringLiteral("100"), QStringLiteral("--logs"),
            QString::number(fleet.logs)};
}

/// Runs in a process of its own: its threads and its memory are looked at.
int pollAll(const QList<quint16> &ports, int hanging)
{
    const QTemporaryDir folder;
    const bench::School school = bench::makeSchool(folder.path(), ports);
    if (!school.composition)
        return 1;
    QElapsedTimer timer;
    timer.start();
    // Those that hang stand among the others, as in a school.
    QList<DeviceId> order = school.devices;
    const qsizetype well = order.size() - hanging;
    for (int i = 0; i < hanging; ++i)
        order.move(well + i, i * well / qMax(1, hanging));
    QHash<DeviceId, Answer<SyncOutcome>> answers;
    for (const DeviceId device : std::as_const(order))
        answers.insert(device, school.composition->sync().sync(device));
    qint64 threads = 0;
    for (qsizetype i = 0; i < well; ++i) {
        const Result<SyncOutcome> outcome = await(answers.value(school.devices.at(i)));
        if (!outcome || !outcome->complete)
            return 1;
        threads = qMax(threads, bench::processFigure("Threads"));
    }
    std::printf("%.3f %lld %lld\n", static_cast<double>(timer.nsecsElapsed()) / 1e9,
                static_cast<long long>(threads),
                static_cast<long long>(bench::processFigure("VmHWM")));
    std::fflush(stdout);
    return 0;
}

Polled poll(const QList<quint16> &ports, int hanging)
{
    QStringList arguments{QStringLiteral("--hanging"), QString::number(hanging)};
    for (const quint16 port : ports)
        arguments << QStringLiteral("--child") << QString::number(port);
    const QList<QByteArray> figures = bench::runChild(arguments).split(' ');
    if (figures.size() != 3)
        return {};
    return {figures.at(0).toDouble(), figures.at(1).toLongLong(), figures.at(2).toLongLong()};
}

bool runRound(const Fleet &fleet)
{
    const bench::Terminals well(fleet.terminals, terminalOptions(fleet));
    const bench::Terminals stuck(
        qMax(1, fleet.hanging),
        terminalOptions(fleet) + QStringList{QStringLiteral("--fault"), QStringLiteral("busy"),
                                             QStringLiteral("--serial"), QStringLiteral("STUCK")});
    QList<quint16> ports = well.ports();
    if (ports.isEmpty() || stuck.ports().isEmpty())
        return false;
    QList<QList<RawLog>> rows;
    for (const quint16 port : std::as_const(ports))
        rows.append(bench::rowsOf(port));

    const QTemporaryDir folder;
    const double raw = bench::rawInsertSeconds(folder.filePath(QStringLiteral("raw.db")), rows);
    const Polled all = poll(ports, 0);
    ports.resize(fleet.terminals - fleet.hanging);
    const Polled others = poll(ports, 0);
    ports += stuck.ports().first(fleet.hanging);
    const Polled beside = poll(ports, fleet.hanging);
    if (raw < 0 || all.others < 0 || others.others < 0 || beside.others < 0)
        return false;
    std::printf("%9d %8lld %8.2f %8.2f %8.2f %10.2f %12.2f %8.2f %8lld %8.1f\n", fleet.terminals,
                static_cast<long long>(fleet.logs), raw, all.others, all.others / raw,
                others.others, beside.others, beside.others / others.others,
                static_cast<long long>(std::max(all.threads, beside.threads)),
                static_cast<double>(std::max(all.peakKiB, beside.peakKiB)) / 1024);
    std::fflush(stdout);
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption terminals(QStringLiteral("terminals"), QString(), QStringLiteral("N"),
                                       QStringLiteral("200"));
    const QCommandLineOption logs(QStringLiteral("logs"), QString(), QStringLiteral("N"),
                                  QStringLiteral("5000"));
    const QCommandLineOption hanging(QStringLiteral("hanging"), QString(), QStringLiteral("N"),
                                     QStringLiteral("4"));
    const QCommandLineOption rounds(QStringLiteral("rounds"), QString(), QStringLiteral("N"),
                                    QStringLiteral("3"));
    const QCommandLineOption child(QStringLiteral("child"), QString(), QStringLiteral("PORT"));
    parser.addOptions({terminals, logs, hanging, rounds, child});
    parser.addHelpOption();
    parser.process(app);
    const Fleet fleet{parser.value(terminals).toInt(), parser.value(logs).toLongLong(),
                      parser.value(hanging).toInt()};
    if (parser.isSet(child)) {
        QList<quint16> ports;
        for (const QString &port : parser.values(child))
            ports.append(port.toUShort());
        return pollAll(ports, fleet.hanging);
    }
    std::printf("%9s %8s %8s %8s %8s %10s %12s %8s %8s %8s\n", "terminals", "logs", "raw s",
                "ours s", "ratio", "others s", "+ hanging s", "ratio", "threads", "peak MiB");
    for (int round = 0; round < parser.value(rounds).toInt(); ++round) {
        if (!runRound(fleet))
            return 1;
    }
    return 0;
}
