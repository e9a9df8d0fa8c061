// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/wiring/simulator.h"
#include "app/wiring/systemclock.h"

#include <QCoreApplication>

#include <condition_variable>
#include <mutex>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

QList<QPair<QString, QString>> givenOptions(const Context &context)
{
    QList<QPair<QString, QString>> given;
    for (const Simulator::Option &option : Simulator::options()) {
        if (option.valueName.isEmpty() && context.has(option.name))
            given.append({option.name, {}});
        for (const QString &value : context.parser.values(option.name))
            given.append({option.name, value});
    }
    return given;
}

void waitForStop(const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    changed.wait(lock, stop, [] { return false; });
}

int simulateZk(const Context &context)
{
    bool isNumber = false;
    constexpr int kMostDevices = 1000;
    const int count = context.option(QStringLiteral("count")).toInt(&isNumber);
    if (!isNumber || count < 1 || count > kMostDevices)
        return failUsage(context, errors::invalidInput(say(QT_TRANSLATE_NOOP(
                                      "rollcall::ctl", "The count is a number from 1 to 1000."))));
    const SystemClock clock;
    const Result<std::unique_ptr<Simulator>> simulator =
        Simulator::start(givenOptions(context), count, clock);
    if (!simulator)
        return failUsage(context, simulator.error());
    for (const QString &address : (*simulator)->addresses())
        context.out.line(QString(QStringLiteral("listening on ") + address));
    waitForStop(context.stop);
    return kDone;
}

int simulateSchool(const Context &context)
{
    bool isNumber = false;
    const int users = context.option(QStringLiteral("users")).toInt(&isNumber);
    if (!isNumber || users < 1 || users > 65535)
        return failUsage(context,
                         errors::invalidInput(say(QT_TRANSLATE_NOOP(
                             "rollcall::ctl", "The number of users is from 1 to 65535."))));
    const int people =
        writeAnswerFile(context, context.arguments.at(0), simulatedPeopleFile(users));
    if (people != kDone)
        return people;
    return writeAnswerFile(context, context.arguments.at(1),
                           simulatedMappingFile(context.option(QStringLiteral("device")), users));
}

} // namespace

std::vector<Command> simulateCommands()
{
    QList<QCommandLineOption> zkOptions;
    for (const Simulator::Option &option : Simulator::options())
        zkOptions.append(option.valueName.isEmpty()
                             ? flagOption(option.name, option.help)
                             : valueOption(option.name, option.valueName, option.help));
    zkOptions.append(valueOption(
        QStringLiteral("count"), QStringLiteral("N"),
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "So many terminals, on consecutive ports.")),
        QStringLiteral("1")));
    const QString simulate = QStringLiteral("simulate");
    std::vector<Command> commands;
    commands.push_back(
        {{simulate, QStringLiteral("zk")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Simulates ZKTeco terminals until told to stop.")),
         {},
         0,
         0,
         zkOptions,
         simulateZk});
    commands.push_back(
        {{simulate, QStringLiteral("files")},
         say(QT_TRANSLATE_NOOP(
             "rollcall::ctl",
             "Writes the people and the mapping of a simulated terminal as files.")),
         QStringLiteral("PEOPLE.csv MAPPING.csv"),
         2,
         2,
         {valueOption(QStringLiteral("users"), QStringLiteral("N"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "How many users.")),
                      QStringLiteral("300")),
          valueOption(QStringLiteral("device"), QStringLiteral("NAME"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Name of the device in the mapping.")),
                      QStringLiteral("Main Gate"))},
         simulateSchool});
    return commands;
}

} // namespace rollcall::ctl
