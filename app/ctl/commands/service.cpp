// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/wiring/enginelock.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonArray>

#include <condition_variable>
#include <mutex>

namespace rollcall::ctl {

namespace {

constexpr quint16 kPushPort = 8090;
constexpr int kSyncIntervalSeconds = 300;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

QJsonObject toJson(const SyncOutcome &outcome)
{
    return {{QStringLiteral("device"), outcome.deviceName},
            {QStringLiteral("ok"), !outcome.error},
            {QStringLiteral("read"), outcome.counts.read},
            {QStringLiteral("new"), outcome.counts.added},
            {QStringLiteral("duplicate"), outcome.counts.duplicate},
            {QStringLiteral("unmapped"), outcome.counts.unmapped},
            {QStringLiteral("set_aside"), outcome.counts.setAside},
            {QStringLiteral("clock_suspect"), outcome.counts.clockSuspect},
            {QStringLiteral("complete"), outcome.complete},
            {QStringLiteral("seconds"), static_cast<double>(outcome.milliseconds) / 1000.0},
            {QStringLiteral("error"),
             outcome.error ? QJsonValue(outcome.error->userText) : QJsonValue()}};
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
        array.append(toJson(outcome));
        context.out.line(say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                               "%1: read %2, new %3, duplicate %4, unmapped %5%6"))
                             .arg(outcome.deviceName)
                             .arg(outcome.counts.read)
                             .arg(outcome.counts.added)
                             .arg(outcome.counts.duplicate)
                             .arg(outcome.counts.unmapped)
                             .arg(outcome.complete
                                      ? QString()
                                      : say(QT_TRANSLATE_NOOP("rollcall::ctl", " (incomplete)"))));
        if (outcome.error) {
            const int own = context.out.fail(*outcome.error);
            status = qMax(status, own);
        }
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
        [&context](DeviceId, qint64 done, qint64 total) {
            context.out.progress(total < 0
                                     ? say(QT_TRANSLATE_NOOP("rollcall::ctl", "%1 logs")).arg(done)
                                     : say(QT_TRANSLATE_NOOP("rollcall::ctl", "%1 of %2 logs"))
                                           .arg(done)
                                           .arg(total));
        },
        Qt::DirectConnection);
    const QList<SyncOutcome> outcomes = syncAll(**composition, *devices, context.stop);
    context.out.endProgress();
    // A command that changes facts has built the days it touched before it exits (cli.md).
    if (const Result<qint64> drained = await((*composition)->recompute().drain()); !drained)
        return context.out.fail(drained.error());
    return reportOutcomes(context, outcomes);
}

/// Waits until the command is to end, or @p seconds have passed; false when it is to end.
bool waitForNextRound(const std::stop_token &stop, int seconds)
{
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    changed.wait_for(lock, stop, std::chrono::seconds(seconds), [] { return false; });
    return !stop.stop_requested();
}

Result<quint16> listen(const Context &context, Composition &composition)
{
    const Result<QHash<QString, QString>> settings = await(composition.stores().school.settings());
    if (!settings)
        return settings.error();
    const auto chosen = [&](const QString &option, const QString &key, const QString &byDefault) {
        return context.has(option) ? context.option(option) : settings->value(key, byDefault);
    };
    const QString host = chosen(QStringLiteral("address"), QStringLiteral("push.address"),
                                QStringLiteral("127.0.0.1"));
    const QString portText =
        chosen(QStringLiteral("port"), QStringLiteral("push.port"), QString::number(kPushPort));
    const QHostAddress address(host);
    bool isNumber = false;
    const ushort port = portText.toUShort(&isNumber);
    if (address.isNull() || !isNumber)
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                  "\"%1:%2\" is not an address and port to listen on."))
                .arg(host, portText));
    const Result<quint16> listening = composition.startPush(address, port);
    if (listening)
        context.out.line(QStringLiteral("listening on %1:%2").arg(host).arg(*listening));
    return listening;
}

int serve(const Context &context)
{
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<std::unique_ptr<EngineLock>> lock = EngineLock::take((*composition)->folder());
    if (!lock)
        return context.out.fail(lock.error());
    if (!context.has(QStringLiteral("no-push"))) {
        const Result<quint16> port = listen(context, **composition);
        if (!port)
            return failUsage(context, port.error());
    }
    (*composition)->recompute().schedule();
    const bool polls = !context.has(QStringLiteral("no-agent"));
    do {
        if (!polls)
            continue;
        const Result<QList<Device>> devices = devicesToSync(context, **composition);
        if (!devices) {
            context.out.fail(devices.error());
            continue;
        }
        for (const SyncOutcome &outcome : syncAll(**composition, *devices, context.stop)) {
            if (outcome.error)
                context.out.fail(*outcome.error);
        }
    } while (waitForNextRound(context.stop, kSyncIntervalSeconds));
    return kDone;
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
    commands.push_back(
        {{QStringLiteral("serve")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl",
                               "Listens for pushed logs and polls until told to stop.")),
         {},
         0,
         0,
         {valueOption(QStringLiteral("address"), QStringLiteral("A"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Where to listen."))),
          valueOption(QStringLiteral("port"), QStringLiteral("P"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "The port; 0 takes a free one."))),
          flagOption(QStringLiteral("no-agent"),
                     say(QT_TRANSLATE_NOOP("rollcall::ctl", "Do not read agent devices."))),
          flagOption(QStringLiteral("no-push"),
                     say(QT_TRANSLATE_NOOP("rollcall::ctl", "Do not listen.")))},
         serve});
    return commands;
}

} // namespace rollcall::ctl
