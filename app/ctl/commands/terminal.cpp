// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/ctl/terminalanswer.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <mutex>

namespace rollcall::ctl {

namespace {

constexpr int kUnlockSeconds = 5;
constexpr int kMostUnlockSeconds = 60;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

/// Tells each step once: as it comes, or, when nothing was told of it, from the report. The steps
/// come on a session thread.
class StepPrinter
{
public:
    explicit StepPrinter(const Context &context)
        : m_context(context)
    {}

    void print(const TestStepReport &step)
    {
        const std::lock_guard lock(m_mutex);
        if (m_told.contains(step.step))
            return;
        m_told.append(step.step);
        m_context.out.line(stepLine(step));
    }

private:
    const Context &m_context;
    std::mutex m_mutex;
    QList<TestStep> m_told; ///< guarded by m_mutex
};

int test(const Context &context, Composition &composition, const Device &device)
{
    DeviceDraft draft;
    draft.device = device;
    StepPrinter printer(context);
    const Result<TestReport> report = await(composition.terminals().test(
        draft, context.stop, [&printer](const TestStepReport &step) { printer.print(step); }));
    if (!report)
        return failTerminal(context, device, report.error());
    QJsonArray array;
    for (const TestStepReport &step : report->steps) {
        printer.print(step);
        array.append(stepJson(step));
    }
    context.out.json(QJsonDocument(array));
    if (report->passed())
        return kDone;
    const Error *why = firstFailure(*report);
    if (why && why->code == ErrorCode::Cancelled)
        return context.out.fail(*why);
    context.out.message(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "\"%1\" did not pass the test. %2"))
            .arg(device.name, why ? why->userText : QString()));
    return kDeviceFailed;
}

int info(const Context &context, Composition &composition, const Device &device)
{
    const Result<DeviceInfo> found = await(composition.terminals().info(device.id, context.stop));
    if (!found)
        return failTerminal(context, device, found.error());
    for (const auto &[title, value] : infoLines(*found))
        context.out.line(QStringLiteral("%1 %2").arg(title.leftJustified(14), value));
    context.out.json(QJsonDocument(infoJson(device, *found)));
    return kDone;
}

int users(const Context &context, Composition &composition, const Device &device)
{
    const Result<QList<DeviceUser>> found =
        await(composition.terminals().users(device.id, context.stop));
    if (!found)
        return failTerminal(context, device, found.error());
    QList<QStringList> rows;
    QJsonArray array;
    for (const DeviceUser &user : *found) {
        rows.append({user.userId, user.name, user.card, roleText(user.privilege)});
        array.append(userJson(user));
    }
    context.out.table({say(QT_TRANSLATE_NOOP("rollcall::ctl", "User")),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "Name")),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "Card")),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "Role"))},
                      rows);
    context.out.json(QJsonDocument(array));
    return kDone;
}

int setTime(const Context &context, Composition &composition, const Device &device)
{
    const Result<ClockReading> reading =
        await(composition.terminals().setClock(device.id, context.stop));
    if (!reading)
        return failTerminal(context, device, reading.error());
    context.out.line(clockLine(device, *reading));
    context.out.json(
        QJsonDocument(QJsonObject{{QStringLiteral("device"), device.name},
                                  {QStringLiteral("offset_seconds"), reading->offsetSeconds},
                                  {QStringLiteral("set"), reading->wasSet}}));
    return kDone;
}

/// What has no answer but that it was done.
int reportDeed(const Context &context, const Device &device, const Result<> &done,
               const QString &sentence)
{
    if (!done)
        return failTerminal(context, device, done.error());
    context.out.line(sentence.arg(device.name));
    context.out.json(QJsonDocument(QJsonObject{{QStringLiteral("device"), device.name},
                                               {QStringLiteral("ok"), true}}));
    return kDone;
}

int restart(const Context &context, Composition &composition, const Device &device)
{
    return reportDeed(context, device,
                      await(composition.terminals().restart(device.id, context.stop)),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                            "\"%1\" restarts. It can be reached again in about a "
                                            "minute.")));
}

int beep(const Context &context, Composition &composition, const Device &device)
{
    return reportDeed(context, device,
                      await(composition.terminals().beep(device.id, context.stop)),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "\"%1\" was told to make itself heard.")));
}

int unlock(const Context &context, Composition &composition, const Device &device)
{
    bool isNumber = false;
    const int seconds = context.option(QStringLiteral("seconds")).toInt(&isNumber);
    if (!isNumber || seconds < 1 || seconds > kMostUnlockSeconds)
        return failUsage(context,
                         errors::invalidInput(say(QT_TRANSLATE_NOOP(
                             "rollcall::ctl", "The door opens for 1 to 60 seconds."))));
    return reportDeed(context, device,
                      await(composition.terminals().unlock(device.id, seconds, context.stop)),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                            "The door of \"%1\" was told to open.")));
}

/// Names what would be lost, as far as the terminal tells.
int refuseToClear(const Context &context, Composition &composition, const Device &device)
{
    const Result<DeviceInfo> found = await(composition.terminals().info(device.id, context.stop));
    const QString logs =
        found && found->logs
            ? say(QT_TRANSLATE_NOOP("rollcall::ctl", "All logs on \"%1\" (it counts %2)"))
                  .arg(device.name, QString::number(*found->logs))
            : say(QT_TRANSLATE_NOOP("rollcall::ctl", "All logs on \"%1\"")).arg(device.name);
    context.out.message(
        say(QT_TRANSLATE_NOOP(
                "rollcall::ctl",
                "%1 would be deleted from the terminal, once each is proven to be stored here; no "
                "other program could read them from it again. Nothing was done. Add --yes to go "
                "on."))
            .arg(logs));
    return kUsage;
}

int clearLogs(const Context &context, Composition &composition, const Device &device)
{
    if (!context.has(QStringLiteral("yes")))
        return refuseToClear(context, composition, device);
    const Result<ClearOutcome> outcome =
        await(composition.terminals().clearLogs(device.id, context.stop));
    // What was read before the proof failed is stored all the same, and its days are to be built.
    const Result<qint64> drained = await(composition.recompute().drain());
    if (!outcome)
        return failTerminal(context, device, outcome.error());
    if (!drained)
        return context.out.fail(drained.error());
    context.out.line(say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                           "\"%1\": %2 logs are stored here, %3 were deleted from "
                                           "the terminal."))
                         .arg(device.name, QString::number(outcome->stored),
                              QString::number(outcome->cleared)));
    context.out.json(QJsonDocument(QJsonObject{{QStringLiteral("device"), device.name},
                                               {QStringLiteral("stored"), outcome->stored},
                                               {QStringLiteral("cleared"), outcome->cleared}}));
    return kDone;
}

Command onTerminal(const QString &verb, const QString &summary, DeviceWork work,
                   const QList<QCommandLineOption> &options = {})
{
    return {{QStringLiteral("device"), verb}, summary, QStringLiteral("DEVICE"), 1, 1, options,
            onDevice(work)};
}

} // namespace

std::vector<Command> terminalCommands()
{
    std::vector<Command> commands;
    const auto add = [&commands](const char *verb, const char *summary, DeviceWork work,
                                 const QList<QCommandLineOption> &options = {}) {
        commands.push_back(onTerminal(QString::fromLatin1(verb), say(summary), work, options));
    };
    add("test", QT_TRANSLATE_NOOP("rollcall::ctl", "Tests the connection step by step."), test);
    add("info", QT_TRANSLATE_NOOP("rollcall::ctl", "Asks a terminal who it is and how full."),
        info);
    add("users", QT_TRANSLATE_NOOP("rollcall::ctl", "Lists the users on a terminal."), users);
    add("set-time", QT_TRANSLATE_NOOP("rollcall::ctl", "Sets a terminal's clock to this PC's."),
        setTime);
    add("restart", QT_TRANSLATE_NOOP("rollcall::ctl", "Restarts a terminal."), restart);
    add("beep", QT_TRANSLATE_NOOP("rollcall::ctl", "Lets a terminal be heard, to find it."), beep);
    add("unlock", QT_TRANSLATE_NOOP("rollcall::ctl", "Opens the door of a terminal."), unlock,
        {valueOption(QStringLiteral("seconds"), QStringLiteral("N"),
                     say(QT_TRANSLATE_NOOP("rollcall::ctl", "How long, 1 to 60.")),
                     QString::number(kUnlockSeconds))});
    add("clear-logs",
        QT_TRANSLATE_NOOP("rollcall::ctl",
                          "Deletes the logs on a terminal, after proof that all are stored here."),
        clearLogs,
        {flagOption(
            QStringLiteral("yes"),
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "Really delete; without it nothing is done.")))});
    return commands;
}

} // namespace rollcall::ctl
