// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"

#include <QCoreApplication>
#include <QHash>
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

/// All days where a side is not named.
Result<Span> spanOf(const Context &context)
{
    Span span{QDate(2000, 1, 1), QDate(2099, 12, 31)};
    for (const auto &[option, day] : {std::pair{QStringLiteral("from"), &span.from},
                                      std::pair{QStringLiteral("to"), &span.to}}) {
        if (!context.has(option))
            continue;
        const Result<QDate> typed = parseDay(context.option(option));
        if (!typed)
            return typed.error();
        *day = *typed;
    }
    if (span.to < span.from)
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "The last day lies before the first.")));
    return span;
}

QString shown(const std::optional<DayRecord> &record)
{
    if (!record)
        return say(QT_TRANSLATE_NOOP("rollcall::ctl", "no record"));
    const auto time = [](WallTime wall) {
        return wall.isValid() ? wall.toString().mid(11) : QStringLiteral("-");
    };
    return QStringList{statusWord(record->status), time(record->in), time(record->out),
                       flagWords(record->flags).join(u'+')}
        .join(u' ')
        .trimmed();
}

QJsonValue toJson(const std::optional<DayRecord> &record)
{
    if (!record)
        return {};
    return QJsonObject{
        {QStringLiteral("status"), statusWord(record->status)},
        {QStringLiteral("in"), record->in.toString()},
        {QStringLiteral("out"), record->out.toString()},
        {QStringLiteral("flags"), QJsonArray::fromStringList(flagWords(record->flags))}};
}

/// Tells what a rebuild would change, line by line, however many lines there are.
int check(const Context &context, Composition &composition, const Span &span)
{
    const Result<QList<Person>> people = await(composition.people().people());
    if (!people)
        return context.out.fail(people.error());
    QHash<PersonId, QString> numbers;
    for (const Person &person : *people)
        numbers.insert(person.id, person.number);
    qint64 different = 0;
    JsonList json(context.out);
    const auto tell = [&](const DayDifference &difference) {
        ++different;
        const QString number = numbers.value(difference.key.person);
        const QString date = difference.key.day.toString(Qt::ISODate);
        //: a day and a person; what is stored, what was computed, how many outcomes of punches
        context.out.line(
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "%1 %2: stored %3; computed %4; outcomes that "
                                                   "differ: %5"))
                .arg(date, number, shown(difference.stored), shown(difference.computed))
                .arg(difference.outcomes));
        json.add({{QStringLiteral("person"), number},
                  {QStringLiteral("date"), date},
                  {QStringLiteral("stored"), toJson(difference.stored)},
                  {QStringLiteral("computed"), toJson(difference.computed)},
                  {QStringLiteral("outcomes"), qint64(difference.outcomes)}});
    };
    const Result<qint64> looked =
        await(composition.review().check(span.from, span.to, tell, context.stop));
    if (!looked)
        return context.out.fail(looked.error());
    json.end();
    if (different == 0) {
        context.out.line(QCoreApplication::translate(
            "rollcall::ctl", "%n day(s) of attendance were looked at. Nothing would change.",
            nullptr, static_cast<int>(*looked)));
        return kDone;
    }
    context.out.message(QCoreApplication::translate(
        "rollcall::ctl",
        "%n day(s) would change. Nothing was stored. \"rollcallctl recompute\" stores them.",
        nullptr, static_cast<int>(different)));
    return kFailed;
}

int recompute(const Context &context)
{
    const Result<Span> span = spanOf(context);
    if (!span)
        return failUsage(context, span.error());
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    if (context.has(QStringLiteral("check")))
        return check(context, **composition, *span);
    const Result<qint64> days = await((*composition)->attendance().rebuild(span->from, span->to));
    if (!days)
        return context.out.fail(days.error());
    context.out.line(QCoreApplication::translate("rollcall::ctl",
                                                 "%n day(s) of attendance were computed again.",
                                                 nullptr, static_cast<int>(*days)));
    context.out.json(QJsonDocument(QJsonObject{{QStringLiteral("days"), *days}}));
    return kDone;
}

} // namespace

std::vector<Command> recomputeCommands()
{
    return {{{QStringLiteral("recompute")},
             say(QT_TRANSLATE_NOOP("rollcall::ctl", "Computes attendance again from the facts.")),
             {},
             0,
             0,
             {valueOption(QStringLiteral("from"), QStringLiteral("D"),
                          say(QT_TRANSLATE_NOOP("rollcall::ctl", "First day."))),
              valueOption(QStringLiteral("to"), QStringLiteral("D"),
                          say(QT_TRANSLATE_NOOP("rollcall::ctl", "Last day."))),
              flagOption(QStringLiteral("check"),
                         say(QT_TRANSLATE_NOOP(
                             "rollcall::ctl",
                             "Only tells which days would change; the exit status is 1 then.")))},
             recompute}};
}

} // namespace rollcall::ctl
