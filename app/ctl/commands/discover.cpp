// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "core/ports/terminalcontrol.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

Result<QHash<DeviceId, QString>> deviceNames(Composition &composition)
{
    const Result<QList<Device>> devices = await(composition.stores().devices.devices());
    if (!devices)
        return devices.error();
    QHash<DeviceId, QString> names;
    for (const Device &device : *devices)
        names.insert(device.id, device.name);
    return names;
}

QString knownAs(const TerminalSighting &sighting, const QString &name)
{
    if (name.isEmpty())
        return sighting.needsKey ? say(QT_TRANSLATE_NOOP("rollcall::ctl", "- (asks for a key)"))
                                 : QStringLiteral("-");
    return sighting.moved ? say(QT_TRANSLATE_NOOP("rollcall::ctl", "%1 (moved)")).arg(name) : name;
}

void report(const Context &context, const QList<TerminalSighting> &sightings,
            const QHash<DeviceId, QString> &names)
{
    const auto textOrNull = [](const QString &text) {
        return text.isEmpty() ? QJsonValue() : QJsonValue(text);
    };
    QList<QStringList> rows;
    QJsonArray array;
    for (const TerminalSighting &sighting : sightings) {
        const QString name = names.value(sighting.known);
        rows.append({QStringLiteral("%1:%2").arg(sighting.host).arg(sighting.port), sighting.serial,
                     sighting.model, knownAs(sighting, name)});
        array.append(QJsonObject{{QStringLiteral("address"), sighting.host},
                                 {QStringLiteral("port"), sighting.port},
                                 {QStringLiteral("driver"), textOrNull(sighting.driver)},
                                 {QStringLiteral("serial"), textOrNull(sighting.serial)},
                                 {QStringLiteral("model"), textOrNull(sighting.model)},
                                 {QStringLiteral("needs_key"), sighting.needsKey},
                                 {QStringLiteral("known_as"), textOrNull(name)},
                                 {QStringLiteral("moved"), sighting.moved}});
    }
    context.out.table({say(QT_TRANSLATE_NOOP("rollcall::ctl", "Address")),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "Serial number")),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "Model")),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "Known as"))},
                      rows);
    context.out.json(QJsonDocument(array));
    if (sightings.isEmpty())
        context.out.message(
            say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                  "No terminal was found there. Check that the terminals are "
                                  "switched on and that this PC is in their network.")));
}

int discover(const Context &context)
{
    bool isNumber = false;
    const ushort port = context.option(QStringLiteral("port")).toUShort(&isNumber);
    if (!isNumber || port == 0)
        return failUsage(context, errors::invalidInput(say(QT_TRANSLATE_NOOP(
                                      "rollcall::ctl", "The port is a number from 1 to 65535."))));
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<QHash<DeviceId, QString>> names = deviceNames(**composition);
    if (!names)
        return context.out.fail(names.error());
    const Result<QList<TerminalSighting>> sightings = await((*composition)->terminals().discover(
        context.arguments.first(), port, context.stop,
        [&context](int done, int total, const TerminalSighting *) {
            context.out.progress(
                say(QT_TRANSLATE_NOOP("rollcall::ctl", "%1 of %2 addresses")).arg(done).arg(total));
        }));
    context.out.endProgress();
    if (!sightings)
        return failUsage(context, sightings.error());
    report(context, *sightings, *names);
    return kDone;
}

} // namespace

std::vector<Command> discoverCommands()
{
    std::vector<Command> commands;
    commands.push_back(
        {{QStringLiteral("discover")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Looks for terminals in a network.")),
         QStringLiteral("CIDR"),
         1,
         1,
         {valueOption(QStringLiteral("port"), QStringLiteral("P"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "The port they listen at.")),
                      QStringLiteral("4370"))},
         discover});
    return commands;
}

} // namespace rollcall::ctl
