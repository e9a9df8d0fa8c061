// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/commands/peopleoptions.h"
#include "core/domain/appsettings.h"
#include "core/reports/reportcsv.h"
#include "core/reports/reportregistry.h"
#include "core/rules/explanationtext.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

struct Span
{
    QDate from;
    QDate to;
};

Result<Span> spanOf(const Context &context)
{
    const QString single = context.option(QStringLiteral("date"));
    const Result<QDate> from =
        parseDay(single.isEmpty() ? context.option(QStringLiteral("from")) : single);
    if (!from)
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::ctl", "Name the day: --date 2026-03-12, or --from and --to for several.")));
    const Result<QDate> to =
        single.isEmpty() ? parseDay(context.option(QStringLiteral("to"))) : from;
    if (!to)
        return to.error();
    if (*to < *from)
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "The last day lies before the first.")));
    return Span{*from, *to};
}

QJsonValue timeOrNull(WallTime wall)
{
    return wall.isValid() ? QJsonValue(wall.toString()) : QJsonValue();
}

/// The fields and words of attendance-rules.md, section 14.
QJsonObject toJson(const DayRow &row)
{
    const DayRecord &record = row.record;
    QJsonObject object{
        {QStringLiteral("person"), row.number},
        {QStringLiteral("date"), record.day.toString(Qt::ISODate)},
        {QStringLiteral("status"), statusWord(record.status)},
        {QStringLiteral("in"), timeOrNull(record.in)},
        {QStringLiteral("out"), timeOrNull(record.out)},
        {QStringLiteral("late_minutes"), record.lateMinutes},
        {QStringLiteral("early_minutes"), record.earlyMinutes},
        {QStringLiteral("worked_minutes"),
         record.workedMinutes ? QJsonValue(*record.workedMinutes) : QJsonValue()},
        {QStringLiteral("flags"), QJsonArray::fromStringList(flagWords(record.flags))},
        {QStringLiteral("provisional"), record.provisional}};
    if (record.autoStatus)
        object.insert(QStringLiteral("auto_status"), statusWord(*record.autoStatus));
    return object;
}

/// Whose days are wanted; what is not set narrows nothing.
struct Whose
{
    QString group; ///< class or department, with or without its section
    PersonId person;
    std::optional<PersonKind> kind;

    bool contains(const DayRow &row) const
    {
        return (group.isEmpty() || row.group == group || row.group.section(u'-', 0, 0) == group) &&
               (!person.isValid() || row.record.person == person) && (!kind || row.kind == *kind);
    }
};

Result<Whose> whoseOf(const Context &context, Composition &composition)
{
    Whose whose;
    whose.group = context.option(QStringLiteral("class"));
    const Result<std::optional<PersonKind>> kind = saidKind(context);
    if (!kind)
        return kind.error();
    whose.kind = *kind;
    if (context.has(QStringLiteral("person"))) {
        const Result<Person> person =
            findPerson(composition, context.option(QStringLiteral("person")), *kind);
        if (!person)
            return person.error();
        whose.person = person->id;
    }
    return whose;
}

int attendance(const Context &context)
{
    const Result<Span> span = spanOf(context);
    if (!span)
        return failUsage(context, span.error());
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<Whose> whose = whoseOf(context, **composition);
    if (!whose)
        return failUsage(context, whose.error());
    const Result<QList<DayRow>> days =
        await((*composition)->attendance().days(span->from, span->to));
    if (!days)
        return context.out.fail(days.error());
    QList<QStringList> rows;
    QJsonArray array;
    for (const DayRow &row : *days) {
        if (!whose->contains(row))
            continue;
        const DayRecord &record = row.record;
        rows.append({record.day.toString(Qt::ISODate), row.number, row.name, row.group,
                     statusWord(record.status), record.in.toString().mid(11),
                     record.out.toString().mid(11),
                     record.lateMinutes > 0 ? QString::number(record.lateMinutes) : QString(),
                     flagWords(record.flags).join(u' ')});
        array.append(toJson(row));
    }
    context.out.table({QStringLiteral("Date"), QStringLiteral("Number"), QStringLiteral("Name"),
                       QStringLiteral("Class"), QStringLiteral("Status"), QStringLiteral("In"),
                       QStringLiteral("Out"), QStringLiteral("Late by"), QStringLiteral("Flags")},
                      rows, {7});
    context.out.json(QJsonDocument(array));
    return kDone;
}

QJsonObject toJson(const ExplanationStep &step)
{
    QJsonObject object = step.values;
    object.insert(QStringLiteral("rule"), step.rule);
    if (step.log.isValid())
        object.insert(QStringLiteral("log"), step.log.value);
    QJsonArray settings;
    for (const DecidingSetting &setting : step.settings) {
        settings.append(QJsonObject{{QStringLiteral("key"), setting.key},
                                    {QStringLiteral("value"), setting.value},
                                    {QStringLiteral("origin"), scopeWord(setting.origin.scope)}});
    }
    object.insert(QStringLiteral("settings"), settings);
    return object;
}

int why(const Context &context)
{
    const Result<QDate> day = parseDay(context.arguments.at(1));
    if (!day)
        return failUsage(context, day.error());
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<Person> person = namedPerson(context, **composition, context.arguments.at(0));
    if (!person)
        return failUsage(context, person.error());
    const Result<DayResult> result = await((*composition)->attendance().explain(person->id, *day));
    if (!result)
        return context.out.fail(result.error());
    const QString title = result->record ? statusTitle(result->record->status)
                                         : say(QT_TRANSLATE_NOOP("rollcall::ctl", "no record"));
    context.out.line(QStringLiteral("%1 %2, %3: %4")
                         .arg(person->number, person->fullName, context.arguments.at(1), title));
    QJsonArray steps;
    const ExplanationText text(*day);
    for (const ExplanationStep &step : result->explanation) {
        QJsonObject object = toJson(step);
        object.insert(QStringLiteral("text"), text.sentence(step));
        steps.append(object);
        context.out.line(text.sentence(step));
        if (!step.settings.isEmpty())
            context.out.line(QStringLiteral("    ") + ExplanationText::settings(step));
    }
    const QString status =
        result->record ? statusWord(result->record->status) : QStringLiteral("-");
    context.out.json(QJsonDocument(QJsonObject{{QStringLiteral("person"), person->number},
                                               {QStringLiteral("date"), context.arguments.at(1)},
                                               {QStringLiteral("status"), status},
                                               {QStringLiteral("steps"), steps}}));
    return kDone;
}

int listReports(const Context &context)
{
    QList<QStringList> rows;
    QJsonArray array;
    const ReportRegistry registry;
    for (const std::unique_ptr<const Report> &report : registry.reports()) {
        rows.append({report->id(), report->title()});
        array.append(QJsonObject{{QStringLiteral("id"), report->id()},
                                 {QStringLiteral("title"), report->title()}});
    }
    context.out.table({QStringLiteral("Id"), QStringLiteral("Title")}, rows);
    context.out.json(QJsonDocument(array));
    return kDone;
}

Result<ReportContext> reportContext(const Context &context, Composition &composition,
                                    const Span &span)
{
    ReportContext report;
    report.from = span.from;
    report.to = span.to;
    report.group = context.option(QStringLiteral("class"));
    report.person = context.option(QStringLiteral("person"));
    const Result<std::optional<PersonKind>> kind = saidKind(context);
    if (!kind)
        return kind.error();
    report.kind = *kind;
    const Result<QList<DayRow>> rows = await(composition.attendance().days(span.from, span.to));
    if (!rows)
        return rows.error();
    report.rows = *rows;
    const Result<QList<DeviceOverview>> overview = await(composition.devices().overview());
    if (!overview)
        return overview.error();
    const Result<QHash<QString, QString>> settings =
        await(composition.schoolService().appSettings());
    if (!settings)
        return settings.error();
    report.codes = StatusCodes(*settings);
    report.leaveIsWorkingDay = AppSettings(*settings).isOn(u"reports.leave_is_working_day");
    for (const DeviceOverview &line : *overview) {
        report.unmapped.users += line.unmapped;
        report.unmapped.punches += line.waitingPunches;
    }
    return report;
}

int report(const Context &context)
{
    if (context.arguments.isEmpty())
        return listReports(context);
    const ReportRegistry registry;
    const Report *wanted = registry.find(context.arguments.first());
    if (!wanted)
        return failUsage(
            context, errors::notFound(say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                                            "There is no report \"%1\". "
                                                            "\"rollcallctl report\" lists them."))
                                          .arg(context.arguments.first())));
    if (context.option(QStringLiteral("format")) != u"csv")
        return failUsage(context,
                         errors::invalidInput(say(QT_TRANSLATE_NOOP(
                             "rollcall::ctl", "The only format so far is csv: --format csv."))));
    if (!context.has(QStringLiteral("o")))
        return failUsage(context, errors::invalidInput(say(QT_TRANSLATE_NOOP(
                                      "rollcall::ctl", "Name the file to write: -o FILE."))));
    const Result<Span> span = spanOf(context);
    if (!span)
        return failUsage(context, span.error());
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<ReportContext> facts = reportContext(context, **composition, *span);
    if (!facts)
        return failUsage(context, facts.error());
    const Result<ReportTable> table = wanted->build(*facts);
    if (!table)
        return failUsage(context, table.error());
    return writeAnswerFile(context, context.option(QStringLiteral("o")), toCsv(*table));
}

QList<QCommandLineOption> spanOptions()
{
    return {valueOption(QStringLiteral("date"), QStringLiteral("D"),
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "One day."))),
            valueOption(QStringLiteral("from"), QStringLiteral("D"),
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "First day."))),
            valueOption(QStringLiteral("to"), QStringLiteral("D"),
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Last day."))),
            valueOption(QStringLiteral("class"), QStringLiteral("C"),
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only this class or department."))),
            valueOption(QStringLiteral("person"), QStringLiteral("P"),
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only this person."))),
            valueOption(QStringLiteral("kind"), QStringLiteral("student|staff"),
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only students or only staff.")))};
}

} // namespace

std::vector<Command> attendanceCommands()
{
    QList<QCommandLineOption> reportOptions = spanOptions();
    reportOptions << valueOption(QStringLiteral("format"), QStringLiteral("csv"),
                                 say(QT_TRANSLATE_NOOP("rollcall::ctl", "Of the file.")))
                  << valueOption(QStringLiteral("o"), QStringLiteral("FILE"),
                                 say(QT_TRANSLATE_NOOP("rollcall::ctl", "The file to write.")));
    const QList<QCommandLineOption> allSpan = spanOptions();
    std::vector<Command> commands;
    commands.push_back({{QStringLiteral("attendance")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Shows the day records.")),
                        {},
                        0,
                        0,
                        allSpan,
                        attendance});
    commands.push_back(
        {{QStringLiteral("why")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Says why a day came out as it did.")),
         QStringLiteral("PERSON DATE"),
         2,
         2,
         {whichKindOption()},
         why});
    commands.push_back(
        {{QStringLiteral("report")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists the reports, or writes one to a file.")),
         QStringLiteral("[ID]"),
         0,
         1,
         reportOptions,
         report});
    return commands;
}

} // namespace rollcall::ctl
