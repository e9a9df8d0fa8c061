// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/ctl/terminalanswer.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

constexpr int kShown = 100;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

QString instantText(qint64 utc)
{
    return utc > 0
               ? QDateTime::fromMSecsSinceEpoch(utc).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))
               : QString();
}

QJsonObject commandJson(const DeviceCommand &command)
{
    return {{QStringLiteral("id"), command.id},
            {QStringLiteral("command"), command.text},
            {QStringLiteral("state"), commandStateWord(command.state)},
            {QStringLiteral("tries"), command.tries},
            {QStringLiteral("answer"), command.value ? QJsonValue(*command.value) : QJsonValue()},
            {QStringLiteral("by"), command.author}};
}

int tell(const Context &context, const QList<DeviceCommand> &commands)
{
    QList<QStringList> rows;
    QJsonArray array;
    for (const DeviceCommand &command : commands) {
        rows.append({QString::number(command.id), commandStateWord(command.state),
                     instantText(command.createdUtc), QString::number(command.tries),
                     command.value ? QString::number(*command.value) : QString(),
                     QString(command.text).replace(u'\t', u' ')});
        array.append(commandJson(command));
    }
    context.out.table({say(QT_TRANSLATE_NOOP("rollcall::ctl", "Id")),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "State")),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "Queued")),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "Tries")),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "Answer")),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "Command"))},
                      rows, {0, 3, 4});
    context.out.json(QJsonDocument(array));
    return kDone;
}

int commands(const Context &context, Composition &composition, const Device &device)
{
    if (context.has(QStringLiteral("revoke"))) {
        const Result<> revoked = await(composition.commands().revoke(
            device.id, context.option(QStringLiteral("revoke")).toLongLong()));
        if (!revoked)
            return failUsage(context, revoked.error());
    }
    const Result<QList<DeviceCommand>> list =
        await(composition.commands().commands(device.id, kShown));
    return list ? tell(context, *list) : context.out.fail(list.error());
}

int readAgain(const Context &context, Composition &composition, const Device &device)
{
    const bool isAll = context.has(QStringLiteral("all"));
    if (isAll == (context.has(QStringLiteral("from")) && context.has(QStringLiteral("to"))))
        return failUsage(context, errors::invalidInput(say(QT_TRANSLATE_NOOP(
                                      "rollcall::ctl", "Give either --all or --from and --to."))));
    if (isAll) {
        const Result<QList<DeviceCommand>> queued =
            await(composition.commands().readEverythingAgain(device.id));
        return queued ? tell(context, *queued) : failTerminal(context, device, queued.error());
    }
    const Result<QDate> from = parseDay(context.option(QStringLiteral("from")));
    const Result<QDate> to = parseDay(context.option(QStringLiteral("to")));
    if (!from || !to)
        return failUsage(context, from ? to.error() : from.error());
    const Result<QList<DeviceCommand>> queued =
        await(composition.commands().readAgain(device.id, *from, *to));
    return queued ? tell(context, *queued) : failTerminal(context, device, queued.error());
}

/// A terminal that is read already would be a second device with the same punches.
Result<> checkIsNew(Composition &composition, const QString &serial)
{
    const Result<QList<DeviceOverview>> overview = await(composition.devices().overview());
    if (!overview)
        return overview.error();
    for (const DeviceOverview &line : *overview) {
        if (line.device.serial == serial)
            return errors::conflict(
                say(QT_TRANSLATE_NOOP(
                        "rollcall::ctl",
                        "The device \"%1\" has this serial number already. Nothing was stored. If "
                        "it is to push: rollcallctl device edit %2 --mode push --dialect adms"))
                    .arg(line.device.name, QString::number(line.device.id.value)));
    }
    return ok();
}

int approve(const Context &context)
{
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    if (const Result<> isNew = checkIsNew(**composition, context.arguments.first()); !isNew)
        return failUsage(context, isNew.error());
    DeviceDraft draft;
    draft.device.serial = context.arguments.first();
    draft.device.mode = SyncMode::Push;
    draft.device.driver = QStringLiteral("adms");
    draft.device.name =
        context.has(QStringLiteral("name"))
            ? context.option(QStringLiteral("name"))
            : say(QT_TRANSLATE_NOOP("rollcall::ctl", "Terminal %1")).arg(draft.device.serial);
    const Result<DeviceSaved> saved = await((*composition)->devices().save(draft));
    if (!saved)
        return failUsage(context, saved.error());
    context.out.line(
        say(QT_TRANSLATE_NOOP("rollcall::ctl",
                              "Device %1, \"%2\", is stored. Its punches come with its "
                              "next try, within a minute."))
            .arg(saved->device.id.value)
            .arg(saved->device.name));
    context.out.json(QJsonDocument(QJsonObject{{QStringLiteral("id"), saved->device.id.value},
                                               {QStringLiteral("name"), saved->device.name},
                                               {QStringLiteral("serial"), saved->device.serial}}));
    return kDone;
}

} // namespace

std::vector<Command> devicePushCommands()
{
    const QString device = QStringLiteral("device");
    const QString one = QStringLiteral("DEVICE");
    std::vector<Command> commandList;
    commandList.push_back(
        {{device, QStringLiteral("approve")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl",
                               "Adds the push terminal that was refused with this serial number.")),
         QStringLiteral("SERIAL"),
         1,
         1,
         {valueOption(QStringLiteral("name"), QStringLiteral("N"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Device Name.")))},
         approve});
    commandList.push_back(
        {{device, QStringLiteral("commands")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists what a push terminal was told to do.")),
         one,
         1,
         1,
         {valueOption(
             QStringLiteral("revoke"), QStringLiteral("ID"),
             say(QT_TRANSLATE_NOOP("rollcall::ctl", "Take back a command that still waits.")))},
         onDevice(commands)});
    commandList.push_back(
        {{device, QStringLiteral("read-again")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl",
                               "Has a push terminal send its punches again; known ones are not "
                               "stored twice.")),
         one,
         1,
         1,
         {valueOption(QStringLiteral("from"), QStringLiteral("DATE"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "First day."))),
          valueOption(QStringLiteral("to"), QStringLiteral("DATE"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Last day."))),
          flagOption(QStringLiteral("all"),
                     say(QT_TRANSLATE_NOOP("rollcall::ctl", "Everything it holds.")))},
         onDevice(readAgain)});
    return commandList;
}

} // namespace rollcall::ctl
