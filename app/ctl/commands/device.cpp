// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/ctl/deviceanswer.h"
#include "app/ctl/deviceoptions.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

int reportSaved(const Context &context, const DeviceSaved &saved)
{
    context.out.line(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Device %1, \"%2\", is stored."))
                         .arg(saved.device.id.value)
                         .arg(saved.device.name));
    if (!saved.token.isEmpty())
        context.out.line(say(QT_TRANSLATE_NOOP("rollcall::ctl", "API token: %1")).arg(saved.token));
    context.out.json(QJsonDocument(
        QJsonObject{{QStringLiteral("id"), saved.device.id.value},
                    {QStringLiteral("name"), saved.device.name},
                    {QStringLiteral("mode"), syncModeWord(saved.device.mode)},
                    {QStringLiteral("token"),
                     saved.token.isEmpty() ? QJsonValue() : QJsonValue(saved.token)}}));
    return kDone;
}

int save(const Context &context, Composition &composition, DeviceDraft draft)
{
    if (const Result<> taken = takeDeviceOptions(context, draft); !taken)
        return failUsage(context, taken.error());
    const Result<DeviceSaved> saved = await(composition.devices().save(draft));
    if (!saved)
        return failUsage(context, saved.error());
    if (const Result<qint64> drained = await(composition.recompute().drain()); !drained)
        return context.out.fail(drained.error());
    return reportSaved(context, *saved);
}

int add(const Context &context)
{
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    return save(context, **composition, {});
}

int edit(const Context &context, Composition &composition, const Device &device)
{
    DeviceDraft draft;
    draft.device = device;
    if (context.has(QStringLiteral("active")))
        draft.device.active = true;
    return save(context, composition, draft);
}

int remove(const Context &context, Composition &composition, const Device &device)
{
    if (const Result<> removed = await(composition.devices().remove(device.id)); !removed)
        return context.out.fail(removed.error());
    context.out.line(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "\"%1\" is removed. Its logs are kept."))
            .arg(device.name));
    context.out.json(QJsonDocument(QJsonObject{{QStringLiteral("id"), device.id.value}}));
    return kDone;
}

Result<WallTime> lastPunchOf(Composition &composition, DeviceId device)
{
    const Result<QList<MappingRow>> users = await(composition.mapping().rows(device));
    if (!users)
        return users.error();
    WallTime last;
    for (const MappingRow &user : *users) {
        if (user.lastPunch.isValid() && (!last.isValid() || last < user.lastPunch))
            last = user.lastPunch;
    }
    return last;
}

QString statusText(const DeviceOverview &line, qint64 nowUtc)
{
    if (line.isOffline(nowUtc))
        return QStringLiteral("offline");
    return line.device.active ? QStringLiteral("active") : QStringLiteral("inactive");
}

int list(const Context &context)
{
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<QList<DeviceOverview>> overview = await((*composition)->devices().overview());
    if (!overview)
        return context.out.fail(overview.error());
    const qint64 now = (*composition)->clock().utcMilliseconds();
    QList<QStringList> rows;
    QStringList notices;
    QJsonArray array;
    const bool one = !context.arguments.isEmpty();
    Result<Device> wanted = Device();
    if (one)
        wanted = findDevice(**composition, context.arguments.first());
    if (!wanted)
        return failUsage(context, wanted.error());
    for (const DeviceOverview &line : *overview) {
        if (one && line.device.id != wanted->id)
            continue;
        QJsonObject object = deviceJson(line);
        object.insert(QStringLiteral("offline"), line.isOffline(now));
        if (one && line.device.mode == SyncMode::Push) {
            const Result<WallTime> punch = lastPunchOf(**composition, line.device.id);
            if (!punch)
                return context.out.fail(punch.error());
            object.insert(QStringLiteral("last_punch"),
                          punch->isValid() ? QJsonValue(punch->toString()) : QJsonValue());
            notices += pushSigns(line, *punch);
        }
        array.append(object);
        notices += deviceNotices(line);
        rows.append({QString::number(line.device.id.value), line.device.name,
                     syncModeWord(line.device.mode),
                     QStringLiteral("%1:%2").arg(line.device.host).arg(line.device.port),
                     directionWord(line.device.direction), statusText(line, now),
                     object.value(u"last_sync").toString(QStringLiteral("never")),
                     QString::number(line.users), QString::number(line.unmapped)});
    }
    context.out.table({QStringLiteral("Id"), QStringLiteral("Name"), QStringLiteral("Mode"),
                       QStringLiteral("Address"), QStringLiteral("Direction"),
                       QStringLiteral("Status"), QStringLiteral("Last sync"),
                       QStringLiteral("Users"), QStringLiteral("Unmapped")},
                      rows, {0, 7, 8});
    for (const QString &notice : std::as_const(notices))
        context.out.line(notice);
    context.out.json(one ? QJsonDocument(array.first().toObject()) : QJsonDocument(array));
    return kDone;
}

int token(const Context &context, Composition &composition, const Device &device)
{
    DeviceControl &devices = composition.devices();
    if (context.has(QStringLiteral("revoke"))) {
        if (const Result<> revoked = await(devices.revokeTokens(device.id)); !revoked)
            return context.out.fail(revoked.error());
        context.out.line(
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "No token of \"%1\" works any more."))
                .arg(device.name));
        context.out.json(QJsonDocument(QJsonObject{{QStringLiteral("id"), device.id.value},
                                                   {QStringLiteral("name"), device.name},
                                                   {QStringLiteral("token"), QJsonValue()}}));
        return kDone;
    }
    const Result<QString> text =
        context.has(QStringLiteral("show"))
            ? await(devices.token(device.id))
            : await(devices.newToken(device.id, context.has(QStringLiteral("now"))));
    if (!text)
        return context.out.fail(text.error());
    context.out.line(*text);
    context.out.json(QJsonDocument(QJsonObject{{QStringLiteral("id"), device.id.value},
                                               {QStringLiteral("name"), device.name},
                                               {QStringLiteral("mode"), syncModeWord(device.mode)},
                                               {QStringLiteral("token"), *text}}));
    return kDone;
}

QList<QCommandLineOption> tokenOptions()
{
    return {flagOption(QStringLiteral("show"),
                       say(QT_TRANSLATE_NOOP(
                           "rollcall::ctl", "Print the present one instead of making a new one."))),
            flagOption(QStringLiteral("now"),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "Stop the old one at once."))),
            flagOption(
                QStringLiteral("revoke"),
                say(QT_TRANSLATE_NOOP("rollcall::ctl", "Stop every token and make no new one.")))};
}

} // namespace

std::vector<Command> deviceCommands()
{
    const QString device = QStringLiteral("device");
    const QString one = QStringLiteral("DEVICE");
    QList<QCommandLineOption> editOptions = deviceOptions();
    editOptions.append(
        flagOption(QStringLiteral("active"), say(QT_TRANSLATE_NOOP("rollcall::ctl", "In use."))));
    std::vector<Command> commands;
    commands.push_back({{device, QStringLiteral("add")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Adds a device.")),
                        {},
                        0,
                        0,
                        deviceOptions(),
                        add});
    commands.push_back({{device, QStringLiteral("list")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists the devices.")),
                        {},
                        0,
                        0,
                        {},
                        list});
    commands.push_back({{device, QStringLiteral("show")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Shows one device.")),
                        one,
                        1,
                        1,
                        {},
                        list});
    commands.push_back({{device, QStringLiteral("edit")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Changes a device.")),
                        one,
                        1,
                        1,
                        editOptions,
                        onDevice(edit)});
    commands.push_back(
        {{device, QStringLiteral("remove")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Takes a device off the lists; its logs stay.")),
         one,
         1,
         1,
         {},
         onDevice(remove)});
    commands.push_back(
        {{device, QStringLiteral("token")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Makes a new API token and prints it.")),
         one,
         1,
         1,
         tokenOptions(),
         onDevice(token)});
    return commands;
}

} // namespace rollcall::ctl
