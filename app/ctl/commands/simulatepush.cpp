// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/wiring/pushsimulator.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

/// A whole number from @p least to @p most; InvalidInput names the option.
Result<int> number(const Context &context, const QString &option, int least, int most)
{
    bool isNumber = false;
    const int value = context.option(option).toInt(&isNumber);
    if (isNumber && value >= least && value <= most)
        return value;
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "--%1 is a number from %2 to %3."))
            .arg(option)
            .arg(least)
            .arg(most));
}

Result<PushSimulation> simulationOf(const Context &context)
{
    PushSimulation simulation;
    simulation.server = QUrl(context.option(QStringLiteral("url")));
    simulation.token = context.option(QStringLiteral("token")).toLatin1();
    simulation.serial = context.option(QStringLiteral("serial"));
    const bool isAdms = context.has(QStringLiteral("dialect"))
                            ? context.option(QStringLiteral("dialect")) == u"adms"
                            : !simulation.serial.isEmpty();
    if (isAdms ? simulation.serial.isEmpty() : simulation.token.isEmpty())
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::ctl", "Give --token for the JSON API, or --serial for ADMS.")));
    if (!isAdms)
        simulation.serial.clear();
    constexpr int kMostDevices = 1000;
    constexpr int kMostLogs = 10'000'000;
    constexpr int kMostMs = 3'600'000;
    const struct
    {
        const char *name;
        int least;
        int most;
        int &value;
    } numbers[] = {{"devices", 1, kMostDevices, simulation.devices},
                   {"users", 1, 65535, simulation.users},
                   {"logs", 0, kMostLogs, simulation.logs},
                   {"batch", 1, 10'000, simulation.batch},
                   {"error-delay", 1, kMostMs, simulation.errorDelayMs},
                   {"poll", 1, kMostMs, simulation.pollMs}};
    for (const auto &entry : numbers) {
        const Result<int> read =
            number(context, QString::fromLatin1(entry.name), entry.least, entry.most);
        if (!read)
            return read.error();
        entry.value = *read;
    }
    simulation.perMinute = context.option(QStringLiteral("rate")).toDouble();
    simulation.seed = context.option(QStringLiteral("seed")).toULongLong();
    simulation.faults = context.parser.values(QStringLiteral("fault"));
    return simulation;
}

int simulate(const Context &context)
{
    const Result<PushSimulation> simulation = simulationOf(context);
    if (!simulation)
        return failUsage(context, simulation.error());
    const Result<QList<QJsonObject>> done = simulatePush(*simulation, context.stop);
    if (!done)
        return failUsage(context, done.error());
    QJsonArray array;
    for (const QJsonObject &device : *done) {
        context.out.line(
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "%1: %2 punches sent, %3 acknowledged, %4 tries "
                                                   "again, %5 refused, %6 commands"))
                .arg(device.value(u"serial").toString(),
                     QString::number(device.value(u"sent").toInteger()),
                     QString::number(device.value(u"acknowledged").toInteger()),
                     QString::number(device.value(u"retries").toInteger()),
                     QString::number(device.value(u"refused").toInteger()),
                     QString::number(device.value(u"commands").toInteger())));
        array.append(device);
    }
    context.out.json(QJsonDocument(array));
    return kDone;
}

QCommandLineOption numberOption(const char *name, const char *help, const char *byDefault)
{
    return valueOption(QString::fromLatin1(name), QStringLiteral("N"), say(help),
                       QString::fromLatin1(byDefault));
}

} // namespace

std::vector<Command> simulatePushCommands()
{
    std::vector<Command> commands;
    commands.push_back(
        {{QStringLiteral("simulate"), QStringLiteral("push")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl",
                               "Simulates terminals that push, over the JSON API until all is "
                               "delivered, with ADMS until told to stop.")),
         {},
         0,
         0,
         {valueOption(QStringLiteral("url"), QStringLiteral("U"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Where Rollcall listens."))),
          valueOption(QStringLiteral("token"), QStringLiteral("T"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "API token."))),
          valueOption(QStringLiteral("serial"), QStringLiteral("SN"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                            "Serial number; further devices count on from it."))),
          valueOption(QStringLiteral("dialect"), QStringLiteral("json|adms"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "How it speaks."))),
          numberOption("devices", QT_TRANSLATE_NOOP("rollcall::ctl", "How many devices."), "1"),
          numberOption("users", QT_TRANSLATE_NOOP("rollcall::ctl", "Users of each."), "300"),
          numberOption("logs", QT_TRANSLATE_NOOP("rollcall::ctl", "Punches that each holds."),
                       "1000"),
          numberOption("rate",
                       QT_TRANSLATE_NOOP("rollcall::ctl", "Punches in a minute; 0: as fast "
                                                          "as they are taken."),
                       "0"),
          numberOption("batch", QT_TRANSLATE_NOOP("rollcall::ctl", "Punches in one upload."),
                       "150"),
          numberOption("error-delay",
                       QT_TRANSLATE_NOOP("rollcall::ctl", "Milliseconds before it tries again."),
                       "5000"),
          numberOption(
              "poll",
              QT_TRANSLATE_NOOP("rollcall::ctl", "Milliseconds between two looks for work."),
              "10000"),
          numberOption("seed", QT_TRANSLATE_NOOP("rollcall::ctl", "For what is random."), "1"),
          valueOption(QStringLiteral("fault"), QStringLiteral("NAME"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                            "lose-answer=N, resend, backwards, close-each, "
                                            "slow-body, garbage=N, no-host, aspx, swallow.")))},
         simulate});
    return commands;
}

} // namespace rollcall::ctl
