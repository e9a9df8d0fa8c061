// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/peoplecolumns.h"

#include "core/base/textfold.h"

#include <QCoreApplication>

#include <algorithm>

namespace rollcall {

namespace {

/// A column with the names that it goes by, folded; its own one first, then from close to far.
struct Wording
{
    PeopleColumn column;
    const char *names; ///< between bars
};

constexpr Wording kWordings[] = {
    {PeopleColumn::Number,
     "number|admission number|admission no|adm no|admn no|adm number|staff number|staff no|"
     "employee number|employee no|emp no|employee id|employee code|emp id|emp code|staff id|"
     "student number|student no|student id|student code|gr no|gr number|registration number|"
     "registration no|reg no|enrolment number|enrolment no|enrollment number|enrollment no|"
     "scholar no|admission id|person number|no|id"},
    {PeopleColumn::Name,
     "name|full name|student name|name of student|name of the student|student s name|pupil name|"
     "staff name|employee name|teacher name|name of employee|person name|student|employee"},
    {PeopleColumn::Kind, "kind|type|person type|category|student or staff"},
    {PeopleColumn::Class,
     "class|class name|department|dept|grade|standard|std|form|year group|department name"},
    {PeopleColumn::Section, "section|sec|division|div|section name|stream"},
    {PeopleColumn::Roll, "roll|roll number|roll no|roll num|class roll no|class roll"},
    {PeopleColumn::Gender, "gender|sex"},
    {PeopleColumn::Card, "card|card number|card no|rfid|rfid card|rfid number|rfid no|card id|id "
                         "card no|proximity card"},
    {PeopleColumn::Guardian,
     "guardian|guardian name|guardian s name|parent name|parent s name|parent|father name|"
     "father s name|name of father|father|father guardian name|father husband name|mother name|"
     "mother s name|mother"},
    {PeopleColumn::Phone,
     "phone|phone number|phone no|mobile|mobile number|mobile no|contact|contact number|contact no|"
     "telephone|tel|cell|cell no|guardian phone|guardian mobile|parent phone|parent mobile|"
     "father mobile|father phone|father s mobile|father mobile no|sms mobile|whatsapp"},
    {PeopleColumn::Photo, "photo|photo reference|photo file|picture|image|photograph"},
    {PeopleColumn::From,
     "from|enrolled from|admission date|date of admission|adm date|joining date|date of joining|"
     "doj|doa|join date|enrolment date|enrollment date|start date"},
    {PeopleColumn::To, "to|enrolled to|leaving date|date of leaving|last day|left on|relieving "
                       "date|end date|exit date"},
    {PeopleColumn::Active, "active|is active"},
    {PeopleColumn::ClassAndSection,
     "class section|class and section|class sec|grade section|class div|class division|std div|"
     "standard division|section class"},
    {PeopleColumn::FirstName, "first name|given name|forename"},
    {PeopleColumn::LastName, "last name|surname|family name"},
};

struct Match
{
    PeopleColumn column;
    qsizetype rank; ///< 0 = the column's own name
};

const QHash<QString, Match> &wordings()
{
    static const QHash<QString, Match> all = [] {
        QHash<QString, Match> made;
        for (const Wording &wording : kWordings) {
            const QStringList names = QString::fromLatin1(wording.names).split(u'|');
            for (qsizetype rank = 0; rank < names.size(); ++rank)
                made.insert(names.at(rank), {wording.column, rank});
        }
        return made;
    }();
    return all;
}

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::CsvColumns", text);
}

QString knownColumns()
{
    QStringList names;
    for (int column = 0; column <= static_cast<int>(PeopleColumn::Active); ++column)
        names.append(columnName(static_cast<PeopleColumn>(column)));
    return names.join(QStringLiteral(", "));
}

Error missing(const QString &name)
{
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::CsvColumns",
                              "The file has no column %1. Nothing was taken from the file. "
                              "Its first line must "
                              "name the columns; these are known: %2."))
            .arg(name, knownColumns()));
}

PersonFields fieldsOf(PeopleColumn column)
{
    switch (column) {
    case PeopleColumn::Number:
    case PeopleColumn::Kind:
        return {};
    case PeopleColumn::Name:
    case PeopleColumn::FirstName:
    case PeopleColumn::LastName:
        return PersonField::Name;
    case PeopleColumn::Class:
        return PersonField::Group;
    case PeopleColumn::ClassAndSection:
        return PersonField::Group | PersonField::Section;
    case PeopleColumn::Section:
        return PersonField::Section;
    case PeopleColumn::Roll:
        return PersonField::Roll;
    case PeopleColumn::Gender:
        return PersonField::Gender;
    case PeopleColumn::Card:
        return PersonField::Card;
    case PeopleColumn::Guardian:
        return PersonField::Guardian;
    case PeopleColumn::Phone:
        return PersonField::Phone;
    case PeopleColumn::Photo:
        return PersonField::Photo;
    case PeopleColumn::From:
        return PersonField::From;
    case PeopleColumn::To:
        return PersonField::To;
    case PeopleColumn::Active:
        return PersonField::Active;
    }
    return {};
}

} // namespace

QString columnName(PeopleColumn column)
{
    switch (column) {
    case PeopleColumn::ClassAndSection:
        return QStringLiteral("class, section");
    case PeopleColumn::FirstName:
    case PeopleColumn::LastName:
        return QStringLiteral("name");
    default:
        for (const Wording &wording : kWordings) {
            if (wording.column == column)
                return QString::fromLatin1(wording.names).section(u'|', 0, 0);
        }
        return {};
    }
}

Result<PeopleColumns> PeopleColumns::match(const QStringList &head)
{
    PeopleColumns columns;
    QHash<PeopleColumn, qsizetype> ranks;
    for (int i = 0; i < head.size(); ++i) {
        const auto found = wordings().constFind(foldText(head.at(i)));
        if (found == wordings().constEnd())
            continue;
        const auto other = ranks.constFind(found->column);
        if (other != ranks.constEnd() && *other == found->rank) {
            return errors::invalidInput(
                say(QT_TRANSLATE_NOOP("rollcall::CsvColumns",
                                      "The first line of the file names the column %1 twice. "
                                      "Nothing was taken from "
                                      "the file. Remove or rename one of the two columns."))
                    .arg(columnName(found->column)));
        }
        if (other != ranks.constEnd() && *other < found->rank)
            continue;
        ranks.insert(found->column, found->rank);
        columns.m_places.insert(found->column, i);
    }
    columns.settle(head);
    if (const Result<> checked = columns.check(); !checked)
        return checked.error();
    return columns;
}

/// Where the parts and the whole of something are both there, the plain columns of cli.md win.
void PeopleColumns::settle(const QStringList &head)
{
    if (has(PeopleColumn::Name)) {
        m_places.remove(PeopleColumn::FirstName);
        m_places.remove(PeopleColumn::LastName);
    }
    if (has(PeopleColumn::Class) || has(PeopleColumn::Section))
        m_places.remove(PeopleColumn::ClassAndSection);
    QHash<int, PeopleColumn> byPlace;
    for (auto it = m_places.cbegin(); it != m_places.cend(); ++it)
        byPlace.insert(it.value(), it.key());
    for (int i = 0; i < head.size(); ++i) {
        if (byPlace.contains(i))
            m_matched.append({head.at(i), columnName(byPlace.value(i))});
        else if (!head.at(i).isEmpty())
            m_ignored.append(head.at(i));
    }
}

Result<> PeopleColumns::check() const
{
    if (!has(PeopleColumn::Number))
        return missing(columnName(PeopleColumn::Number));
    if (!has(PeopleColumn::Name) && !has(PeopleColumn::FirstName))
        return missing(columnName(PeopleColumn::Name));
    return ok();
}

PersonFields PeopleColumns::fields() const
{
    PersonFields fields;
    for (auto it = m_places.keyBegin(); it != m_places.keyEnd(); ++it)
        fields |= fieldsOf(*it);
    return fields;
}

} // namespace rollcall
