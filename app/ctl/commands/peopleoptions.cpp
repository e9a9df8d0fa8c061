// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/commands/peopleoptions.h"

#include <QCoreApplication>

namespace rollcall::ctl {

namespace {

struct TextOption
{
    const char *name;
    const char *help;
    QString Person::*member;
};

const TextOption kTexts[] = {
    {"number", QT_TRANSLATE_NOOP("rollcall::ctl", "Admission or staff number."), &Person::number},
    {"name", QT_TRANSLATE_NOOP("rollcall::ctl", "Full name."), &Person::fullName},
    {"class", QT_TRANSLATE_NOOP("rollcall::ctl", "Class or department."), &Person::groupName},
    {"section", QT_TRANSLATE_NOOP("rollcall::ctl", "Section of the class."), &Person::section},
    {"roll", QT_TRANSLATE_NOOP("rollcall::ctl", "Roll number."), &Person::roll},
    {"gender", QT_TRANSLATE_NOOP("rollcall::ctl", "Gender, as the office writes it."),
     &Person::gender},
    {"card", QT_TRANSLATE_NOOP("rollcall::ctl", "Number of the card."), &Person::card},
    {"guardian", QT_TRANSLATE_NOOP("rollcall::ctl", "Name of the guardian."),
     &Person::guardianName},
    {"phone",
     QT_TRANSLATE_NOOP("rollcall::ctl", "Phone of the guardian or of the member of staff."),
     &Person::phone},
    {"photo", QT_TRANSLATE_NOOP("rollcall::ctl", "Where the picture lies."), &Person::photoRef},
};

struct DayOption
{
    const char *name;
    const char *help;
    QDate Person::*member;
};

const DayOption kDays[] = {
    {"from", QT_TRANSLATE_NOOP("rollcall::ctl", "First day at the school; \"\" = always."),
     &Person::enrolledFrom},
    {"to", QT_TRANSLATE_NOOP("rollcall::ctl", "Last day at the school; \"\" = still here."),
     &Person::enrolledTo},
};

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

QCommandLineOption kindChoice(const char *help)
{
    return valueOption(QStringLiteral("kind"), QStringLiteral("student|staff"), say(help));
}

} // namespace

QCommandLineOption whichKindOption()
{
    return kindChoice(QT_TRANSLATE_NOOP("rollcall::ctl",
                                        "Which of two, where a student and a member of staff share "
                                        "the number."));
}

QList<QCommandLineOption> importOptions()
{
    return {kindChoice(QT_TRANSLATE_NOOP("rollcall::ctl", "For lines that do not say.")),
            flagOption(QStringLiteral("dry-run"),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only say what would be done."))),
            valueOption(QStringLiteral("encoding"), QStringLiteral("NAME"),
                        say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                              "Encoding of a CSV file, when it is told wrong: "
                                              "utf-8, windows-1252, -1250, -1256, -1251.")))};
}

QList<QCommandLineOption> listOptions()
{
    return {kindChoice(QT_TRANSLATE_NOOP("rollcall::ctl", "Only these.")),
            valueOption(QStringLiteral("class"), QStringLiteral("CLASS"),
                        say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                              "Only this class or department, with or without its "
                                              "section."))),
            valueOption(QStringLiteral("search"), QStringLiteral("TEXT"),
                        say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                              "Words of number, name, class, card, guardian or "
                                              "phone, in any order."))),
            flagOption(QStringLiteral("unmapped"),
                       say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                             "Only people who have no user on any device.")))};
}

QList<QCommandLineOption> personOptions(bool isEdit)
{
    QList<QCommandLineOption> options{
        isEdit ? whichKindOption()
               : kindChoice(QT_TRANSLATE_NOOP("rollcall::ctl", "A student unless it is said."))};
    for (const TextOption &text : kTexts)
        options.append(
            valueOption(QString::fromLatin1(text.name), QStringLiteral("TEXT"), say(text.help)));
    for (const DayOption &day : kDays)
        options.append(
            valueOption(QString::fromLatin1(day.name), QStringLiteral("DATE"), say(day.help)));
    options.append(flagOption(
        QStringLiteral("inactive"),
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Not offered for mapping and in lists any more."))));
    if (isEdit)
        options.append(flagOption(QStringLiteral("active"),
                                  say(QT_TRANSLATE_NOOP("rollcall::ctl", "Back again."))));
    return options;
}

Result<PersonKind> kindOption(const Context &context)
{
    const QString word = context.option(QStringLiteral("kind"));
    if (word.isEmpty() || word == kindWord(PersonKind::Student))
        return PersonKind::Student;
    if (word == kindWord(PersonKind::Staff))
        return PersonKind::Staff;
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ctl",
                              "\"%1\" is no kind of person. Nothing was done. Write student or "
                              "staff."))
            .arg(word));
}

Result<std::optional<PersonKind>> saidKind(const Context &context)
{
    if (!context.has(QStringLiteral("kind")))
        return std::optional<PersonKind>();
    const Result<PersonKind> kind = kindOption(context);
    return kind ? Result<std::optional<PersonKind>>(*kind) : kind.error();
}

Result<Person> namedPerson(const Context &context, Composition &composition, const QString &number)
{
    const Result<std::optional<PersonKind>> kind = saidKind(context);
    return kind ? findPerson(composition, number, *kind) : kind.error();
}

Result<> readPersonOptions(const Context &context, Person &person)
{
    for (const TextOption &text : kTexts) {
        const QString name = QString::fromLatin1(text.name);
        if (context.has(name))
            person.*text.member = context.option(name).simplified();
    }
    for (const DayOption &day : kDays) {
        const QString name = QString::fromLatin1(day.name);
        if (!context.has(name))
            continue;
        const QString value = context.option(name);
        const Result<QDate> parsed = value.isEmpty() ? Result<QDate>(QDate()) : parseDay(value);
        if (!parsed)
            return parsed.error();
        person.*day.member = *parsed;
    }
    if (context.has(QStringLiteral("inactive")))
        person.active = false;
    else if (context.has(QStringLiteral("active")))
        person.active = true;
    return ok();
}

} // namespace rollcall::ctl
