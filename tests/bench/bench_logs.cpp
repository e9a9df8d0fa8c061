// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/compose.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <functional>

using namespace rollcall;

namespace {

constexpr int kPageRows = 256; // of the window's PagedModel
constexpr int kUsers = 500;

/// A school with two terminals that share @p logs punches of some years, and a third with 100.
struct LoggedSchool
{
    QTemporaryDir folder;
    std::unique_ptr<Composition> school;
    DeviceId gate;
    DeviceId small;
};

DeviceId addDevice(Composition &school, const QString &name, quint16 port)
{
    DeviceDraft draft;
    draft.device.name = name;
    draft.device.host = QStringLiteral("127.0.0.1");
    draft.device.port = port;
    const Result<DeviceSaved> saved = await(school.devices().save(draft));
    return saved ? saved->device.id : DeviceId();
}

bool store(Composition &school, DeviceId device, qint64 first, qint64 logs, qint64 step)
{
    constexpr qint64 kBatch = 20'000;
    const WallTime begin = WallTime::fromFields(2022, 1, 3, 7, 0, 0);
    for (qint64 done = 0; done < logs; done += kBatch) {
        IngestBatch batch;
        batch.device = device;
        batch.timeZone = "Asia/Kolkata";
        for (qint64 i = done; i < std::min(logs, done + kBatch); ++i) {
            RawLog log;
            log.userId = QString::number(1 + (first + i) % kUsers);
            log.at = begin.addSeconds((first + i) * step);
            batch.logs.append(log);
        }
        if (!await(school.stores().logs.store(batch, 1)))
            return false;
    }
    return true;
}

bool fill(LoggedSchool &made, qint64 logs)
{
    CompositionOptions options;
    options.dataFolder = made.folder.path();
    options.createIfMissing = true;
    options.author = QStringLiteral("bench");
    Result<std::unique_ptr<Composition>> school = Composition::open(options);
    if (!school)
        return false;
    made.school = std::move(*school);
    if (!made.school->createSchool(QStringLiteral("Bench"), "Asia/Kolkata", QJsonObject()))
        return false;
    made.gate = addDevice(*made.school, QStringLiteral("Gate"), 1);
    const DeviceId door = addDevice(*made.school, QStringLiteral("Door"), 2);
    made.small = addDevice(*made.school, QStringLiteral("Library"), 3);
    return store(*made.school, made.gate, 0, logs / 2, 90) &&
           store(*made.school, door, 7, logs / 2, 90) &&
           store(*made.school, made.small, 3, 100, 4000);
}

/// The best of some rounds, in milliseconds.
double best(int rounds, const std::function<void()> &work)
{
    qint64 fastest = -1;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        work();
        const qint64 taken = timer.nsecsElapsed();
        fastest = fastest < 0 ? taken : std::min(fastest, taken);
    }
    return static_cast<double>(fastest) / 1e6;
}

void measure(QTextStream &out, Composition &school, DeviceId device, int rounds)
{
    LogControl &control = school.logs();
    LogFilter filter;
    filter.device = device;
    filter.newestFirst = true;
    const LogSpan span = await(control.span(filter)).valueOr({});
    const QList<LogKey> starts = await(control.pageStarts(filter, kPageRows)).valueOr({});
    LogFilter bounded = filter;
    bounded.from = span.first;
    bounded.to = span.last;
    const auto page = [&](qsizetype place) {
        return best(rounds, [&] {
            if (await(control.logs(bounded, starts.at(place), kPageRows))->rows.isEmpty())
                qFatal("a page is empty");
        });
    };
    LogFilter byText = filter;
    byText.text = QStringLiteral("17");
    out << QStringLiteral("%1 logs: count %2 ms, first page %3 ms, all places %4 ms, middle page "
                          "%5 ms, last page %6 ms, count of one user %7 ms\n")
               .arg(span.rows)
               .arg(best(rounds, [&] { (void)await(control.span(filter)); }), 0, 'f', 1)
               .arg(page(0), 0, 'f', 1)
               .arg(best(rounds, [&] { (void)await(control.pageStarts(filter, kPageRows)); }), 0,
                    'f', 1)
               .arg(page(starts.size() / 2), 0, 'f', 1)
               .arg(page(starts.size() - 1), 0, 'f', 1)
               .arg(best(rounds, [&] { (void)await(control.span(byText)); }), 0, 'f', 1);
    out.flush();
}

} // namespace

/// What the tab "Logs" of the Control Panel waits for, with few and with many logs.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("logs"), QStringLiteral("Logs of the whole school."),
                        QStringLiteral("N"), QStringLiteral("2000000")},
                       {QStringLiteral("rounds"), QStringLiteral("Rounds; the best counts."),
                        QStringLiteral("N"), QStringLiteral("5")}});
    parser.addHelpOption();
    parser.process(application);
    const int rounds = parser.value(QStringLiteral("rounds")).toInt();
    QTextStream out(stdout);
    for (const qint64 logs : {qint64(2000), parser.value(QStringLiteral("logs")).toLongLong()}) {
        LoggedSchool made;
        if (!fill(made, logs)) {
            out << "The school could not be made.\n";
            return 1;
        }
        measure(out, *made.school, made.gate, rounds);
        measure(out, *made.school, made.small, rounds);
    }
    return 0;
}
