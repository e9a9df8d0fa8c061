// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/commands/peopleoptions.h"
#include "app/ctl/factanswer.h"
#include "core/rules/policyresolver.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

/// "school_start=09:00 grace_minutes=5", as it is typed.
QString settingsText(const QJsonObject &settings)
{
    QStringList texts;
    for (auto it = settings.begin(); it != settings.end(); ++it)
        texts.append(it.key() + u'=' + AttendancePolicy::valueToText(it.value()));
    return texts.join(u' ');
}

QString weekdaysText(const QList<int> &weekdays)
{
    QStringList names;
    for (const int weekday : weekdays)
        names.append(QLocale().dayName(weekday, QLocale::ShortFormat));
    return names.join(u' ');
}

/// For whom timings were made, by their keys.
struct Names
{
    QHash<GroupId, QString> groups;
    QHash<PersonId, QString> people;
};

Result<Names> loadNames(Composition &school)
{
    const Result<QList<GroupRow>> groups = await(school.timings().groups());
    if (!groups)
        return groups.error();
    const Result<QList<Person>> people = await(school.people().people());
    if (!people)
        return people.error();
    Names names;
    for (const GroupRow &group : *groups)
        names.groups.insert(group.id, group.label());
    for (const Person &person : *people)
        names.people.insert(person.id, person.number);
    return names;
}

QJsonObject toJson(const AssignmentRow &row, const Names &names)
{
    const TimingAssignment &assignment = row.assignment;
    QJsonArray weekdays;
    for (const int weekday : assignment.weekdays)
        weekdays.append(weekday);
    const auto nameOrNull = [](const QString &name) {
        return name.isEmpty() ? QJsonValue() : QJsonValue(name);
    };
    return {{QStringLiteral("id"), row.id.value},
            {QStringLiteral("scope"), scopeWord(scopeOf(assignment))},
            {QStringLiteral("class"), nameOrNull(names.groups.value(assignment.group))},
            {QStringLiteral("person"), nameOrNull(names.people.value(assignment.person))},
            {QStringLiteral("weekdays"), weekdays},
            {QStringLiteral("from"), dayJson(assignment.from)},
            {QStringLiteral("to"), dayJson(assignment.to)},
            {QStringLiteral("settings"), assignment.settings}};
}

int list(const Context &context, Composition &school)
{
    const Result<Names> names = loadNames(school);
    if (!names)
        return context.out.fail(names.error());
    const Result<QList<Timing>> timings = await(school.timings().timings());
    const Result<QList<AssignmentRow>> assignments = await(school.timings().assignments());
    if (!timings || !assignments)
        return context.out.fail(timings ? assignments.error() : timings.error());
    QList<QStringList> rows;
    QJsonArray array;
    for (const Timing &timing : *timings) {
        rows.append({QString(), scopeWord(SettingScope::School), QString(), QString(),
                     dayText(timing.validFrom), QString(), settingsText(timing.settings)});
        array.append(QJsonObject{{QStringLiteral("id"), QJsonValue()},
                                 {QStringLiteral("scope"), scopeWord(SettingScope::School)},
                                 {QStringLiteral("from"), dayJson(timing.validFrom)},
                                 {QStringLiteral("settings"), timing.settings}});
    }
    for (const AssignmentRow &row : *assignments) {
        const TimingAssignment &assignment = row.assignment;
        const QString whom = assignment.person.isValid() ? names->people.value(assignment.person)
                                                         : names->groups.value(assignment.group);
        rows.append({QString::number(row.id.value), scopeWord(scopeOf(assignment)), whom,
                     weekdaysText(assignment.weekdays), dayText(assignment.from),
                     dayText(assignment.to), settingsText(assignment.settings)});
        array.append(toJson(row, *names));
    }
    context.out.table({QStringLiteral("Entry"), QStringLiteral("Scope"), QStringLiteral("For"),
                       QStringLiteral("Weekdays"), QStringLiteral("From"), QStringLiteral("To"),
                       QStringLiteral("Settings")},
                      rows, {0});
    context.out.json(QJsonDocument(array));
    return kDone;
}

/// "KEY=VALUE" of each argument.
Result<QJsonObject> typedSettings(const QStringList &arguments)
{
    QJsonObject settings;
    for (const QString &argument : arguments) {
        const qsizetype sign = argument.indexOf(u'=');
        if (sign <= 0)
            return errors::invalidInput(
                say(QT_TRANSLATE_NOOP("rollcall::ctl", "\"%1\" is no setting with its value. Write "
                                                       "it as school_start=09:00."))
                    .arg(argument));
        const QString key = argument.left(sign);
        const Result<QJsonValue> value =
            AttendancePolicy::valueFromText(key, argument.mid(sign + 1));
        if (!value)
            return value.error();
        settings.insert(key, *value);
    }
    return settings;
}

Result<QList<int>> weekdaysOf(const Context &context)
{
    QList<int> weekdays;
    const QStringList words =
        context.option(QStringLiteral("weekdays")).split(u',', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const Result<int> weekday = parseWeekday(word.trimmed());
        if (!weekday)
            return weekday.error();
        if (!weekdays.contains(*weekday))
            weekdays.append(*weekday);
    }
    std::sort(weekdays.begin(), weekdays.end());
    return weekdays;
}

/// A class without its section means all its sections.
Result<QList<GroupId>> groupsOf(const Context &context, Composition &school)
{
    const QString wanted = context.option(QStringLiteral("class"));
    const Result<QList<GroupRow>> groups = await(school.timings().groups());
    if (!groups)
        return groups.error();
    QList<GroupId> found;
    for (const GroupRow &group : *groups) {
        if (group.label() == wanted || group.name == wanted)
            found.append(group.id);
    }
    if (found.isEmpty())
        return errors::notFound(
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "There is no class or department \"%1\". "
                                                   "Nothing was changed."))
                .arg(wanted));
    return found;
}

/// One assignment for each class that was named; else one.
Result<QList<TimingAssignment>> wantedAssignments(const Context &context, Composition &school,
                                                  const TimingAssignment &common)
{
    QList<TimingAssignment> assignments{common};
    if (context.has(QStringLiteral("person"))) {
        const Result<Person> person =
            namedPerson(context, school, context.option(QStringLiteral("person")));
        if (!person)
            return person.error();
        assignments.first().person = person->id;
    }
    if (!context.has(QStringLiteral("class")))
        return assignments;
    const Result<QList<GroupId>> groups = groupsOf(context, school);
    if (!groups)
        return groups.error();
    const TimingAssignment each = assignments.takeFirst();
    for (const GroupId group : *groups) {
        assignments.append(each);
        assignments.last().group = group;
    }
    return assignments;
}

int add(const Context &context, Composition &school)
{
    const Result<DayRange> range = rangeOf(context);
    if (!range)
        return failUsage(context, range.error());
    const Result<QJsonObject> settings = typedSettings(context.arguments);
    if (!settings)
        return failUsage(context, settings.error());
    const Result<QList<int>> weekdays = weekdaysOf(context);
    if (!weekdays)
        return failUsage(context, weekdays.error());
    const bool forEverybody =
        !context.has(QStringLiteral("class")) && !context.has(QStringLiteral("person"));
    const bool isDryRun = context.has(QStringLiteral("dry-run"));
    const QString reason = context.option(QStringLiteral("reason"));
    if (forEverybody && weekdays->isEmpty() && !range->to.isValid()) {
        if (isDryRun)
            return tellPreview(context, school,
                               await(school.timings().afterSetting(range->from, *settings)));
        return tellSaved(context, await(school.timings().setFrom(range->from, *settings, reason)));
    }
    const TimingAssignment common{{}, {}, *weekdays, range->from, range->to, *settings};
    const Result<QList<TimingAssignment>> assignments = wantedAssignments(context, school, common);
    if (!assignments)
        return failUsage(context, assignments.error());
    if (isDryRun)
        return tellPreview(context, school, await(school.timings().afterAssigning(*assignments)));
    return tellSaved(context, await(school.timings().assign(*assignments, reason)));
}

/// A date means the school's settings that begin on it.
int remove(const Context &context, Composition &school)
{
    const QString wanted = context.arguments.first();
    const QString reason = context.option(QStringLiteral("reason"));
    const bool isDryRun = context.has(QStringLiteral("dry-run"));
    if (wanted.contains(u'-')) {
        const Result<QDate> day = parseDay(wanted);
        if (!day)
            return failUsage(context, day.error());
        if (isDryRun)
            return tellPreview(context, school, await(school.timings().afterRemovingTiming(*day)));
        return tellChange(context, await(school.timings().removeTiming(*day, reason)));
    }
    const Result<qint64> number = parseEntry(wanted);
    if (!number)
        return failUsage(context, number.error());
    const AssignmentId id{*number};
    if (isDryRun)
        return tellPreview(context, school, await(school.timings().afterRemovingAssignment(id)));
    return tellChange(context, await(school.timings().removeAssignment(id, reason)));
}

} // namespace

std::vector<Command> timingCommands()
{
    const QString timing = QStringLiteral("timing");
    std::vector<Command> commands;
    commands.push_back(
        {{timing, QStringLiteral("list")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists the settings by date and for whom.")),
         {},
         0,
         0,
         {},
         inSchool(list)});
    commands.push_back(
        {{timing, QStringLiteral("add")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Sets attendance settings from a day on, or for "
                                                "a class, a person, weekdays or dates.")),
         QStringLiteral("KEY=VALUE…"),
         1,
         50,
         {fromOption(say(QT_TRANSLATE_NOOP("rollcall::ctl", "First day it holds."))),
          toOption(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Last day it holds."))),
          valueOption(QStringLiteral("weekdays"), QStringLiteral("LIST"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only on these, such as Sat,Sun."))),
          valueOption(QStringLiteral("class"), QStringLiteral("C"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only for this class."))),
          valueOption(QStringLiteral("person"), QStringLiteral("P"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only for this person."))),
          whichKindOption(), dryRunOption(), reasonOption()},
         inSchool(add)});
    commands.push_back({{timing, QStringLiteral("remove")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Takes a timing back.")),
                        QStringLiteral("DATE|ENTRY"),
                        1,
                        1,
                        {dryRunOption(), reasonOption()},
                        inSchool(remove)});
    return commands;
}

} // namespace rollcall::ctl
