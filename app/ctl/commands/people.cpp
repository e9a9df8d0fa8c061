// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/ctl/commands/peopleoptions.h"
#include "core/domain/peoplefilter.h"
#include "core/io/textdecoding.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

QJsonValue dayOrNull(QDate day)
{
    return day.isValid() ? QJsonValue(day.toString(Qt::ISODate)) : QJsonValue();
}

QJsonObject personJson(const Person &person)
{
    return {{QStringLiteral("number"), person.number},
            {QStringLiteral("name"), person.fullName},
            {QStringLiteral("kind"), kindWord(person.kind)},
            {QStringLiteral("class"), person.groupName},
            {QStringLiteral("section"), person.section},
            {QStringLiteral("roll"), person.roll},
            {QStringLiteral("gender"), person.gender},
            {QStringLiteral("card"), person.card},
            {QStringLiteral("guardian"), person.guardianName},
            {QStringLiteral("phone"), person.phone},
            {QStringLiteral("photo"), person.photoRef},
            {QStringLiteral("from"), dayOrNull(person.enrolledFrom)},
            {QStringLiteral("to"), dayOrNull(person.enrolledTo)},
            {QStringLiteral("active"), person.active}};
}

QString changeWord(ImportChange change)
{
    return change == ImportChange::Added     ? QStringLiteral("added")
           : change == ImportChange::Changed ? QStringLiteral("changed")
                                             : QStringLiteral("unchanged");
}

/// What was found in the file, before the rows.
void tellForm(const Context &context, const PeopleFile &file)
{
    const QByteArray &encoding = file.form.encoding;
    if (codePages().contains(encoding))
        context.out.message(
            say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                  "The file is not UTF-8; it was read as %1. If names look wrong, "
                                  "name another with --encoding (%2)."))
                .arg(QString::fromLatin1(encoding), QString::fromLatin1(codePages().join(", "))));
    for (const QString &sheet : file.form.hiddenSheets)
        context.out.message(
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "The hidden sheet \"%1\" was not looked at."))
                .arg(sheet));
    for (const QString &column : file.form.dayFirstColumns)
        context.out.message(
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "The dates of the column \"%1\" were read with "
                                                   "the day first: day, month, year."))
                .arg(column));
    for (const MatchedColumn &column : file.columns) {
        if (column.head.compare(column.column, Qt::CaseInsensitive) != 0)
            context.out.message(
                say(QT_TRANSLATE_NOOP("rollcall::ctl", "The column \"%1\" was taken for %2."))
                    .arg(column.head, column.column));
    }
}

QJsonObject previewJson(const PeoplePreview &preview)
{
    QJsonArray columns;
    for (const MatchedColumn &column : preview.file.columns)
        columns.append(QJsonObject{{QStringLiteral("head"), column.head},
                                   {QStringLiteral("column"), column.column}});
    QJsonArray problems;
    for (const RowProblem &problem : preview.file.problems)
        problems.append(QJsonObject{{QStringLiteral("line"), problem.line},
                                    {QStringLiteral("column"), problem.column},
                                    {QStringLiteral("reason"), problem.text}});
    return {{QStringLiteral("read"), preview.file.people.size()},
            {QStringLiteral("added"), preview.counts.added},
            {QStringLiteral("changed"), preview.counts.changed},
            {QStringLiteral("unchanged"), preview.counts.unchanged},
            {QStringLiteral("columns"), columns},
            {QStringLiteral("day_first_columns"),
             QJsonArray::fromStringList(preview.file.form.dayFirstColumns)},
            {QStringLiteral("ignored_columns"),
             QJsonArray::fromStringList(preview.file.ignoredColumns)},
            {QStringLiteral("wrong_rows"), preview.file.wrongRows},
            {QStringLiteral("problem_count"), preview.file.problemCount},
            {QStringLiteral("problems"), problems}};
}

/// What would be done, one line a person, for `--dry-run`.
void tellRows(const Context &context, const PeoplePreview &preview, QJsonObject &json)
{
    QList<QStringList> rows;
    QJsonArray array;
    for (const PeopleImportRow &row : preview.rows) {
        QJsonObject object = personJson(row.person);
        object.insert(QStringLiteral("line"), row.line);
        object.insert(QStringLiteral("change"), changeWord(row.change));
        array.append(object);
        if (row.change != ImportChange::Unchanged)
            rows.append({QString::number(row.line), changeWord(row.change), row.person.number,
                         row.person.fullName, kindWord(row.person.kind), row.person.groupLabel()});
    }
    if (!rows.isEmpty())
        context.out.table({QStringLiteral("Line"), QStringLiteral("Change"),
                           QStringLiteral("Number"), QStringLiteral("Name"), QStringLiteral("Kind"),
                           QStringLiteral("Class")},
                          rows, {0});
    json.insert(QStringLiteral("rows"), array);
}

/// Tells every wrong row; nothing was stored.
int failRows(const Context &context, const PeoplePreview &preview)
{
    const PeopleFile &file = preview.file;
    for (const RowProblem &problem : file.problems)
        context.out.message(problem.text);
    if (file.problemCount > file.problems.size())
        context.out.message(QCoreApplication::translate(
            "rollcall::ctl", "%n more problem(s) were found.", nullptr,
            static_cast<int>(file.problemCount - file.problems.size())));
    context.out.message(QCoreApplication::translate(
        "rollcall::ctl",
        "%n line(s) are wrong. Nothing was stored. Correct them and import "
        "the file again.",
        nullptr, file.wrongRows));
    context.out.json(QJsonDocument(previewJson(preview)));
    return kFailed;
}

int import(const Context &context)
{
    const Result<QByteArray> bytes = readFile(context.arguments.first());
    if (!bytes)
        return failUsage(context, bytes.error());
    const Result<PersonKind> kind = kindOption(context);
    if (!kind)
        return failUsage(context, kind.error());
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    PeopleControl &people = (*composition)->people();
    const Result<PeoplePreview> preview = await(people.previewImport(
        *bytes, {*kind, context.option(QStringLiteral("encoding")).toLatin1()}));
    if (!preview)
        return context.out.fail(preview.error());
    tellForm(context, preview->file);
    tellIgnoredColumns(context, preview->file.ignoredColumns);
    if (preview->file.wrongRows > 0)
        return failRows(context, *preview);
    QJsonObject json = previewJson(*preview);
    PeopleImportCounts counts = preview->counts;
    if (context.has(QStringLiteral("dry-run"))) {
        tellRows(context, *preview, json);
    } else {
        const Result<PeopleImportCounts> stored = await(people.import(*preview));
        if (!stored)
            return context.out.fail(stored.error());
        counts = *stored;
        json.insert(QStringLiteral("added"), counts.added);
        json.insert(QStringLiteral("changed"), counts.changed);
        json.insert(QStringLiteral("unchanged"), counts.unchanged);
    }
    json.insert(QStringLiteral("days"), counts.days);
    context.out.line(say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                           "%1 lines read: %2 added, %3 changed, %4 unchanged."))
                         .arg(preview->file.people.size())
                         .arg(counts.added)
                         .arg(counts.changed)
                         .arg(counts.unchanged));
    context.out.json(QJsonDocument(json));
    return kDone;
}

int list(const Context &context)
{
    PeopleFilter filter;
    const Result<std::optional<PersonKind>> kind = saidKind(context);
    if (!kind)
        return failUsage(context, kind.error());
    filter.kind = *kind;
    filter.group = context.option(QStringLiteral("class"));
    filter.text = context.option(QStringLiteral("search"));
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    PeopleControl &control = (*composition)->people();
    const Result<QList<Person>> people =
        await(context.has(QStringLiteral("unmapped")) ? control.unmapped() : control.people());
    if (!people)
        return context.out.fail(people.error());
    QList<QStringList> rows;
    QJsonArray array;
    for (const Person &person : filteredPeople(*people, filter)) {
        rows.append({person.number, person.fullName, kindWord(person.kind), person.groupLabel(),
                     person.roll, person.enrolledFrom.toString(Qt::ISODate),
                     person.enrolledTo.toString(Qt::ISODate),
                     person.active ? QStringLiteral("active") : QStringLiteral("inactive")});
        array.append(personJson(person));
    }
    context.out.table({QStringLiteral("Number"), QStringLiteral("Name"), QStringLiteral("Kind"),
                       QStringLiteral("Class"), QStringLiteral("Roll"), QStringLiteral("From"),
                       QStringLiteral("To"), QStringLiteral("Status")},
                      rows);
    context.out.json(QJsonDocument(array));
    return kDone;
}

int add(const Context &context)
{
    Person person;
    const Result<PersonKind> kind = kindOption(context);
    if (!kind)
        return failUsage(context, kind.error());
    person.kind = *kind;
    if (const Result<> read = readPersonOptions(context, person); !read)
        return failUsage(context, read.error());
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<PersonId> added = await((*composition)->people().add(person));
    if (!added)
        return failUsage(context, added.error());
    context.out.line(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Added %1 %2."))
                         .arg(kindWord(*kind), person.number));
    context.out.json(QJsonDocument(personJson(person)));
    return kDone;
}

int edit(const Context &context)
{
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<std::optional<PersonKind>> kind = saidKind(context);
    if (!kind)
        return failUsage(context, kind.error());
    const Result<Person> found = findPerson(**composition, context.arguments.first(), *kind);
    if (!found)
        return failUsage(context, found.error());
    Person person = *found;
    if (const Result<> read = readPersonOptions(context, person); !read)
        return failUsage(context, read.error());
    const Result<qint64> days = await((*composition)->people().update(person));
    if (!days)
        return failUsage(context, days.error());
    context.out.line(QCoreApplication::translate(
        "rollcall::ctl", "Stored. %n day(s) of attendance were computed again.", nullptr,
        static_cast<int>(*days)));
    QJsonObject json = personJson(person);
    json.insert(QStringLiteral("days"), *days);
    context.out.json(QJsonDocument(json));
    return kDone;
}

} // namespace

std::vector<Command> peopleCommands()
{
    const QString people = QStringLiteral("people");
    const auto command =
        [&people](const QString &word, const QString &summary, const QString &argument,
                  const QList<QCommandLineOption> &options, int (*run)(const Context &)) {
            const int arguments = argument.isEmpty() ? 0 : 1;
            return Command{{people, word}, summary, argument, arguments, arguments, options, run};
        };
    return {command(QStringLiteral("import"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                          "Adds and changes people from a CSV or XLSX file.")),
                    QStringLiteral("FILE.csv|.xlsx"), importOptions(), import),
            command(QStringLiteral("list"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists people.")), {}, listOptions(),
                    list),
            command(QStringLiteral("add"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl", "Adds a student or member of staff.")),
                    {}, personOptions(false), add),
            command(QStringLiteral("edit"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl", "Changes what is said of a person.")),
                    QStringLiteral("NUMBER"), personOptions(true), edit)};
}

} // namespace rollcall::ctl
