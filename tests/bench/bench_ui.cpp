// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/benchsupport.h"
#include "tests/bench/uilogs.h"
#include "tests/bench/uischool.h"
#include "tests/bench/uistart.h"
#include "tests/bench/uityping.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstring>

/// The window with much behind it, offscreen: from the start of the process to a painted,
/// responsive device page with many raw logs and with none, and opening the tab "Logs" of a
/// device with many raw logs and with few, in turns; and typing into filters over many people.
/// Prints figures and judges nothing:
///   bench_ui [--logs N] [--people N] [--rounds N]

using namespace rollcall;

namespace {

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? -1 : values.at(values.size() / 2);
}

bool compareStarts(const QString &emptyFolder, const QString &fullFolder, int logs, int rounds)
{
    QList<double> empty;
    QList<double> full;
    for (int round = 0; round <= rounds; ++round) {
        const double withNone = bench::startMilliseconds(emptyFolder);
        const double withMany = bench::startMilliseconds(fullFolder);
        if (withNone < 0 || withMany < 0)
            return false;
        if (round == 0)
            continue; // the files come into the system's memory
        empty.append(withNone);
        full.append(withMany);
    }
    std::printf("start to a painted, responsive device page, ms (median of %d): %.0f with no logs, "
                "%.0f with %d: %.2f times\n",
                rounds, median(empty), median(full), logs, median(full) / median(empty));
    std::fflush(stdout);
    return true;
}

bool compareTables(const QString &fewFolder, const QString &fullFolder, int few, int logs,
                   int rounds)
{
    QList<double> small;
    QList<double> large;
    QList<double> places;
    QList<double> jumps;
    int pages = 0;
    for (int round = 0; round <= rounds; ++round) {
        const bench::LogsOpened withFew = bench::openLogs(fewFolder);
        const bench::LogsOpened withMany = bench::openLogs(fullFolder);
        if (withFew.openMs < 0 || withMany.openMs < 0)
            return false;
        if (round == 0)
            continue;
        small.append(withFew.openMs);
        large.append(withMany.openMs);
        places.append(withMany.anyPlaceMs);
        jumps.append(withMany.jumpMs);
        pages = qMax(pages, withMany.pagesOfJump);
    }
    std::printf("opening the tab Logs, ms (median of %d): %.1f with %d, %.1f with %d: %.2f times; "
                "any place can be gone to after %.1f, then in %.1f, pages read for one at most "
                "%d\n",
                rounds, median(small), few, median(large), logs, median(large) / median(small),
                median(places), median(jumps), pages);
    std::fflush(stdout);
    return true;
}

bool compareLogs(int logs, int rounds)
{
    const int few = qMin(1000, logs);
    const QTemporaryDir emptyFolder;
    const QTemporaryDir fewFolder;
    const QTemporaryDir fullFolder;
    return bench::makeLoggedSchool(emptyFolder.path(), 0) &&
           bench::makeLoggedSchool(fewFolder.path(), few) &&
           bench::makeLoggedSchool(fullFolder.path(), logs) &&
           compareStarts(emptyFolder.path(), fullFolder.path(), logs, rounds) &&
           compareTables(fewFolder.path(), fullFolder.path(), few, logs, rounds);
}

bool compareTyping(int people)
{
    const QTemporaryDir folder;
    if (!bench::addStudents(folder.path(), people))
        return false;
    std::printf("typing, CPU time of the thread of the windows between two returns to its loop\n");
    std::fflush(stdout);
    const QByteArray said = bench::runChild({QStringLiteral("--typing"), folder.path()});
    std::printf("%s\n", said.constData());
    return said.contains("map dialog");
}

int run(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption logs(QStringLiteral("logs"), QString(), QStringLiteral("N"),
                                  QStringLiteral("1000000"));
    const QCommandLineOption people(QStringLiteral("people"), QString(), QStringLiteral("N"),
                                    QStringLiteral("5000"));
    const QCommandLineOption rounds(QStringLiteral("rounds"), QString(), QStringLiteral("N"),
                                    QStringLiteral("9"));
    parser.addOptions({logs, people, rounds});
    parser.addHelpOption();
    parser.process(app);
    const bool isFine = compareLogs(parser.value(logs).toInt(), parser.value(rounds).toInt()) &&
                        compareTyping(parser.value(people).toInt());
    if (!isFine)
        std::fprintf(stderr, "bench_ui: a school or a window could not be made\n");
    return isFine ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen"); // of the children, too
    // The children need another kind of application object.
    if (argc == 3 && std::strcmp(argv[1], "--start") == 0)
        return bench::runStartChild(argc, argv, QString::fromLocal8Bit(argv[2]));
    if (argc == 3 && std::strcmp(argv[1], "--logs-table") == 0)
        return bench::runLogsChild(argc, argv, QString::fromLocal8Bit(argv[2]));
    if (argc == 3 && std::strcmp(argv[1], "--typing") == 0)
        return bench::runTypingChild(argc, argv, QString::fromLocal8Bit(argv[2]));
    return run(argc, argv);
}
