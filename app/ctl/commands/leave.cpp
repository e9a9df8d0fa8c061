// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/commands/peopleoptions.h"
#include "app/ctl/factanswer.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

int listLeaves(const Context &context, Composition &school)
{
    const Result<DayRange> range = rangeOf(context);
    if (!range)
        return failUsage(context, range.error());
    PersonId wanted;
    if (context.has(QStringLiteral("person"))) {
        const Result<Person> person =
            namedPerson(context, school, context.option(QStringLiteral("person")));
        if (!person)
            return failUsage(context, person.error());
        wanted = person->id;
    }
    const Result<QList<Person>> people = await(school.people().people());
    const Result<QList<Leave>> leaves = await(school.leaves().leaves(range->from, range->to));
    if (!people || !leaves)
        return context.out.fail(people ? leaves.error() : people.error());
    QHash<PersonId, Person> byId;
    for (const Person &person : *people)
        byId.insert(person.id, person);
    QList<QStringList> rows;
    QJsonArray array;
    for (const Leave &leave : *leaves) {
        if (wanted.isValid() && leave.person != wanted)
            continue;
        const Person person = byId.value(leave.person);
        rows.append({QString::number(leave.id.value), person.number, person.fullName,
                     dayText(leave.from), dayText(leave.to), leavePartWord(leave.part),
                     leave.reason});
        array.append(QJsonObject{{QStringLiteral("id"), leave.id.value},
                                 {QStringLiteral("person"), person.number},
                                 {QStringLiteral("from"), dayText(leave.from)},
                                 {QStringLiteral("to"), dayText(leave.to)},
                                 {QStringLiteral("part"), leavePartWord(leave.part)},
                                 {QStringLiteral("type"), leave.reason}});
    }
    context.out.table({QStringLiteral("Entry"), QStringLiteral("Number"), QStringLiteral("Name"),
                       QStringLiteral("From"), QStringLiteral("To"), QStringLiteral("Part"),
                       QStringLiteral("Type")},
                      rows, {0});
    context.out.json(QJsonDocument(array));
    return kDone;
}

Result<LeavePart> partOf(const Context &context)
{
    const QString word = context.option(QStringLiteral("part"));
    if (const std::optional<LeavePart> part = leavePartFromWord(word))
        return *part;
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "\"%1\" is no part of a day. Write --part full, "
                                               "first_half or second_half."))
            .arg(word));
}

int addLeave(const Context &context, Composition &school)
{
    const Result<Person> person = namedPerson(context, school, context.arguments.at(0));
    if (!person)
        return failUsage(context, person.error());
    const Result<QDate> from = parseDay(context.arguments.at(1));
    if (!from)
        return failUsage(context, from.error());
    const Result<QDate> to =
        context.arguments.size() > 2 ? parseDay(context.arguments.at(2)) : from;
    if (!to)
        return failUsage(context, to.error());
    const Result<LeavePart> part = partOf(context);
    if (!part)
        return failUsage(context, part.error());
    const Leave leave{{}, person->id, *from, *to, *part, context.option(QStringLiteral("type"))};
    return tellChange(context, await(school.leaves().addLeaves(
                                   {leave}, context.option(QStringLiteral("reason")))));
}

int removeLeave(const Context &context, Composition &school)
{
    const Result<qint64> id = parseEntry(context.arguments.first());
    if (!id)
        return failUsage(context, id.error());
    return tellChange(context, await(school.leaves().removeLeave(
                                   LeaveId{*id}, context.option(QStringLiteral("reason")))));
}

QString yesOrNo(bool value)
{
    return value ? say(QT_TRANSLATE_NOOP("rollcall::ctl", "yes"))
                 : say(QT_TRANSLATE_NOOP("rollcall::ctl", "no"));
}

int listTypes(const Context &context, Composition &school)
{
    const Result<QList<LeaveReason>> reasons = await(school.leaves().reasons());
    if (!reasons)
        return context.out.fail(reasons.error());
    QList<QStringList> rows;
    QJsonArray array;
    for (const LeaveReason &reason : *reasons) {
        rows.append({reason.code, leaveReasonTitle(reason), yesOrNo(reason.excused),
                     yesOrNo(reason.countsAsPresent), yesOrNo(reason.offered)});
        array.append(QJsonObject{{QStringLiteral("type"), reason.code},
                                 {QStringLiteral("name"), leaveReasonTitle(reason)},
                                 {QStringLiteral("excused"), reason.excused},
                                 {QStringLiteral("counts_as_present"), reason.countsAsPresent},
                                 {QStringLiteral("offered"), reason.offered}});
    }
    context.out.table({QStringLiteral("Type"), QStringLiteral("Name"), QStringLiteral("Excused"),
                       QStringLiteral("Counts as present"), QStringLiteral("Offered")},
                      rows);
    context.out.json(QJsonDocument(array));
    return kDone;
}

/// "yes" or "no" of an option; @p present when it is not given.
Result<bool> flagOf(const Context &context, const QString &option, bool present)
{
    const QString text = context.option(option);
    if (!context.has(option) || text == u"yes" || text == u"no")
        return context.has(option) ? text == u"yes" : present;
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Write yes or no after --%1.")).arg(option));
}

int setType(const Context &context, Composition &school)
{
    const Result<QList<LeaveReason>> reasons = await(school.leaves().reasons());
    if (!reasons)
        return context.out.fail(reasons.error());
    LeaveReason wanted;
    wanted.code = context.arguments.first();
    for (const LeaveReason &reason : *reasons) {
        if (reason.code == wanted.code)
            wanted = reason;
    }
    if (context.has(QStringLiteral("name")))
        wanted.name = context.option(QStringLiteral("name")).simplified();
    for (const auto &[option, flag] :
         {std::pair{QStringLiteral("excused"), &wanted.excused},
          std::pair{QStringLiteral("counts-as-present"), &wanted.countsAsPresent},
          std::pair{QStringLiteral("offered"), &wanted.offered}}) {
        const Result<bool> value = flagOf(context, option, *flag);
        if (!value)
            return failUsage(context, value.error());
        *flag = *value;
    }
    return tellChange(context, await(school.leaves().saveReason(
                                   wanted, context.option(QStringLiteral("reason")))));
}

std::vector<Command> leaveTypeCommands()
{
    const auto yesNo = [](const char *name, const char *help) {
        return valueOption(QString::fromLatin1(name), QStringLiteral("yes|no"), say(help));
    };
    std::vector<Command> commands;
    commands.push_back({{QStringLiteral("leave"), QStringLiteral("types")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists why somebody may be away.")),
                        {},
                        0,
                        0,
                        {},
                        inSchool(listTypes)});
    commands.push_back(
        {{QStringLiteral("leave"), QStringLiteral("type")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Changes a type of leave, or makes one.")),
         QStringLiteral("TYPE"),
         1,
         1,
         {valueOption(QStringLiteral("name"), QStringLiteral("N"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Its name for people."))),
          yesNo("excused", QT_TRANSLATE_NOOP("rollcall::ctl", "Whether it is excused.")),
          yesNo("counts-as-present",
                QT_TRANSLATE_NOOP("rollcall::ctl", "Whether such a day counts as present.")),
          yesNo("offered", QT_TRANSLATE_NOOP("rollcall::ctl", "Whether new leaves may have it.")),
          reasonOption()},
         inSchool(setType)});
    return commands;
}

} // namespace

std::vector<Command> leaveCommands()
{
    const QString leave = QStringLiteral("leave");
    std::vector<Command> commands;
    commands.push_back(
        {{leave, QStringLiteral("list")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists who is away, and when.")),
         {},
         0,
         0,
         {fromOption(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only from this day on."))),
          toOption(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only up to this day."))),
          valueOption(QStringLiteral("person"), QStringLiteral("P"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only of this person."))),
          whichKindOption()},
         inSchool(listLeaves)});
    commands.push_back(
        {{leave, QStringLiteral("add")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Enters an approved leave.")),
         QStringLiteral("PERSON DATE [LAST_DATE]"),
         2,
         3,
         {valueOption(QStringLiteral("part"), QStringLiteral("PART"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "full, first_half or second_half.")),
                      leavePartWord(LeavePart::Full)),
          valueOption(QStringLiteral("type"), QStringLiteral("TYPE"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "One of \"leave types\".")),
                      QStringLiteral("other")),
          whichKindOption(), reasonOption()},
         inSchool(addLeave)});
    commands.push_back({{leave, QStringLiteral("remove")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Takes a leave back.")),
                        QStringLiteral("ENTRY"),
                        1,
                        1,
                        {reasonOption()},
                        inSchool(removeLeave)});
    for (Command &command : leaveTypeCommands())
        commands.push_back(std::move(command));
    return commands;
}

} // namespace rollcall::ctl
