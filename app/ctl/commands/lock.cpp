// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/factanswer.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

Result<QDate> parseMonth(const QString &text)
{
    const Result<QDate> day = parseDay(text + QStringLiteral("-01"));
    if (day)
        return day;
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "\"%1\" is not a month. Write it as 2026-03."))
            .arg(text));
}

QString monthText(QDate month)
{
    return month.toString(QStringLiteral("yyyy-MM"));
}

int listLocks(const Context &context, Composition &school)
{
    const Result<QList<LockedMonth>> months = await(school.calendar().lockedMonths());
    if (!months)
        return context.out.fail(months.error());
    QList<QStringList> rows;
    QJsonArray array;
    for (const LockedMonth &month : *months) {
        rows.append({monthText(month.month), QString::number(month.records),
                     QString::number(month.waiting), month.author});
        array.append(QJsonObject{{QStringLiteral("month"), monthText(month.month)},
                                 {QStringLiteral("records"), month.records},
                                 {QStringLiteral("waiting"), month.waiting},
                                 {QStringLiteral("author"), month.author}});
    }
    context.out.table({QStringLiteral("Month"), QStringLiteral("Records"),
                       QStringLiteral("Changes waiting"), QStringLiteral("Locked by")},
                      rows, {1, 2});
    context.out.json(QJsonDocument(array));
    return kDone;
}

int lock(const Context &context, Composition &school)
{
    const Result<QDate> month = parseMonth(context.arguments.first());
    if (!month)
        return failUsage(context, month.error());
    const Result<FactCounts> counts =
        await(school.calendar().lockMonth(*month, context.option(QStringLiteral("reason"))));
    if (!counts)
        return failUsage(context, counts.error());
    const Result<QList<LockedMonth>> months = await(school.calendar().lockedMonths());
    if (!months)
        return context.out.fail(months.error());
    for (const LockedMonth &locked : *months) {
        if (locked.month != *month)
            continue;
        context.out.line(QCoreApplication::translate("rollcall::ctl",
                                                     "%1 is locked with %n record(s).", nullptr,
                                                     static_cast<int>(locked.records))
                             .arg(monthText(*month)));
        context.out.json(QJsonDocument(QJsonObject{{QStringLiteral("month"), monthText(*month)},
                                                   {QStringLiteral("records"), locked.records},
                                                   {QStringLiteral("changed"), counts->changed}}));
    }
    return kDone;
}

int unlock(const Context &context, Composition &school)
{
    const Result<QDate> month = parseMonth(context.arguments.first());
    if (!month)
        return failUsage(context, month.error());
    return tellChange(context, await(school.calendar().unlockMonth(
                                   *month, context.option(QStringLiteral("reason")))));
}

int listClosedDays(const Context &context, Composition &school)
{
    const Result<QList<ClosedDay>> days = await(school.calendar().closedDays());
    if (!days)
        return context.out.fail(days.error());
    QList<QStringList> rows;
    QJsonArray array;
    for (const ClosedDay &day : *days) {
        rows.append({dayText(day.day), day.reason, day.author});
        array.append(QJsonObject{{QStringLiteral("date"), dayText(day.day)},
                                 {QStringLiteral("reason"), day.reason},
                                 {QStringLiteral("author"), day.author}});
    }
    context.out.table(
        {QStringLiteral("Date"), QStringLiteral("Reason"), QStringLiteral("Closed by")}, rows);
    context.out.json(QJsonDocument(array));
    return kDone;
}

int closeDay(const Context &context, Composition &school)
{
    const Result<QDate> day = parseDay(context.arguments.first());
    if (!day)
        return failUsage(context, day.error());
    return tellChange(
        context, await(school.calendar().closeDay(*day, context.option(QStringLiteral("reason")))));
}

int reopenDay(const Context &context, Composition &school)
{
    const Result<QDate> day = parseDay(context.arguments.first());
    if (!day)
        return failUsage(context, day.error());
    return tellChange(context, await(school.calendar().reopenDay(
                                   *day, context.option(QStringLiteral("reason")))));
}

} // namespace

std::vector<Command> lockCommands()
{
    std::vector<Command> commands;
    commands.push_back(
        {{QStringLiteral("lock")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Closes a month: its records stay as they are.")),
         QStringLiteral("MONTH"),
         1,
         1,
         {reasonOption()},
         inSchool(lock)});
    commands.push_back({{QStringLiteral("lock"), QStringLiteral("list")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists the closed months.")),
                        {},
                        0,
                        0,
                        {},
                        inSchool(listLocks)});
    commands.push_back({{QStringLiteral("unlock")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Opens a closed month again.")),
                        QStringLiteral("MONTH"),
                        1,
                        1,
                        {reasonOption()},
                        inSchool(unlock)});
    return commands;
}

std::vector<Command> closeDayCommands()
{
    const QString closing = QStringLiteral("close-day");
    std::vector<Command> commands;
    commands.push_back({{closing},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Decides absence on a day although "
                                                               "devices were not read.")),
                        QStringLiteral("DATE"),
                        1,
                        1,
                        {reasonOption()},
                        inSchool(closeDay)});
    commands.push_back({{closing, QStringLiteral("list")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists the days closed so.")),
                        {},
                        0,
                        0,
                        {},
                        inSchool(listClosedDays)});
    commands.push_back({{closing, QStringLiteral("remove")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Takes it back.")),
                        QStringLiteral("DATE"),
                        1,
                        1,
                        {reasonOption()},
                        inSchool(reopenDay)});
    return commands;
}

} // namespace rollcall::ctl
