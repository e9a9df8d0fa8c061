// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/factanswer.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

} // namespace

QCommandLineOption reasonOption()
{
    return valueOption(QStringLiteral("reason"), QStringLiteral("R"),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "Why; kept in the audit trail.")));
}

QCommandLineOption audienceOption()
{
    return valueOption(QStringLiteral("for"), QStringLiteral("WHOM"),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "all, student or staff.")),
                       audienceWord(Audience::Everybody));
}

Result<Audience> audienceOf(const Context &context)
{
    const QString word = context.option(QStringLiteral("for"));
    if (const std::optional<Audience> audience = audienceFromWord(word))
        return *audience;
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ctl",
                              "\"%1\" is nobody. Write --for all, student or staff."))
            .arg(word));
}

QCommandLineOption fromOption(const QString &help)
{
    return valueOption(QStringLiteral("from"), QStringLiteral("DATE"), help);
}

QCommandLineOption toOption(const QString &help)
{
    return valueOption(QStringLiteral("to"), QStringLiteral("DATE"), help);
}

Result<QDate> dayOf(const Context &context, const QString &option)
{
    return context.has(option) ? parseDay(context.option(option)) : Result<QDate>(QDate());
}

Result<DayRange> rangeOf(const Context &context)
{
    const Result<QDate> from = dayOf(context, QStringLiteral("from"));
    if (!from)
        return from.error();
    const Result<QDate> to = dayOf(context, QStringLiteral("to"));
    if (!to)
        return to.error();
    if (from->isValid() && to->isValid() && *to < *from)
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "The last day lies before the first.")));
    return DayRange{*from, *to};
}

Result<int> parseWeekday(const QString &text)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (isNumber && number >= Qt::Monday && number <= Qt::Sunday)
        return number;
    constexpr qsizetype kLeast = 3; // "Tu" and "Th" would do, too, but nobody reads them
    for (int weekday = Qt::Monday; text.size() >= kLeast && weekday <= Qt::Sunday; ++weekday) {
        if (QLocale::c().dayName(weekday).startsWith(text, Qt::CaseInsensitive))
            return weekday;
    }
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "\"%1\" is no weekday. Write a name such as Sunday, "
                                               "or a number from 1 (Monday) to 7 (Sunday)."))
            .arg(text));
}

Result<qint64> parseEntry(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber && number > 0)
        return number;
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "\"%1\" is no entry. Write the number that the list "
                                               "shows in its first column."))
            .arg(text));
}

int tellChange(const Context &context, const FactCounts &counts, const QJsonObject &more)
{
    if (counts.changed == 0)
        context.out.line(
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "It was so already. Nothing was changed.")));
    else
        context.out.line(QCoreApplication::translate(
            "rollcall::ctl", "Stored. %n day(s) of attendance were computed again.", nullptr,
            static_cast<int>(counts.days)));
    QJsonObject object{{QStringLiteral("changed"), counts.changed},
                       {QStringLiteral("unchanged"), counts.unchanged},
                       {QStringLiteral("days"), counts.days}};
    for (auto it = more.begin(); it != more.end(); ++it)
        object.insert(it.key(), it.value());
    context.out.json(QJsonDocument(object));
    return kDone;
}

int tellChange(const Context &context, const Result<FactCounts> &counts)
{
    return counts ? tellChange(context, *counts, {}) : failUsage(context, counts.error());
}

int tellSaved(const Context &context, const Result<TimingSaved> &saved, const QJsonObject &more)
{
    if (!saved)
        return failUsage(context, saved.error());
    for (const QString &warning : saved->warnings)
        context.out.message(warning);
    QJsonObject all = more;
    all.insert(QStringLiteral("warnings"), QJsonArray::fromStringList(saved->warnings));
    return tellChange(context, saved->counts, all);
}

QCommandLineOption dryRunOption()
{
    return flagOption(QStringLiteral("dry-run"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                            "Attendance: only tells how many days would change.")));
}

int tellPreview(const Context &context, Composition &school, const Result<SettingsAfter> &after)
{
    if (!after)
        return failUsage(context, after.error());
    const Result<ChangePreview> preview = await(school.review().preview(*after, context.stop));
    if (!preview)
        return context.out.fail(preview.error());
    const QString people = QCoreApplication::translate("rollcall::ctl", "%n person(s)", nullptr,
                                                       static_cast<int>(preview->people));
    //: %1 is "12 people"
    context.out.line(QCoreApplication::translate("rollcall::ctl",
                                                 "This would change %n day(s) of %1. Nothing was "
                                                 "stored.",
                                                 nullptr, static_cast<int>(preview->days))
                         .arg(people));
    context.out.json(QJsonDocument(QJsonObject{{QStringLiteral("days"), preview->days},
                                               {QStringLiteral("people"), preview->people},
                                               {QStringLiteral("first"), dayJson(preview->first)},
                                               {QStringLiteral("last"), dayJson(preview->last)}}));
    return kDone;
}

QString dayText(QDate day)
{
    return day.isValid() ? day.toString(Qt::ISODate) : QString();
}

QJsonValue dayJson(QDate day)
{
    return day.isValid() ? QJsonValue(day.toString(Qt::ISODate)) : QJsonValue();
}

std::function<int(const Context &)> inSchool(SchoolWork work)
{
    return [work](const Context &context) {
        const Result<std::unique_ptr<Composition>> composition = context.openSchool();
        return composition ? work(context, **composition) : failOpen(context, composition.error());
    };
}

} // namespace rollcall::ctl
