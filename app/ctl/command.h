// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ctl/output.h"
#include "app/wiring/compose.h"
#include "core/io/csvcolumns.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace rollcall::ctl {

/// What every command gets: its arguments taken apart, where to write, and how to know that it is
/// to end. Commands run on a thread of their own and may block (architecture.md, section 5).
struct Context
{
    Output &out;
    std::stop_token stop;
    QString dataFolder;  ///< of --data
    QString databaseUrl; ///< of --database
    const QCommandLineParser &parser;
    QStringList arguments; ///< positional, without the command's own words

    QString option(const QString &name) const { return parser.value(name); }
    bool has(const QString &name) const { return parser.isSet(name); }

    /// Opens the data folder. With @p create a folder that does not exist is made.
    Result<std::unique_ptr<Composition>> open(bool create = false) const;
    /// The same, and there must be a school in it.
    Result<std::unique_ptr<Composition>> openSchool() const;
};

/// A command of cli.md: its words ("device add"), what it does, its options and how many arguments
/// it takes.
struct Command
{
    QStringList words;
    QString summary;
    QString argumentHelp; ///< e.g. "DEVICE USER_ID PERSON"
    int leastArguments = 0;
    int mostArguments = 0;
    QList<QCommandLineOption> options;
    std::function<int(const Context &)> run;
};

/// All commands, in the order of cli.md.
std::vector<Command> allCommands();

std::vector<Command> schoolCommands();
std::vector<Command> settingCommands();
std::vector<Command> deviceCommands();
std::vector<Command> devicePushCommands();
std::vector<Command> attentionCommands();
std::vector<Command> peopleCommands();
std::vector<Command> mappingCommands();
std::vector<Command> attendanceCommands();
std::vector<Command> recomputeCommands();
std::vector<Command> rawLogCommands();
std::vector<Command> serviceCommands();
std::vector<Command> serveCommands();
std::vector<Command> certificateCommands();
std::vector<Command> simulateCommands();
std::vector<Command> simulatePushCommands();
std::vector<Command> terminalCommands();
std::vector<Command> terminalUserCommands();
std::vector<Command> discoverCommands();
std::vector<Command> logCommands();
std::vector<Command> clockCommands();
std::vector<Command> correctCommands();
std::vector<Command> timingCommands();
std::vector<Command> holidayCommands();
std::vector<Command> weeklyOffCommands();
std::vector<Command> leaveCommands();
std::vector<Command> lockCommands();
std::vector<Command> closeDayCommands();
std::vector<Command> auditCommands();

/// "--name VALUE" with its meaning.
QCommandLineOption valueOption(const QString &name, const QString &valueName, const QString &help,
                               const QString &byDefault = {});
QCommandLineOption flagOption(const QString &name, const QString &help);

/// A device by id or name (cli.md). NotFound otherwise.
Result<Device> findDevice(Composition &composition, const QString &idOrName);
/// A person by number; @p kind where it is said. NotFound; InvalidInput when a student and a member
/// of staff share the number and nobody said which.
Result<Person> findPerson(Composition &composition, const QString &number,
                          std::optional<PersonKind> kind = std::nullopt);
/// A command whose first argument names the device it works on: opens the school, finds the device,
/// and tells what is wrong with either.
using DeviceWork = int (*)(const Context &, Composition &, const Device &);
std::function<int(const Context &)> onDevice(DeviceWork work);
/// Names the columns of a file for import that are not known.
void tellIgnoredColumns(const Context &context, const QStringList &columns);
/// Tells what a file for import had beside what can be taken. False when it has wrong lines:
/// nothing may be stored.
bool tellFileProblems(const Context &context, const QStringList &ignoredColumns,
                      const QList<RowProblem> &problems);
/// "YYYY-MM-DD"; InvalidInput with a sentence.
Result<QDate> parseDay(const QString &text);
/// InvalidInput when the file cannot be opened for reading.
Result<> checkReadable(const QString &path);
/// A whole file; InvalidInput when it cannot be read or has more than 64 MiB.
Result<QByteArray> readFile(const QString &path);
/// The status when the data folder could not be opened: 5 for everything that is wrong with the
/// database.
int failOpen(const Context &context, const Error &error);
/// Writes @p bytes whole or not at all, and says so.
int writeAnswerFile(const Context &context, const QString &path, const QByteArray &bytes);
/// The status of an error in what the user typed: 3 for NotFound, 2 for InvalidInput.
int failUsage(const Context &context, const Error &error);

} // namespace rollcall::ctl
