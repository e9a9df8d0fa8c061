// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/commands/peopleoptions.h"
#include "app/ctl/factanswer.h"
#include "core/domain/timewindow.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

int listCorrections(const Context &context, Composition &school)
{
    const Result<DayRange> range = rangeOf(context);
    if (!range)
        return failUsage(context, range.error());
    const Result<QList<CorrectionRow>> corrections =
        await(school.corrections().corrections(range->from, range->to));
    if (!corrections)
        return context.out.fail(corrections.error());
    QList<QStringList> rows;
    QJsonArray array;
    for (const CorrectionRow &row : *corrections) {
        const CorrectionDraft &part = row.correction;
        const QString status = part.status ? statusWord(*part.status) : QString();
        rows.append({dayText(part.day), row.number, row.name, status, part.in.toString(),
                     part.out.toString(), row.reason, row.author});
        const auto textOrNull = [](const QString &text) {
            return text.isEmpty() ? QJsonValue() : QJsonValue(text);
        };
        array.append(QJsonObject{{QStringLiteral("date"), dayText(part.day)},
                                 {QStringLiteral("person"), row.number},
                                 {QStringLiteral("status"), textOrNull(status)},
                                 {QStringLiteral("in"), textOrNull(part.in.toString())},
                                 {QStringLiteral("out"), textOrNull(part.out.toString())},
                                 {QStringLiteral("reason"), row.reason},
                                 {QStringLiteral("author"), row.author}});
    }
    context.out.table({QStringLiteral("Date"), QStringLiteral("Number"), QStringLiteral("Name"),
                       QStringLiteral("Status"), QStringLiteral("In"), QStringLiteral("Out"),
                       QStringLiteral("Reason"), QStringLiteral("By")},
                      rows);
    context.out.json(QJsonDocument(array));
    return kDone;
}

Result<QTime> timeOf(const Context &context, const QString &option)
{
    if (!context.has(option))
        return QTime();
    const QTime time = parseClock(context.option(option));
    if (time.isValid())
        return time;
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "\"%1\" is not a time. Write it as 08:05."))
            .arg(context.option(option)));
}

Result<CorrectionRequest> requestOf(const Context &context, PersonId person, QDate day)
{
    CorrectionRequest request;
    request.person = person;
    request.day = day;
    const QString word = context.option(QStringLiteral("status"));
    if (!word.isEmpty()) {
        request.status = statusFromWord(word);
        if (!request.status)
            return errors::invalidInput(
                say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                      "\"%1\" is no status. Write present, late, half_day, absent, "
                                      "leave, holiday or week_off."))
                    .arg(word));
    }
    const Result<QTime> in = timeOf(context, QStringLiteral("in"));
    if (!in)
        return in.error();
    const Result<QTime> out = timeOf(context, QStringLiteral("out"));
    if (!out)
        return out.error();
    request.in = *in;
    request.out = *out;
    return request;
}

/// What the day is now. A closed month keeps its records; then a correction waits.
int tellDay(const Context &context, Composition &school, const Person &person, QDate day,
            const Result<FactCounts> &counts)
{
    if (!counts)
        return failUsage(context, counts.error());
    const Result<QList<DayRow>> days = await(school.attendance().days(day, day));
    if (!days)
        return context.out.fail(days.error());
    QJsonObject more{{QStringLiteral("person"), person.number},
                     {QStringLiteral("date"), dayText(day)},
                     {QStringLiteral("status"), QJsonValue()}};
    for (const DayRow &row : *days) {
        if (row.record.person != person.id)
            continue;
        const QString status = statusWord(row.record.status);
        more.insert(QStringLiteral("status"), status);
        context.out.line(QStringLiteral("%1 %2: %3").arg(person.number, dayText(day), status));
        if (row.record.flags.testFlag(DayFlag::ChangeWaiting))
            context.out.message(say(QT_TRANSLATE_NOOP(
                "rollcall::ctl", "The month is locked, so the record stays as it is and says that "
                                 "a change waits. \"rollcallctl unlock\" opens the month.")));
    }
    return tellChange(context, *counts, more);
}

int correct(const Context &context, Composition &school)
{
    if (context.has(QStringLiteral("list")))
        return listCorrections(context, school);
    if (context.arguments.size() != 2)
        return failUsage(context, errors::invalidInput(say(QT_TRANSLATE_NOOP(
                                      "rollcall::ctl", "Name the person and the day."))));
    const Result<Person> person = namedPerson(context, school, context.arguments.at(0));
    if (!person)
        return failUsage(context, person.error());
    const Result<QDate> day = parseDay(context.arguments.at(1));
    if (!day)
        return failUsage(context, day.error());
    const QString reason = context.option(QStringLiteral("reason"));
    if (context.has(QStringLiteral("remove")))
        return tellDay(context, school, *person, *day,
                       await(school.corrections().uncorrect(person->id, *day, reason)));
    const Result<CorrectionRequest> request = requestOf(context, person->id, *day);
    if (!request)
        return failUsage(context, request.error());
    return tellDay(context, school, *person, *day,
                   await(school.corrections().correct(*request, reason)));
}

} // namespace

std::vector<Command> correctCommands()
{
    std::vector<Command> commands;
    commands.push_back(
        {{QStringLiteral("correct")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Puts a day right, or takes that back.")),
         QStringLiteral("PERSON DATE"),
         0,
         2,
         {valueOption(QStringLiteral("status"), QStringLiteral("S"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "The status it shall have."))),
          valueOption(QStringLiteral("in"), QStringLiteral("HH:MM"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "When the person came."))),
          valueOption(QStringLiteral("out"), QStringLiteral("HH:MM"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "When the person left."))),
          flagOption(QStringLiteral("remove"),
                     say(QT_TRANSLATE_NOOP("rollcall::ctl", "Takes the corrections back."))),
          flagOption(QStringLiteral("list"),
                     say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists the corrections instead."))),
          fromOption(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only from this day on."))),
          toOption(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only up to this day."))),
          whichKindOption(), reasonOption()},
         inSchool(correct)});
    return commands;
}

} // namespace rollcall::ctl
