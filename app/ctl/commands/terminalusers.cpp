// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/ctl/terminalanswer.h"

#include <QCoreApplication>

namespace rollcall::ctl {

namespace {

constexpr int kMostUserIds = 65536;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

int setUser(const Context &context, Composition &composition, const Device &device)
{
    if (!context.has(QStringLiteral("name")))
        return failUsage(context,
                         errors::invalidInput(say(QT_TRANSLATE_NOOP(
                             "rollcall::ctl",
                             "Name the user with --name; an empty name is --name \"\"."))));
    DeviceUserDraft user;
    user.userId = context.arguments.at(1);
    user.name = context.option(QStringLiteral("name"));
    if (context.has(QStringLiteral("card")))
        user.card = context.option(QStringLiteral("card"));
    const Result<QList<DeviceUserOutcome>> outcomes =
        await(composition.terminals().writeUsers(device.id, {user}, context.stop));
    if (!outcomes)
        return failTerminal(context, device, outcomes.error());
    return reportUsers(context, device, *outcomes,
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "User %1 is on the terminal.")));
}

int deleteUser(const Context &context, Composition &composition, const Device &device)
{
    const Result<QList<DeviceUserOutcome>> outcomes = await(composition.terminals().deleteUsers(
        device.id, {context.arguments.at(1)}, context.stop));
    if (!outcomes)
        return failTerminal(context, device, outcomes.error());
    return reportUsers(
        context, device, *outcomes,
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "User %1 is deleted from the terminal, with "
                                               "fingerprints and face. The logs are kept.")));
}

int copyUsers(const Context &context, Composition &composition, const Device &from)
{
    const Result<Device> to = findDevice(composition, context.arguments.at(1));
    if (!to)
        return failUsage(context, to.error());
    if (to->id == from.id)
        return failUsage(context, errors::invalidInput(say(QT_TRANSLATE_NOOP(
                                      "rollcall::ctl", "Name two different devices."))));
    const Result<QList<DeviceUserOutcome>> outcomes = await(composition.terminals().copyUsers(
        from.id, to->id, context.arguments.mid(2), context.stop));
    if (!outcomes)
        return failTerminal(context, *to, outcomes.error());
    return reportUsers(
        context, *to, *outcomes,
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "User %1 is copied, without fingerprints and "
                                               "face.")));
}

} // namespace

std::vector<Command> terminalUserCommands()
{
    const QString device = QStringLiteral("device");
    const QString oneUser = QStringLiteral("DEVICE USER_ID");
    std::vector<Command> commands;
    commands.push_back(
        {{device, QStringLiteral("user-set")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Writes a user to a terminal.")),
         oneUser,
         2,
         2,
         {valueOption(QStringLiteral("name"), QStringLiteral("N"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "The name it shows."))),
          valueOption(QStringLiteral("card"), QStringLiteral("C"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                            "Card number; left as it is unless given.")))},
         onDevice(setUser)});
    commands.push_back({{device, QStringLiteral("user-delete")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Deletes a user of a terminal.")),
                        oneUser,
                        2,
                        2,
                        {},
                        onDevice(deleteUser)});
    commands.push_back(
        {{device, QStringLiteral("copy-users")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl",
                               "Copies users from one terminal to another, all or those named.")),
         QStringLiteral("FROM TO [USER_ID…]"),
         2,
         kMostUserIds,
         {},
         onDevice(copyUsers)});
    return commands;
}

} // namespace rollcall::ctl
