// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/factanswer.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

int list(const Context &context, Composition &school)
{
    const Result<QList<ClockFact>> facts = await(school.clocks().facts());
    const Result<QList<Device>> devices = await(school.stores().devices.devices());
    if (!facts || !devices)
        return context.out.fail(facts ? devices.error() : facts.error());
    QHash<DeviceId, QString> names;
    for (const Device &device : *devices)
        names.insert(device.id, device.name);
    QList<QStringList> rows;
    QJsonArray array;
    for (const ClockFact &fact : *facts) {
        const bool isShift = fact.kind == ClockFactKind::Shift;
        const QString device = names.value(fact.device, QString::number(fact.device.value));
        rows.append({QString::number(fact.id.value), clockFactWord(fact.kind), device,
                     dayText(fact.from), dayText(fact.to),
                     isShift ? QString::number(fact.minutes) : QString(), fact.reason,
                     fact.author});
        array.append(QJsonObject{
            {QStringLiteral("id"), fact.id.value},
            {QStringLiteral("kind"), clockFactWord(fact.kind)},
            {QStringLiteral("device"), device},
            {QStringLiteral("from"), dayText(fact.from)},
            {QStringLiteral("to"), dayText(fact.to)},
            {QStringLiteral("minutes"), isShift ? QJsonValue(fact.minutes) : QJsonValue()},
            {QStringLiteral("reason"), fact.reason},
            {QStringLiteral("author"), fact.author}});
    }
    context.out.table({QStringLiteral("Entry"), QStringLiteral("Kind"), QStringLiteral("Device"),
                       QStringLiteral("From"), QStringLiteral("To"), QStringLiteral("Minutes"),
                       QStringLiteral("Reason"), QStringLiteral("By")},
                      rows, {0, 5});
    context.out.json(QJsonDocument(array));
    return kDone;
}

Result<int> minutesOf(const Context &context)
{
    bool isNumber = false;
    const int minutes = context.option(QStringLiteral("minutes")).toInt(&isNumber);
    if (isNumber)
        return minutes;
    return errors::invalidInput(say(QT_TRANSLATE_NOOP(
        "rollcall::ctl", "Say by how many minutes: --minutes 60, or --minutes=-60 to read the "
                         "punches earlier.")));
}

int decide(const Context &context, Composition &school, const Device &device, ClockFactKind kind)
{
    const Result<DayRange> range = rangeOf(context);
    if (!range)
        return failUsage(context, range.error());
    if (!range->from.isValid() || !range->to.isValid())
        return failUsage(context, errors::invalidInput(say(QT_TRANSLATE_NOOP(
                                      "rollcall::ctl", "Name the dates that the terminal wrote: "
                                                       "--from and --to."))));
    const Result<int> minutes = kind == ClockFactKind::Shift ? minutesOf(context) : Result<int>(0);
    if (!minutes)
        return failUsage(context, minutes.error());
    ClockFact fact;
    fact.kind = kind;
    fact.device = device.id;
    fact.from = range->from;
    fact.to = range->to;
    fact.minutes = *minutes;
    const Result<ClockDecided> decided =
        await(school.clocks().decide(fact, context.option(QStringLiteral("reason"))));
    if (!decided)
        return failUsage(context, decided.error());
    if (decided->logs > 0)
        context.out.line(QCoreApplication::translate(
            "rollcall::ctl", "%n line(s) that were set aside are punches now.", nullptr,
            static_cast<int>(decided->logs)));
    return tellChange(context, decided->counts, {{QStringLiteral("logs"), decided->logs}});
}

int accept(const Context &context, Composition &school, const Device &device)
{
    return decide(context, school, device, ClockFactKind::Accept);
}

int shift(const Context &context, Composition &school, const Device &device)
{
    return decide(context, school, device, ClockFactKind::Shift);
}

int remove(const Context &context, Composition &school)
{
    const QString word = context.arguments.at(0);
    const Result<qint64> id = parseEntry(context.arguments.at(1));
    if (!id)
        return failUsage(context, id.error());
    for (const ClockFactKind kind : {ClockFactKind::Accept, ClockFactKind::Shift}) {
        if (word == clockFactWord(kind))
            return tellChange(
                context, await(school.clocks().remove(kind, ClockFactId{*id},
                                                      context.option(QStringLiteral("reason")))));
    }
    return failUsage(context, errors::invalidInput(say(QT_TRANSLATE_NOOP(
                                  "rollcall::ctl", "Write accept or shift before the entry."))));
}

} // namespace

std::vector<Command> clockCommands()
{
    const QString clock = QStringLiteral("clock");
    const QCommandLineOption from = fromOption(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "First date, as the terminal wrote it.")));
    const QCommandLineOption to =
        toOption(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Last date, as the terminal wrote it.")));
    std::vector<Command> commands;
    commands.push_back({{clock, QStringLiteral("accept")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Believes punches of a device "
                                                               "although its clock looks wrong.")),
                        QStringLiteral("DEVICE"),
                        1,
                        1,
                        {from, to, reasonOption()},
                        onDevice(accept)});
    commands.push_back(
        {{clock, QStringLiteral("shift")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl",
                               "Reads punches of a device so many minutes later.")),
         QStringLiteral("DEVICE"),
         1,
         1,
         {from, to,
          valueOption(QStringLiteral("minutes"), QStringLiteral("N"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "By how many; negative = earlier."))),
          reasonOption()},
         onDevice(shift)});
    commands.push_back(
        {{clock, QStringLiteral("list")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists what was decided about clocks.")),
         {},
         0,
         0,
         {},
         inSchool(list)});
    commands.push_back({{clock, QStringLiteral("remove")},
                        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Takes such a decision back.")),
                        QStringLiteral("accept|shift ENTRY"),
                        2,
                        2,
                        {reasonOption()},
                        inSchool(remove)});
    return commands;
}

} // namespace rollcall::ctl
