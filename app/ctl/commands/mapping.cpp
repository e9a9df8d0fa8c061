// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/ctl/commands/mapsuggest.h"
#include "app/ctl/commands/peopleoptions.h"
#include "core/io/mappingfile.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

QString dayOrEmpty(QDate day)
{
    return day.isValid() ? day.toString(Qt::ISODate) : QString();
}

int list(const Context &context, Composition &composition, const Device &device)
{
    const Result<QList<MappingRow>> mapped = await(composition.mapping().rows(device.id));
    if (!mapped)
        return context.out.fail(mapped.error());
    QList<QStringList> rows;
    QJsonArray array;
    for (const MappingRow &row : *mapped) {
        if (context.has(QStringLiteral("unmapped")) && row.mapping)
            continue;
        const QDate from = row.mapping ? row.mapping->validFrom : QDate();
        const QDate to = row.mapping ? row.mapping->validTo : QDate();
        rows.append({row.userId, row.name, QString::number(row.punches), row.lastPunch.toString(),
                     row.mapping ? row.personNumber : QStringLiteral("-"), row.personName,
                     row.personGroup, dayOrEmpty(from), dayOrEmpty(to)});
        array.append(QJsonObject{
            {QStringLiteral("user_id"), row.userId},
            {QStringLiteral("name"), row.name},
            {QStringLiteral("punches"), row.punches},
            {QStringLiteral("last_punch"),
             row.lastPunch.isValid() ? QJsonValue(row.lastPunch.toString()) : QJsonValue()},
            {QStringLiteral("person"), row.mapping ? QJsonValue(row.personNumber) : QJsonValue()},
            {QStringLiteral("person_name"),
             row.mapping ? QJsonValue(row.personName) : QJsonValue()},
            {QStringLiteral("from"), from.isValid() ? QJsonValue(dayOrEmpty(from)) : QJsonValue()},
            {QStringLiteral("to"), to.isValid() ? QJsonValue(dayOrEmpty(to)) : QJsonValue()}});
    }
    context.out.table({QStringLiteral("User"), QStringLiteral("Name on device"),
                       QStringLiteral("Punches"), QStringLiteral("Last punch"),
                       QStringLiteral("Person"), QStringLiteral("Name"), QStringLiteral("Class"),
                       QStringLiteral("From"), QStringLiteral("To")},
                      rows, {2});
    context.out.json(QJsonDocument(array));
    return kDone;
}

Result<QDate> dayOption(const Context &context, const QString &name)
{
    return context.has(name) ? parseDay(context.option(name)) : Result<QDate>(QDate());
}

int set(const Context &context)
{
    const Result<QDate> from = dayOption(context, QStringLiteral("from"));
    const Result<QDate> to = dayOption(context, QStringLiteral("to"));
    if (!from || !to)
        return failUsage(context, from ? to.error() : from.error());
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<Device> device = findDevice(**composition, context.arguments.at(0));
    if (!device)
        return failUsage(context, device.error());
    const Result<Person> person = namedPerson(context, **composition, context.arguments.at(2));
    if (!person)
        return failUsage(context, person.error());
    const Result<MappingCounts> counts =
        await((*composition)
                  ->mapping()
                  .map({device->id, context.arguments.at(1), person->id, *from, *to}));
    return counts ? reportCounts(context, *counts) : failUsage(context, counts.error());
}

int move(const Context &context)
{
    const Result<QDate> from = dayOption(context, QStringLiteral("from"));
    if (!from)
        return failUsage(context, from.error());
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<Device> device = findDevice(**composition, context.arguments.at(0));
    if (!device)
        return failUsage(context, device.error());
    const Result<Person> person = namedPerson(context, **composition, context.arguments.at(2));
    if (!person)
        return failUsage(context, person.error());
    const Result<MappingCounts> counts = await(
        (*composition)->mapping().move(device->id, context.arguments.at(1), person->id, *from));
    return counts ? reportCounts(context, *counts) : failUsage(context, counts.error());
}

int unset(const Context &context, Composition &composition, const Device &device)
{
    const Result<MappingCounts> counts =
        await(composition.mapping().unmapUser(device.id, context.arguments.at(1)));
    return counts ? reportCounts(context, *counts) : failUsage(context, counts.error());
}

int import(const Context &context)
{
    const Result<QByteArray> bytes = readFile(context.arguments.first());
    if (!bytes)
        return failUsage(context, bytes.error());
    const Result<MappingFile> file = readMappingFile(*bytes);
    if (!file)
        return context.out.fail(file.error());
    if (!tellFileProblems(context, file->ignoredColumns, file->problems))
        return kFailed;
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<MappingCounts> counts = await((*composition)->mapping().importLines(file->lines));
    return counts ? reportCounts(context, *counts) : context.out.fail(counts.error());
}

int exportFile(const Context &context)
{
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<QList<MappingLine>> lines = await((*composition)->mapping().lines({}));
    return lines ? writeAnswerFile(context, context.arguments.first(), writeMappingFile(*lines))
                 : context.out.fail(lines.error());
}

/// Of whom, and from when to when; the end stands last.
QList<QCommandLineOption> spanOptions()
{
    return {whichKindOption(),
            valueOption(QStringLiteral("from"), QStringLiteral("DATE"),
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "First day it holds."))),
            valueOption(QStringLiteral("to"), QStringLiteral("DATE"),
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Last day it holds.")))};
}

} // namespace

std::vector<Command> mappingCommands()
{
    const QString map = QStringLiteral("map");
    const QList<QCommandLineOption> span = spanOptions();
    std::vector<Command> commands;
    commands.push_back(
        {{map, QStringLiteral("list")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists the users of a device and whom they mean.")),
         QStringLiteral("DEVICE"),
         1,
         1,
         {flagOption(QStringLiteral("unmapped"),
                     say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only users that mean nobody yet.")))},
         onDevice(list)});
    commands.push_back({{map, QStringLiteral("set")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Says whom a user means.")),
                        QStringLiteral("DEVICE USER_ID PERSON"),
                        3,
                        3,
                        span,
                        set});
    commands.push_back(
        {{map, QStringLiteral("move")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Says that a mapped user means somebody else.")),
         QStringLiteral("DEVICE USER_ID PERSON"),
         3,
         3,
         span.first(2), // without an end
         move});
    commands.push_back({{map, QStringLiteral("unset")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Takes it back.")),
                        QStringLiteral("DEVICE USER_ID"),
                        2,
                        2,
                        {},
                        onDevice(unset)});
    commands.push_back(suggestCommand());
    commands.push_back({{map, QStringLiteral("import")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Reads mappings from a CSV file.")),
                        QStringLiteral("FILE.csv"),
                        1,
                        1,
                        {},
                        import});
    commands.push_back(
        {{map, QStringLiteral("export")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Writes all mappings to a CSV file.")),
         QStringLiteral("FILE.csv"),
         1,
         1,
         {},
         exportFile});
    return commands;
}

} // namespace rollcall::ctl
