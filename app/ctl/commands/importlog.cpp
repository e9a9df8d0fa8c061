// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/ctl/syncanswer.h"
#include "core/ports/logimport.h"

#include <QCoreApplication>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

int importLog(const Context &context, Composition &composition, const Device &device)
{
    const QString path = context.arguments.at(1);
    if (const Result<> readable = checkReadable(path); !readable)
        return failUsage(context, readable.error());
    const Result<SyncOutcome> outcome = await(composition.logImport().importFile(
        device.id, path, context.stop,
        [&context](qint64 done, qint64 total) { tellProgress(context, done, total); }));
    context.out.endProgress();
    // A command that changes facts has built the days it touched before it exits (cli.md).
    const Result<qint64> drained = await(composition.recompute().drain());
    if (!outcome)
        return context.out.fail(outcome.error());
    if (!drained)
        return context.out.fail(drained.error());
    const int status = tellOutcome(context, *outcome);
    context.out.json(QJsonDocument(syncJson(*outcome)));
    return status;
}

} // namespace

std::vector<Command> logCommands()
{
    std::vector<Command> commands;
    commands.push_back(
        {{QStringLiteral("import-log")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl",
                               "Reads the attlog.dat that a device saved on a USB stick.")),
         QStringLiteral("DEVICE FILE"),
         2,
         2,
         {},
         onDevice(importLog)});
    return commands;
}

} // namespace rollcall::ctl
