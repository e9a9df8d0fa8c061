// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>
#include <iterator>

namespace rollcall::ctl {

namespace {

constexpr qint64 kMostFileBytes = 64LL * 1024 * 1024;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

Result<> openForReading(QFile &file)
{
    if (file.open(QIODevice::ReadOnly))
        return ok();
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ctl",
                              "The file \"%1\" cannot be read. Nothing was done. Check its "
                              "name and that you may read it."))
            .arg(file.fileName()),
        file.errorString());
}

} // namespace

Result<std::unique_ptr<Composition>> Context::open(bool create) const
{
    CompositionOptions options;
    options.dataFolder = dataFolder;
    options.databaseUrl = databaseUrl;
    options.createIfMissing = create;
    return Composition::open(options);
}

Result<std::unique_ptr<Composition>> Context::openSchool() const
{
    Result<std::unique_ptr<Composition>> composition = open();
    if (composition && !(*composition)->school())
        return (*composition)->school().error();
    return composition;
}

std::vector<Command> allCommands()
{
    std::vector<Command> commands;
    for (auto make :
         {schoolCommands,     settingCommands,     deviceCommands,       devicePushCommands,
          attentionCommands,  terminalCommands,    terminalUserCommands, serviceCommands,
          serveCommands,      certificateCommands, discoverCommands,     peopleCommands,
          mappingCommands,    logCommands,         rawLogCommands,       clockCommands,
          attendanceCommands, recomputeCommands,   correctCommands,      timingCommands,
          holidayCommands,    weeklyOffCommands,   leaveCommands,        lockCommands,
          closeDayCommands,   auditCommands,       simulateCommands,     simulatePushCommands}) {
        for (Command &command : make())
            commands.push_back(std::move(command));
    }
    return commands;
}

QCommandLineOption valueOption(const QString &name, const QString &valueName, const QString &help,
                               const QString &byDefault)
{
    return QCommandLineOption(name, help, valueName, byDefault);
}

QCommandLineOption flagOption(const QString &name, const QString &help)
{
    return QCommandLineOption(name, help);
}

Result<Device> findDevice(Composition &composition, const QString &idOrName)
{
    const Result<QList<Device>> devices = await(composition.stores().devices.devices());
    if (!devices)
        return devices.error();
    for (const Device &device : *devices) {
        if (device.name == idOrName || QString::number(device.id.value) == idOrName)
            return device;
    }
    return errors::notFound(
        say(QT_TRANSLATE_NOOP("rollcall::ctl",
                              "There is no device \"%1\". Nothing was done. \"rollcallctl "
                              "device list\" shows them all."))
            .arg(idOrName));
}

Result<Person> findPerson(Composition &composition, const QString &number,
                          std::optional<PersonKind> kind)
{
    const Result<QList<Person>> people = await(composition.people().people());
    if (!people)
        return people.error();
    QList<Person> found;
    std::copy_if(people->begin(), people->end(), std::back_inserter(found),
                 [&](const Person &person) {
                     return person.number == number && (!kind || person.kind == *kind);
                 });
    if (found.size() == 1)
        return found.first();
    if (found.isEmpty())
        return errors::notFound(
            say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                  "Nobody has the number \"%1\". Nothing was done. \"rollcallctl "
                                  "people list\" shows everybody."))
                .arg(number));
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP(
                "rollcall::ctl",
                "A student and a member of staff both have the number \"%1\". "
                "Nothing was done. Say which with --kind, or give one of them another "
                "number (\"rollcallctl people edit\")."))
            .arg(number));
}

std::function<int(const Context &)> onDevice(DeviceWork work)
{
    return [work](const Context &context) {
        const Result<std::unique_ptr<Composition>> composition = context.openSchool();
        if (!composition)
            return failOpen(context, composition.error());
        const Result<Device> device = findDevice(**composition, context.arguments.first());
        return device ? work(context, **composition, *device) : failUsage(context, device.error());
    };
}

void tellIgnoredColumns(const Context &context, const QStringList &columns)
{
    for (const QString &column : columns)
        context.out.message(say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                                  "The column \"%1\" is not known and is ignored."))
                                .arg(column));
}

bool tellFileProblems(const Context &context, const QStringList &ignoredColumns,
                      const QList<RowProblem> &problems)
{
    tellIgnoredColumns(context, ignoredColumns);
    for (const RowProblem &problem : problems)
        context.out.message(problem.text);
    if (problems.isEmpty())
        return true;
    context.out.message(QCoreApplication::translate(
        "rollcall::ctl",
        "%n line(s) are wrong. Nothing was stored. Correct them and import "
        "the file again.",
        nullptr, static_cast<int>(problems.size())));
    return false;
}

Result<QDate> parseDay(const QString &text)
{
    const QDate day = text.size() == 10 ? QDate::fromString(text, Qt::ISODate) : QDate();
    if (!day.isValid())
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "\"%1\" is not a date. Write it as 2026-03-12."))
                .arg(text));
    return day;
}

Result<> checkReadable(const QString &path)
{
    QFile file(path);
    return openForReading(file);
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (const Result<> opened = openForReading(file); !opened)
        return opened.error();
    if (file.size() > kMostFileBytes)
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                  "The file \"%1\" is larger than 64 MiB. Nothing was done. Take "
                                  "it apart into several files."))
                .arg(path));
    return file.readAll();
}

int failOpen(const Context &context, const Error &error)
{
    const int status = context.out.fail(error);
    return error.code == ErrorCode::StorageFailure ? int(kDatabaseFailed) : status;
}

int writeAnswerFile(const Context &context, const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return context.out.fail(
            {ErrorCode::StorageFailure,
             say(QT_TRANSLATE_NOOP("rollcall::ctl", "The file \"%1\" cannot be written. Check the "
                                                    "folder and that the disk is not full."))
                 .arg(path),
             file.errorString()});
    context.out.line(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Written: %1")).arg(path));
    context.out.json(QJsonDocument(QJsonObject{{QStringLiteral("file"), path}}));
    return kDone;
}

int failUsage(const Context &context, const Error &error)
{
    const int status = context.out.fail(error);
    if (error.code == ErrorCode::NotFound)
        return kNoSuchThing;
    return error.code == ErrorCode::InvalidInput ? int(kUsage) : status;
}

} // namespace rollcall::ctl
