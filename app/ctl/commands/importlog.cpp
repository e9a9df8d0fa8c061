// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/ctl/syncanswer.h"
#include "core/ports/logimport.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

constexpr int kRowsAtOnce = 1000;
constexpr int kReasonColumn = 16;

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

/// Hands every row that was set aside to @p take, a page at a time.
Result<> forEachRow(LogStore &logs, DeviceId device,
                    const std::function<void(const SetAsideRow &)> &take)
{
    qint64 after = 0;
    for (;;) {
        const Result<QList<SetAsideRow>> rows = await(logs.setAside(device, after, kRowsAtOnce));
        if (!rows)
            return rows.error();
        for (const SetAsideRow &row : *rows)
            take(row);
        if (rows->size() < kRowsAtOnce)
            return ok();
        after = rows->last().id;
    }
}

QString receivedText(const SetAsideRow &row)
{
    return QDateTime::fromMSecsSinceEpoch(row.receivedUtc, Qt::UTC).toString(Qt::ISODate);
}

/// Prints as it reads, whatever the number: so the columns are as wide as they may become.
class SetAsidePrinter
{
public:
    SetAsidePrinter(const Context &context, const QList<Device> &devices)
        : m_context(context)
    {
        for (const Device &device : devices) {
            m_names.insert(device.id, device.name);
            m_nameColumn = qMax(m_nameColumn, device.name.size());
        }
    }

    void head() const
    {
        print(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Received")),
              say(QT_TRANSLATE_NOOP("rollcall::ctl", "Device")),
              say(QT_TRANSLATE_NOOP("rollcall::ctl", "Reason")),
              say(QT_TRANSLATE_NOOP("rollcall::ctl", "As it came")));
    }

    void take(const SetAsideRow &row)
    {
        const QString name = m_names.value(row.device, QString::number(row.device.value));
        if (!m_context.out.isJson()) {
            print(receivedText(row), name, row.reason, row.rawText);
            return;
        }
        m_array.append(QJsonObject{{QStringLiteral("id"), row.id},
                                   {QStringLiteral("device"), name},
                                   {QStringLiteral("received"), receivedText(row)},
                                   {QStringLiteral("reason"), row.reason},
                                   {QStringLiteral("raw_text"), row.rawText}});
    }

    void finish() const { m_context.out.json(QJsonDocument(m_array)); }

private:
    void print(const QString &received, const QString &device, const QString &reason,
               const QString &rawText) const
    {
        constexpr qsizetype kReceivedColumn = 20; // 2026-03-12T02:35:00Z
        m_context.out.line(QStringLiteral("%1  %2  %3  %4")
                               .arg(received.leftJustified(kReceivedColumn),
                                    device.leftJustified(m_nameColumn),
                                    reason.leftJustified(kReasonColumn), rawText));
    }

    const Context &m_context;
    QHash<DeviceId, QString> m_names;
    qsizetype m_nameColumn = 8;
    QJsonArray m_array;
};

int logs(const Context &context)
{
    if (!context.has(QStringLiteral("set-aside")))
        return failUsage(
            context,
            errors::invalidInput(say(QT_TRANSLATE_NOOP(
                "rollcall::ctl",
                "This version lists only what was set aside: rollcallctl logs --set-aside. The "
                "punches that count are shown by \"rollcallctl attendance\"."))));
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    DeviceId wanted;
    if (context.has(QStringLiteral("device"))) {
        const Result<Device> device =
            findDevice(**composition, context.option(QStringLiteral("device")));
        if (!device)
            return failUsage(context, device.error());
        wanted = device->id;
    }
    const Result<QList<Device>> devices = await((*composition)->stores().devices.devices());
    if (!devices)
        return context.out.fail(devices.error());
    SetAsidePrinter printer(context, *devices);
    printer.head();
    const Result<> listed = forEachRow((*composition)->stores().logs, wanted,
                                       [&printer](const SetAsideRow &row) { printer.take(row); });
    if (!listed)
        return context.out.fail(listed.error());
    printer.finish();
    return kDone;
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
    commands.push_back(
        {{QStringLiteral("logs")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists what was read but could not be a log.")),
         {},
         0,
         0,
         {flagOption(QStringLiteral("set-aside"),
                     say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                           "Lines and records that could not be read or have an "
                                           "impossible date."))),
          valueOption(QStringLiteral("device"), QStringLiteral("D"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only those of one device.")))},
         logs});
    return commands;
}

} // namespace rollcall::ctl
