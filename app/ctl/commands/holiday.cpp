// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/factanswer.h"
#include "core/io/holidayfile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

int listHolidays(const Context &context, Composition &school)
{
    const Result<DayRange> range = rangeOf(context);
    if (!range)
        return failUsage(context, range.error());
    const Result<QList<Holiday>> holidays =
        await(school.calendar().holidays(range->from, range->to));
    if (!holidays)
        return context.out.fail(holidays.error());
    QList<QStringList> rows;
    QJsonArray array;
    for (const Holiday &holiday : *holidays) {
        rows.append({QString::number(holiday.id.value), dayText(holiday.day), holiday.name,
                     audienceWord(holiday.appliesTo)});
        array.append(QJsonObject{{QStringLiteral("id"), holiday.id.value},
                                 {QStringLiteral("date"), dayText(holiday.day)},
                                 {QStringLiteral("name"), holiday.name},
                                 {QStringLiteral("applies_to"), audienceWord(holiday.appliesTo)}});
    }
    context.out.table({QStringLiteral("Entry"), QStringLiteral("Date"), QStringLiteral("Name"),
                       QStringLiteral("For")},
                      rows, {0});
    context.out.json(QJsonDocument(array));
    return kDone;
}

int addHoliday(const Context &context, Composition &school)
{
    constexpr int kMostDays = 366;
    const Result<QDate> day = parseDay(context.arguments.at(0));
    if (!day)
        return failUsage(context, day.error());
    const Result<QDate> to = dayOf(context, QStringLiteral("to"));
    if (!to)
        return failUsage(context, to.error());
    const Result<Audience> audience = audienceOf(context);
    if (!audience)
        return failUsage(context, audience.error());
    const QDate last = to->isValid() ? *to : *day;
    if (last < *day || day->daysTo(last) >= kMostDays)
        return failUsage(context,
                         errors::invalidInput(say(QT_TRANSLATE_NOOP(
                             "rollcall::ctl", "The last day lies before the first, or more than a "
                                              "year after it. Nothing was changed."))));
    QList<Holiday> holidays;
    for (QDate each = *day; each <= last; each = each.addDays(1))
        holidays.append({{}, each, context.arguments.at(1).simplified(), *audience});
    return tellChange(context, await(school.calendar().addHolidays(
                                   holidays, context.option(QStringLiteral("reason")))));
}

/// A date means every holiday of it.
Result<QList<HolidayId>> wantedHolidays(const Context &context, Composition &school)
{
    const QString wanted = context.arguments.first();
    if (!wanted.contains(u'-')) {
        const Result<qint64> id = parseEntry(wanted);
        return id ? Result<QList<HolidayId>>(QList<HolidayId>{HolidayId{*id}}) : id.error();
    }
    const Result<QDate> day = parseDay(wanted);
    if (!day)
        return day.error();
    const Result<QList<Holiday>> holidays = await(school.calendar().holidays(*day, *day));
    if (!holidays)
        return holidays.error();
    if (holidays->isEmpty())
        return errors::notFound(
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "The %1 is no holiday. Nothing was changed."))
                .arg(wanted));
    QList<HolidayId> ids;
    for (const Holiday &holiday : *holidays)
        ids.append(holiday.id);
    return ids;
}

int removeHoliday(const Context &context, Composition &school)
{
    const Result<QList<HolidayId>> ids = wantedHolidays(context, school);
    if (!ids)
        return failUsage(context, ids.error());
    return tellChange(context, await(school.calendar().removeHolidays(
                                   *ids, context.option(QStringLiteral("reason")))));
}

/// What comes again every year is taken from last year's beginning to the end of the next but one,
/// unless the options say otherwise.
Result<HolidayFileOptions> fileOptions(const Context &context, QDate today)
{
    const Result<DayRange> range = rangeOf(context);
    if (!range)
        return range.error();
    const Result<Audience> audience = audienceOf(context);
    if (!audience)
        return audience.error();
    return HolidayFileOptions{*audience,
                              range->from.isValid() ? range->from : QDate(today.year() - 1, 1, 1),
                              range->to.isValid() ? range->to : QDate(today.year() + 2, 12, 31)};
}

int importHolidays(const Context &context, Composition &school)
{
    const Result<HolidayFileOptions> options = fileOptions(context, school.attendance().today());
    if (!options)
        return failUsage(context, options.error());
    const Result<QByteArray> bytes = readFile(context.arguments.first());
    if (!bytes)
        return failUsage(context, bytes.error());
    const Result<HolidayFile> file = readHolidayFile(*bytes, *options);
    if (!file)
        return context.out.fail(file.error());
    for (const QString &note : file->notes)
        context.out.message(note);
    if (!tellFileProblems(context, file->ignoredColumns, file->problems))
        return kFailed;
    const Result<FactCounts> counts = await(
        school.calendar().addHolidays(file->holidays, context.option(QStringLiteral("reason"))));
    if (!counts)
        return context.out.fail(counts.error());
    context.out.line(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "%1 holidays are new, %2 were there already."))
            .arg(counts->changed)
            .arg(counts->unchanged));
    return tellChange(context, *counts);
}

int listWeeklyOffs(const Context &context, Composition &school)
{
    const Result<QList<WeeklyOff>> offs = await(school.calendar().weeklyOffs());
    if (!offs)
        return context.out.fail(offs.error());
    QList<QStringList> rows;
    QJsonArray array;
    for (const WeeklyOff &off : *offs) {
        rows.append({QString::number(off.id.value), QLocale().dayName(off.weekday),
                     audienceWord(off.appliesTo), dayText(off.from), dayText(off.to)});
        array.append(QJsonObject{{QStringLiteral("id"), off.id.value},
                                 {QStringLiteral("weekday"), off.weekday},
                                 {QStringLiteral("applies_to"), audienceWord(off.appliesTo)},
                                 {QStringLiteral("from"), dayJson(off.from)},
                                 {QStringLiteral("to"), dayJson(off.to)}});
    }
    context.out.table({QStringLiteral("Entry"), QStringLiteral("Weekday"), QStringLiteral("For"),
                       QStringLiteral("From"), QStringLiteral("To")},
                      rows, {0});
    context.out.json(QJsonDocument(array));
    return kDone;
}

int addWeeklyOff(const Context &context, Composition &school)
{
    const Result<int> weekday = parseWeekday(context.arguments.first());
    if (!weekday)
        return failUsage(context, weekday.error());
    const Result<DayRange> range = rangeOf(context);
    if (!range)
        return failUsage(context, range.error());
    const Result<Audience> audience = audienceOf(context);
    if (!audience)
        return failUsage(context, audience.error());
    const WeeklyOff off{{}, *weekday, *audience, range->from, range->to};
    return tellChange(context, await(school.calendar().addWeeklyOff(
                                   off, context.option(QStringLiteral("reason")))));
}

int removeWeeklyOff(const Context &context, Composition &school)
{
    const Result<qint64> id = parseEntry(context.arguments.first());
    if (!id)
        return failUsage(context, id.error());
    const Result<QDate> from = dayOf(context, QStringLiteral("from"));
    if (!from)
        return failUsage(context, from.error());
    const QDate last = from->isValid() ? from->addDays(-1) : QDate();
    return tellChange(
        context, await(school.calendar().endWeeklyOff(WeeklyOffId{*id}, last,
                                                      context.option(QStringLiteral("reason")))));
}

} // namespace

std::vector<Command> holidayCommands()
{
    const QString holiday = QStringLiteral("holiday");
    const auto help = [](const char *text) { return say(text); };
    std::vector<Command> commands;
    commands.push_back(
        {{holiday, QStringLiteral("list")},
         help(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists the holidays.")),
         {},
         0,
         0,
         {fromOption(help(QT_TRANSLATE_NOOP("rollcall::ctl", "Only from this day on."))),
          toOption(help(QT_TRANSLATE_NOOP("rollcall::ctl", "Only up to this day.")))},
         inSchool(listHolidays)});
    commands.push_back(
        {{holiday, QStringLiteral("add")},
         help(QT_TRANSLATE_NOOP("rollcall::ctl", "Enters a holiday of one or several days.")),
         QStringLiteral("DATE NAME"),
         2,
         2,
         {toOption(help(QT_TRANSLATE_NOOP("rollcall::ctl", "Its last day."))), audienceOption(),
          reasonOption()},
         inSchool(addHoliday)});
    commands.push_back({{holiday, QStringLiteral("remove")},
                        help(QT_TRANSLATE_NOOP("rollcall::ctl", "Takes a holiday back.")),
                        QStringLiteral("DATE|ENTRY"),
                        1,
                        1,
                        {reasonOption()},
                        inSchool(removeHoliday)});
    commands.push_back(
        {{holiday, QStringLiteral("import")},
         help(QT_TRANSLATE_NOOP("rollcall::ctl", "Reads holidays from a CSV or calendar file.")),
         QStringLiteral("FILE.csv|.ics"),
         1,
         1,
         {fromOption(help(QT_TRANSLATE_NOOP("rollcall::ctl",
                                            "What comes every year counts from this day on."))),
          toOption(help(QT_TRANSLATE_NOOP("rollcall::ctl", "... and up to this day."))),
          audienceOption(), reasonOption()},
         inSchool(importHolidays)});
    return commands;
}

std::vector<Command> weeklyOffCommands()
{
    const QString weeklyOff = QStringLiteral("weekly-off");
    std::vector<Command> commands;
    commands.push_back({{weeklyOff, QStringLiteral("list")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists the weekdays without "
                                                               "school.")),
                        {},
                        0,
                        0,
                        {},
                        inSchool(listWeeklyOffs)});
    commands.push_back(
        {{weeklyOff, QStringLiteral("add")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Says that there is no school on a weekday.")),
         QStringLiteral("WEEKDAY"),
         1,
         1,
         {fromOption(say(QT_TRANSLATE_NOOP("rollcall::ctl", "First day it holds."))),
          toOption(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Last day it holds."))), audienceOption(),
          reasonOption()},
         inSchool(addWeeklyOff)});
    commands.push_back(
        {{weeklyOff, QStringLiteral("remove")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Takes it back, altogether or from a day on.")),
         QStringLiteral("ENTRY"),
         1,
         1,
         {fromOption(say(QT_TRANSLATE_NOOP("rollcall::ctl", "First day it no longer holds."))),
          reasonOption()},
         inSchool(removeWeeklyOff)});
    return commands;
}

} // namespace rollcall::ctl
