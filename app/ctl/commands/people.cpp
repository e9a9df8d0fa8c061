// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "core/io/peoplefile.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

int import(const Context &context)
{
    const Result<QByteArray> bytes = readFile(context.arguments.first());
    if (!bytes)
        return failUsage(context, bytes.error());
    const Result<PeopleFile> file =
        readPeopleFile(*bytes, kindFromWord(context.option(QStringLiteral("kind"))));
    if (!file)
        return context.out.fail(file.error());
    if (!tellFileProblems(context, file->ignoredColumns, file->problems))
        return kFailed;
    PeopleImportCounts counts;
    if (!context.has(QStringLiteral("dry-run"))) {
        const Result<std::unique_ptr<Composition>> composition = context.openSchool();
        if (!composition)
            return failOpen(context, composition.error());
        const Result<PeopleImportCounts> saved = await((*composition)->people().save(file->people));
        if (!saved)
            return context.out.fail(saved.error());
        counts = *saved;
    }
    context.out.line(say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                           "%1 lines read: %2 added, %3 changed, %4 unchanged."))
                         .arg(file->people.size())
                         .arg(counts.added)
                         .arg(counts.changed)
                         .arg(counts.unchanged));
    context.out.json(QJsonDocument(QJsonObject{{QStringLiteral("read"), file->people.size()},
                                               {QStringLiteral("added"), counts.added},
                                               {QStringLiteral("changed"), counts.changed},
                                               {QStringLiteral("unchanged"), counts.unchanged}}));
    return kDone;
}

int list(const Context &context)
{
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<QList<Person>> people = await((*composition)->people().people());
    if (!people)
        return context.out.fail(people.error());
    QList<QStringList> rows;
    QJsonArray array;
    for (const Person &person : *people) {
        rows.append({person.number, person.fullName, kindWord(person.kind), person.groupLabel(),
                     person.active ? QStringLiteral("active") : QStringLiteral("inactive")});
        array.append(QJsonObject{{QStringLiteral("number"), person.number},
                                 {QStringLiteral("name"), person.fullName},
                                 {QStringLiteral("kind"), kindWord(person.kind)},
                                 {QStringLiteral("class"), person.groupName},
                                 {QStringLiteral("section"), person.section},
                                 {QStringLiteral("active"), person.active}});
    }
    context.out.table({QStringLiteral("Number"), QStringLiteral("Name"), QStringLiteral("Kind"),
                       QStringLiteral("Class"), QStringLiteral("Status")},
                      rows);
    context.out.json(QJsonDocument(array));
    return kDone;
}

} // namespace

std::vector<Command> peopleCommands()
{
    const QString people = QStringLiteral("people");
    std::vector<Command> commands;
    commands.push_back(
        {{people, QStringLiteral("import")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Adds and changes people from a CSV file.")),
         QStringLiteral("FILE.csv"),
         1,
         1,
         {valueOption(QStringLiteral("kind"), QStringLiteral("student|staff"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "For lines that do not say.")),
                      QStringLiteral("student")),
          flagOption(QStringLiteral("dry-run"),
                     say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only look at the file.")))},
         import});
    commands.push_back({{people, QStringLiteral("list")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists everybody.")),
                        {},
                        0,
                        0,
                        {},
                        list});
    return commands;
}

} // namespace rollcall::ctl
