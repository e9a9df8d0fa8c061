// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/ctl/syncanswer.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

Result<QList<Device>> devicesToSync(const Context &context, Composition &composition)
{
    QList<Device> wanted;
    for (const QString &name : context.arguments) {
        const Result<Device> device = findDevice(composition, name);
        if (!device)
            return device.error();
        wanted.append(*device);
    }
    if (!wanted.isEmpty())
        return wanted;
    const Result<QList<Device>> devices = await(composition.stores().devices.devices());
    if (!devices)
        return devices.error();
    for (const Device &device : *devices) {
        if (device.active && device.mode == SyncMode::Agent)
            wanted.append(device);
    }
    return wanted;
}

/// Reads the devices at the same time and answers in their order.
QList<SyncOutcome> syncAll(Composition &composition, const QList<Device> &devices,
                           const std::stop_token &stop)
{
    const std::stop_callback cancel(stop, [&composition] { composition.sync().cancelAll(); });
    QList<Answer<SyncOutcome>> answers;
    for (const Device &device : devices)
        answers.append(composition.sync().sync(device.id));
    QList<SyncOutcome> outcomes;
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const Result<SyncOutcome> outcome = await(answers.at(i));
        SyncOutcome shown = outcome ? *outcome : SyncOutcome{};
        shown.deviceName = devices.at(i).name;
        if (!outcome)
            shown.error = outcome.error();
        outcomes.append(shown);
    }
    return outcomes;
}

int reportOutcomes(const Context &context, const QList<SyncOutcome> &outcomes)
{
    int status = kDone;
    QJsonArray array;
    for (const SyncOutcome &outcome : outcomes) {
        array.append(syncJson(outcome));
        status = qMax(status, tellOutcome(context, outcome));
    }
    context.out.json(QJsonDocument(array));
    return status;
}

int sync(const Context &context)
{
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<QList<Device>> devices = devicesToSync(context, **composition);
    if (!devices)
        return failUsage(context, devices.error());
    QObject::connect(
        &(*composition)->sync(), &SyncControl::syncProgress, &(*composition)->sync(),
        [&context](DeviceId, qint64 done, qint64 total) { tellProgress(context, done, total); },
        Qt::DirectConnection);
    const QList<SyncOutcome> outcomes = syncAll(**composition, *devices, context.stop);
    context.out.endProgress();
    // A command that changes facts has built the days it touched before it exits (cli.md).
    if (const Result<qint64> drained = await((*composition)->recompute().drain()); !drained)
        return context.out.fail(drained.error());
    return reportOutcomes(context, outcomes);
}

} // namespace

std::vector<Command> serviceCommands()
{
    std::vector<Command> commands;
    commands.push_back(
        {{QStringLiteral("sync")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Reads the agent devices, or those named.")),
         QStringLiteral("[DEVICE…]"),
         0,
         1000,
         {},
         sync});
    return commands;
}

} // namespace rollcall::ctl
