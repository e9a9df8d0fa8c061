// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/wiring/translations.h"

#include <QCoreApplication>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <csignal>

namespace rollcall::ctl {

namespace {

std::atomic_bool interrupted = false;

extern "C" void noteInterrupt(int)
{
    interrupted = true;
}

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

QList<QCommandLineOption> commonOptions()
{
    return {
        valueOption(
            QStringLiteral("data"), QStringLiteral("DIR"),
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "The data folder (else ROLLCALL_DATA, else the "
                                                   "system's place)."))),
        valueOption(QStringLiteral("database"), QStringLiteral("URL"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                          "A PostgreSQL database instead of the folder's file."))),
        flagOption(
            QStringLiteral("json"),
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "Print one JSON document on standard output."))),
    };
}

/// The words of the command among the arguments: what comes before it are common options, one value
/// each at most.
struct Found
{
    const Command *command = nullptr;
    QStringList rest; ///< all arguments without the command's words
};

Found findCommand(const std::vector<Command> &commands, const QStringList &arguments)
{
    static const QStringList withValue{QStringLiteral("--data"), QStringLiteral("--database")};
    qsizetype at = 0;
    while (at < arguments.size() && arguments.at(at).startsWith(u'-'))
        at += withValue.contains(arguments.at(at)) ? 2 : 1;
    Found found;
    for (const Command &command : commands) {
        if (arguments.mid(at, command.words.size()) != command.words)
            continue;
        // "report" is a command and the beginning of "report daily": the longest one wins.
        if (!found.command || command.words.size() > found.command->words.size()) {
            found.command = &command;
            found.rest = arguments.mid(0, at) + arguments.mid(at + command.words.size());
        }
    }
    return found;
}

void printOverview(const std::vector<Command> &commands)
{
    const Output out(false);
    out.line(say(QT_TRANSLATE_NOOP(
        "rollcall::ctl", "Usage: rollcallctl [--data DIR] [--json] COMMAND …\n\nCommands:")));
    QList<QStringList> rows;
    for (const Command &command : commands)
        rows.append(
            {QString(QStringLiteral("  ") + command.words.join(u' ') + u' ' + command.argumentHelp),
             command.summary});
    out.table({QString(), QString()}, rows);
    out.line(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "\n\"rollcallctl COMMAND --help\" tells more.")));
}

int usage(const QString &text)
{
    Output(false).message(text);
    return kUsage;
}

void describe(QCommandLineParser &parser, const Command &command)
{
    parser.setApplicationDescription(command.summary);
    parser.addOptions(commonOptions());
    parser.addOptions(command.options);
    parser.addOption(
        QCommandLineOption({QStringLiteral("h"), QStringLiteral("help")},
                           say(QT_TRANSLATE_NOOP("rollcall::ctl", "Shows this help."))));
    if (!command.argumentHelp.isEmpty())
        parser.addPositionalArgument(command.argumentHelp, QString());
}

/// Runs the command on a thread of its own, so that it may block, while this one watches for
/// Ctrl+C.
int runCommand(const Command &command, const QCommandLineParser &parser)
{
    Output out(parser.isSet(QStringLiteral("json")));
    std::stop_source stop;
    const Context context{out,
                          stop.get_token(),
                          parser.value(QStringLiteral("data")),
                          parser.value(QStringLiteral("database")),
                          parser,
                          parser.positionalArguments()};
    int status = kFailed;
    const std::unique_ptr<QThread> thread(QThread::create([&] { status = command.run(context); }));
    thread->setObjectName(QStringLiteral("command"));
    QTimer watch;
    QObject::connect(thread.get(), &QThread::finished, &watch, [] { QCoreApplication::quit(); });
    QObject::connect(&watch, &QTimer::timeout, &watch, [&stop] {
        if (interrupted)
            stop.request_stop();
    });
    constexpr int kWatchMs = 50;
    watch.start(kWatchMs);
    std::signal(SIGINT, noteInterrupt);
    std::signal(SIGTERM, noteInterrupt);
    thread->start();
    QCoreApplication::exec();
    thread->wait();
    return status;
}

int run(const QStringList &arguments)
{
    const std::vector<Command> commands = allCommands();
    const Found found = findCommand(commands, arguments);
    if (!found.command) {
        if (arguments.contains(QStringLiteral("--version")) ||
            arguments.contains(QStringLiteral("-v"))) {
            Output(false).line(QStringLiteral("rollcallctl " ROLLCALL_VERSION));
            return kDone;
        }
        const bool wantsHelp = arguments.isEmpty() ||
                               arguments.contains(QStringLiteral("--help")) ||
                               arguments.contains(QStringLiteral("-h"));
        if (!wantsHelp)
            return usage(say(QT_TRANSLATE_NOOP(
                "rollcall::ctl",
                "There is no such command. \"rollcallctl --help\" shows them all.")));
        printOverview(commands);
        return arguments.isEmpty() ? kUsage : kDone;
    }
    const Command &command = *found.command;
    QCommandLineParser parser;
    describe(parser, command);
    if (!parser.parse(
            QStringList{QString(QStringLiteral("rollcallctl ") + command.words.join(u' '))} +
            found.rest))
        return usage(parser.errorText());
    if (parser.isSet(QStringLiteral("help"))) {
        Output(false).line(parser.helpText());
        return kDone;
    }
    const qsizetype given = parser.positionalArguments().size();
    if (given < command.leastArguments || given > command.mostArguments)
        return usage(say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                           "Usage: rollcallctl %1 %2. \"--help\" tells more."))
                         .arg(command.words.join(u' '), command.argumentHelp));
    return runCommand(command, parser);
}

} // namespace

} // namespace rollcall::ctl

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Rollcall"));
    QCoreApplication::setApplicationName(QStringLiteral("Rollcall"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ROLLCALL_VERSION));
    rollcall::installTranslations(app, QLocale());
    return rollcall::ctl::run(QCoreApplication::arguments().mid(1));
}
