// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/wiring/systemclock.h"
#include "devices/sim/simdevice.h"
#include "devices/sim/simschool.h"
#include "devices/sim/simzkserver.h"

#include <QCoreApplication>

#include <condition_variable>
#include <mutex>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

Result<SimOptions> optionsOf(const Context &context)
{
    SimOptions options;
    for (const SimOptionHelp &help : simOptionHelp()) {
        const QString name = QString::fromLatin1(help.name);
        for (const QString &value : context.parser.values(name)) {
            if (const Result<> set = setSimOption(options, name, value); !set)
                return set.error();
        }
    }
    if (const Result<> checked = checkSimOptions(options); !checked)
        return checked.error();
    return options;
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
    const Result<SimOptions> options = optionsOf(context);
    if (!options)
        return failUsage(context, options.error());
    bool isNumber = false;
    constexpr int kMostDevices = 1000;
    const int count = context.option(QStringLiteral("count")).toInt(&isNumber);
    if (!isNumber || count < 1 || count > kMostDevices)
        return failUsage(context, errors::invalidInput(say(QT_TRANSLATE_NOOP(
                                      "rollcall::ctl", "The count is a number from 1 to 1000."))));
    const SystemClock clock;
    std::vector<std::unique_ptr<SimZkThread>> devices;
    for (int i = 0; i < count; ++i) {
        const SimOptions own = simOptionsFor(*options, i);
        const Result<std::shared_ptr<const SimDevice>> terminal = SimDevice::make(own);
        if (!terminal)
            return failUsage(context, terminal.error());
        Result<std::unique_ptr<SimZkThread>> device = SimZkThread::start(*terminal, clock);
        if (!device)
            return context.out.fail(device.error());
        context.out.line(QStringLiteral("listening on %1:%2").arg(own.address.toString()).arg((*device)->port()));
        devices.push_back(std::move(*device));
    }
    waitForStop(context.stop);
    return kDone;
}

int simulateSchool(const Context &context)
{
    bool isNumber = false;
    const int users = context.option(QStringLiteral("users")).toInt(&isNumber);
    if (!isNumber || users < 1 || users > 65535)
        return failUsage(context, errors::invalidInput(say(QT_TRANSLATE_NOOP(
                                      "rollcall::ctl", "The number of users is from 1 to 65535."))));
    const int people = writeAnswerFile(context, context.arguments.at(0), simPeopleCsv(users).toUtf8());
    if (people != kDone)
        return people;
    return writeAnswerFile(context, context.arguments.at(1),
                           simMappingCsv(context.option(QStringLiteral("device")), users).toUtf8());
}

} // namespace

std::vector<Command> simulateCommands()
{
    QList<QCommandLineOption> zkOptions;
    for (const SimOptionHelp &help : simOptionHelp())
        zkOptions.append(valueOption(QString::fromLatin1(help.name), QString::fromLatin1(help.valueName), help.help));
    zkOptions.append(valueOption(QStringLiteral("count"), QStringLiteral("N"),
                                 say(QT_TRANSLATE_NOOP("rollcall::ctl", "So many terminals, on consecutive ports.")),
                                 QStringLiteral("1")));
    const QString simulate = QStringLiteral("simulate");
    std::vector<Command> commands;
    commands.push_back({{simulate, QStringLiteral("zk")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Simulates ZKTeco terminals until told to stop.")), {}, 0,
                        0, zkOptions, simulateZk});
    commands.push_back(
        {{simulate, QStringLiteral("files")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Writes the people and the mapping of a simulated terminal as files.")),
         QStringLiteral("PEOPLE.csv MAPPING.csv"),
         2,
         2,
         {valueOption(QStringLiteral("users"), QStringLiteral("N"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "How many users.")), QStringLiteral("300")),
          valueOption(QStringLiteral("device"), QStringLiteral("NAME"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Name of the device in the mapping.")),
                      QStringLiteral("Main Gate"))},
         simulateSchool});
    return commands;
}

} // namespace rollcall::ctl
