// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/commands/mapsuggest.h"

#include "core/rules/matchsuggester.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

QStringList causeWords(MatchCauses causes)
{
    constexpr std::pair<MatchCause, const char *> kWords[] = {
        {MatchCause::SameCard, "card"},
        {MatchCause::SameNumber, "number"},
        {MatchCause::NumberButZeros, "number_but_zeros"},
        {MatchCause::SameName, "name"},
        {MatchCause::SoundsAlike, "name_sounds_alike"},
        {MatchCause::SimilarName, "name_similar"},
        {MatchCause::OtherName, "name_differs"},
    };
    QStringList words;
    for (const auto &[cause, word] : kWords) {
        if (causes.testFlag(cause))
            words.append(QString::fromLatin1(word));
    }
    return words;
}

/// The confidence of --apply; InvalidInput unless it is 1 to 99.
Result<int> wantedConfidence(const Context &context)
{
    bool isNumber = false;
    const int confidence = context.option(QStringLiteral("apply")).toInt(&isNumber);
    if (isNumber && confidence >= 1 && confidence <= 99)
        return confidence;
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ctl",
                              "\"%1\" is no confidence. Nothing was done. Write a number from 1 to "
                              "99; 90 is careful."))
            .arg(context.option(QStringLiteral("apply"))));
}

int show(const Context &context, Composition &composition, const Device &device)
{
    const Result<QList<MatchSuggestion>> suggestions =
        await(composition.mapping().suggestions(device.id));
    const Result<QList<MappingRow>> users = await(composition.mapping().rows(device.id));
    const Result<QList<Person>> people = await(composition.people().people());
    if (!suggestions || !users || !people)
        return context.out.fail(!suggestions ? suggestions.error()
                                : !users     ? users.error()
                                             : people.error());
    QHash<QString, QString> names;
    for (const MappingRow &user : *users)
        names.insert(user.userId, user.name);
    QHash<PersonId, Person> persons;
    for (const Person &person : *people)
        persons.insert(person.id, person);
    QList<QStringList> rows;
    QJsonArray array;
    for (const MatchSuggestion &match : *suggestions) {
        const Person person = persons.value(match.person);
        const QString reason = causesText(match.causes);
        rows.append({match.userId, names.value(match.userId), person.number, person.fullName,
                     person.groupLabel(), QString::number(match.confidence), reason,
                     match.isClear ? QStringLiteral("yes") : QStringLiteral("no")});
        array.append(QJsonObject{
            {QStringLiteral("user_id"), match.userId},
            {QStringLiteral("name"), names.value(match.userId)},
            {QStringLiteral("person"), person.number},
            {QStringLiteral("person_name"), person.fullName},
            {QStringLiteral("kind"), kindWord(person.kind)},
            {QStringLiteral("confidence"), match.confidence},
            {QStringLiteral("reason"), reason},
            {QStringLiteral("causes"), QJsonArray::fromStringList(causeWords(match.causes))},
            {QStringLiteral("clear"), match.isClear}});
    }
    context.out.table({QStringLiteral("User"), QStringLiteral("Name on device"),
                       QStringLiteral("Person"), QStringLiteral("Name"), QStringLiteral("Class"),
                       QStringLiteral("Confidence"), QStringLiteral("Reason"),
                       QStringLiteral("Clear")},
                      rows, {5});
    context.out.json(QJsonDocument(array));
    return kDone;
}

int suggest(const Context &context, Composition &composition, const Device &device)
{
    if (!context.has(QStringLiteral("apply")))
        return show(context, composition, device);
    const Result<int> confidence = wantedConfidence(context);
    if (!confidence)
        return failUsage(context, confidence.error());
    const Result<MappingCounts> counts =
        await(composition.mapping().applySuggestions(device.id, *confidence));
    return counts ? reportCounts(context, *counts) : context.out.fail(counts.error());
}

} // namespace

int reportCounts(const Context &context, const MappingCounts &counts)
{
    const QString line =
        counts.waiting
            ? say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                    "%1 changed, %2 as before; their days are not built yet and "
                                    "follow with the next change."))
            : say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                    "%1 changed, %2 as before; %3 days of attendance built."));
    const QString changed =
        line.arg(QString::number(counts.added), QString::number(counts.unchanged));
    context.out.line(counts.waiting ? changed : changed.arg(counts.days));
    context.out.json(QJsonDocument(
        QJsonObject{{QStringLiteral("changed"), counts.added},
                    {QStringLiteral("unchanged"), counts.unchanged},
                    {QStringLiteral("days"), counts.waiting ? qint64(0) : counts.days}}));
    return counts.waiting ? context.out.fail(*counts.waiting) : kDone;
}

Command suggestCommand()
{
    return {{QStringLiteral("map"), QStringLiteral("suggest")},
            say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                  "Says whom users that mean nobody yet probably are.")),
            QStringLiteral("DEVICE"),
            1,
            1,
            {valueOption(QStringLiteral("apply"), QStringLiteral("CONFIDENCE"),
                         say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                               "Map those that are clear and at least so sure, 1 "
                                               "to 99.")))},
            onDevice(suggest)};
}

} // namespace rollcall::ctl
