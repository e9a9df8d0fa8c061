// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dates of a people file: what "1/4/2024" means is only known when all of its column were seen.

#include "core/io/peoplerows_p.h"

#include <QCoreApplication>

#include <utility>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::PeopleFile", text);
}

QString noDateText()
{
    return say(
        QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                          "A date on line %1 is neither of the form YYYY-MM-DD nor day, month "
                          "and year."));
}

QString monthFirstText()
{
    return say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                 "On line %1 the date in the column \"%2\" has the month first. "
                                 "Write it as YYYY-MM-DD."));
}

QString ambiguousText()
{
    return say(QT_TRANSLATE_NOOP(
        "rollcall::PeopleFile", "On line %1 the date %3 can be read in two ways, and no other date "
                                "of the column \"%2\" says which. Write it as YYYY-MM-DD."));
}

QString crossedText()
{
    return say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                 "On line %1 the last day is before the first day."));
}

} // namespace

QDate PeopleRows::date(PeopleColumn column)
{
    const SheetCell cell = m_row.cells.value(m_columns->place(column));
    const QString text = cell.text.trimmed();
    if (hasFault(cell, column) || text.isEmpty())
        return {};
    const WrittenDate read = readWrittenDate(text);
    m_orders[column].see(read);
    if (read.isAmbiguous) {
        m_openDates.append({column, text, read.day, m_row.line, -1});
        return {};
    }
    if (!read.day.isValid())
        problem(column, read.isMonthFirst ? monthFirstText() : noDateText());
    return read.day;
}

void PeopleRows::readDates(Person &person)
{
    person.enrolledFrom = date(PeopleColumn::From);
    person.enrolledTo = date(PeopleColumn::To);
    if (areCrossed(person))
        problem(PeopleColumn::To, crossedText());
}

PeopleRows::DateSlot PeopleRows::slotOf(PeopleColumn column)
{
    return column == PeopleColumn::From ? &Person::enrolledFrom : &Person::enrolledTo;
}

bool PeopleRows::areCrossed(const Person &person) const
{
    return person.enrolledTo.isValid() && person.enrolledFrom.isValid() &&
           person.enrolledTo < person.enrolledFrom;
}

void PeopleRows::settleDates()
{
    QSet<qsizetype> wrong;
    for (const OpenDate &open : std::as_const(m_openDates)) {
        const int place = m_columns->place(open.column);
        if (!m_orders.value(open.column).isDayFirst()) {
            QString sentence = ambiguousText();
            problemAt(open.line, place, sentence.replace(QLatin1String("%3"), open.text));
            wrong.insert(open.person);
            continue;
        }
        if (open.person < 0)
            continue;
        Person &person = m_file.people[open.person];
        person.*slotOf(open.column) = open.dayFirst;
        // Both of its dates may have been open; only with the second it is known.
        if (!wrong.contains(open.person) && areCrossed(person)) {
            problemAt(open.line, m_columns->place(PeopleColumn::To), crossedText());
            wrong.insert(open.person);
        }
    }
    wrong.remove(-1);
    m_file.wrongRows += static_cast<int>(wrong.size());
    leaveOut(wrong);
}

void PeopleRows::leaveOut(const QSet<qsizetype> &people)
{
    if (people.isEmpty())
        return;
    QList<Person> staying;
    QList<int> lines;
    for (qsizetype i = 0; i < m_file.people.size(); ++i) {
        if (people.contains(i))
            continue;
        staying.append(m_file.people.at(i));
        lines.append(m_file.lines.at(i));
    }
    m_file.people = std::move(staying);
    m_file.lines = std::move(lines);
}

} // namespace rollcall
