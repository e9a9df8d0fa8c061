// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/textfold.h"
#include "core/io/peoplefile.h"
#include "core/io/peoplerows_p.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace rollcall {

namespace {

constexpr qsizetype kLongestNumber = 64;
constexpr qsizetype kLongestText = 200;
constexpr qsizetype kFirstRows = 10;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::PeopleFile", text);
}

std::optional<PersonKind> kindIn(const QString &text)
{
    for (const PersonKind kind : {PersonKind::Student, PersonKind::Staff}) {
        if (text.compare(kindWord(kind), Qt::CaseInsensitive) == 0)
            return kind;
    }
    return std::nullopt;
}

std::optional<bool> truthIn(const QString &text)
{
    const QString folded = foldText(text);
    if (folded == u"yes" || folded == u"true" || folded == u"1" || folded == u"active")
        return true;
    if (folded == u"no" || folded == u"false" || folded == u"0" || folded == u"inactive")
        return false;
    return std::nullopt;
}

QString faultText(CellFault fault)
{
    switch (fault) {
    case CellFault::ErrorValue:
        return say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                     "Line %1 shows an error of the spreadsheet in the column "
                                     "\"%2\"."));
    case CellFault::NoFormulaResult:
        return say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                     "Line %1 has a formula without a value in the column \"%2\". "
                                     "Open the file in the spreadsheet and save it again."));
    case CellFault::TooManyDigits:
        return say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                     "Line %1 has a number of more than 15 digits in the column "
                                     "\"%2\"; the spreadsheet has rounded it. Format the column as "
                                     "text and enter it again."));
    case CellFault::NoDate:
        return say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                     "Line %1 has a time, or a date that does not exist, in the "
                                     "column \"%2\"."));
    case CellFault::None:
        break;
    }
    return {};
}

/// "7-B", "10/A", "7 B" and "10A" in two; anything else is a class without sections.
void splitGroup(const QString &text, Person &person)
{
    person.groupName = text;
    person.section.clear();
    qsizetype cut = qMax(text.lastIndexOf(u'-'), text.lastIndexOf(u'/'));
    qsizetype after = cut + 1;
    const bool endsInLetter = text.size() > 1 && text.back().isLetter();
    if (cut < 0 && endsInLetter &&
        (text.at(text.size() - 2) == u' ' || text.at(text.size() - 2).isDigit())) {
        cut = text.size() - 1;
        after = cut;
    }
    if (cut <= 0 || after >= text.size())
        return;
    person.groupName = text.first(cut).trimmed();
    person.section = text.sliced(after).trimmed();
}

} // namespace

Result<> PeopleRows::takeHead(int line, const QStringList &head)
{
    Result<PeopleColumns> columns = PeopleColumns::match(head);
    if (!columns)
        return columns.error();
    m_columns = *std::move(columns);
    m_head = head;
    m_headLine = line;
    return ok();
}

void PeopleRows::take(const SheetRow &row)
{
    const bool isBlank = std::all_of(row.cells.begin(), row.cells.end(), [](const SheetCell &cell) {
        return cell.fault == CellFault::None && cell.text.trimmed().isEmpty();
    });
    if (isBlank)
        return;
    m_row = row;
    m_wrong.clear();
    keepFirstRow(row);
    Person person;
    person.number = text(PeopleColumn::Number);
    readTexts(person);
    readGroup(person);
    readKind(person);
    readDates(person);
    readActive(person);
    checkNumber(person);
    checkName(person);
    const qsizetype openBefore = std::exchange(m_openBefore, m_openDates.size());
    if (!m_wrong.isEmpty()) {
        ++m_file.wrongRows;
        return;
    }
    for (qsizetype i = openBefore; i < m_openDates.size(); ++i)
        m_openDates[i].person = m_file.people.size();
    m_file.people.append(person);
    m_file.lines.append(row.line);
}

void PeopleRows::keepFirstRow(const SheetRow &row)
{
    if (m_file.firstRows.size() >= kFirstRows)
        return;
    QStringList texts;
    for (const SheetCell &cell : row.cells)
        texts.append(cell.text.left(kLongestText));
    m_file.firstRows.append(texts);
}

QString PeopleRows::text(PeopleColumn column)
{
    const SheetCell cell = m_row.cells.value(m_columns->place(column));
    if (hasFault(cell, column))
        return {};
    if (cell.isDate && !cell.text.isEmpty()) {
        problem(column, say(QT_TRANSLATE_NOOP(
                            "rollcall::PeopleFile",
                            "Line %1 has a date in the column \"%2\"; the spreadsheet made it of "
                            "something like 1-2. Format the column as text and enter it again.")));
        return {};
    }
    const QString found = cell.text.simplified();
    const qsizetype most = column == PeopleColumn::Number ? kLongestNumber : kLongestText;
    if (found.size() > most)
        problem(column, say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                              "Line %1 holds a text that is too long.")));
    return found;
}

bool PeopleRows::hasFault(const SheetCell &cell, PeopleColumn column)
{
    if (cell.fault == CellFault::None)
        return false;
    problem(column, faultText(cell.fault));
    return true;
}

void PeopleRows::readTexts(Person &person)
{
    person.fullName = text(PeopleColumn::Name);
    if (!m_columns->has(PeopleColumn::Name)) {
        const QString first = text(PeopleColumn::FirstName);
        person.fullName = QString(first + u' ' + text(PeopleColumn::LastName)).trimmed();
    }
    person.roll = text(PeopleColumn::Roll);
    person.gender = text(PeopleColumn::Gender);
    person.card = text(PeopleColumn::Card);
    person.guardianName = text(PeopleColumn::Guardian);
    person.phone = text(PeopleColumn::Phone);
    person.photoRef = text(PeopleColumn::Photo);
}

void PeopleRows::readGroup(Person &person)
{
    if (m_columns->has(PeopleColumn::ClassAndSection)) {
        splitGroup(text(PeopleColumn::ClassAndSection), person);
        return;
    }
    person.groupName = text(PeopleColumn::Class);
    person.section = text(PeopleColumn::Section);
}

void PeopleRows::readKind(Person &person)
{
    const QString word = text(PeopleColumn::Kind);
    const std::optional<PersonKind> kind = word.isEmpty() ? m_kind : kindIn(word);
    if (!kind)
        problem(PeopleColumn::Kind,
                say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                      "The kind on line %1 is neither student nor staff.")));
    person.kind = kind.value_or(m_kind);
}

void PeopleRows::readActive(Person &person)
{
    const QString word = text(PeopleColumn::Active);
    const std::optional<bool> isActive = word.isEmpty() ? true : truthIn(word);
    if (!isActive)
        problem(PeopleColumn::Active,
                say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                      "Line %1 says neither yes nor no in the column \"%2\".")));
    person.active = isActive.value_or(true);
}

void PeopleRows::checkNumber(const Person &person)
{
    if (person.number.isEmpty()) {
        if (!m_wrong.contains(PeopleColumn::Number))
            problem(PeopleColumn::Number,
                    say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                          "Line %1 has no number (admission or staff number).")));
        return;
    }
    int &line = m_lines[QString(kindWord(person.kind) + u' ' + person.number)];
    if (line > 0)
        problem(
            PeopleColumn::Number,
            say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                  "The number on line %1 was already used on line %2 of the file."))
                .arg(QStringLiteral("%1"), QString::number(line)));
    else
        line = m_row.line;
}

void PeopleRows::checkName(const Person &person)
{
    const PeopleColumn column =
        m_columns->has(PeopleColumn::Name) ? PeopleColumn::Name : PeopleColumn::FirstName;
    if (person.fullName.isEmpty() && !m_wrong.contains(column))
        problem(column, say(QT_TRANSLATE_NOOP("rollcall::PeopleFile", "Line %1 has no name.")));
}

void PeopleRows::problem(PeopleColumn column, const QString &sentence)
{
    m_wrong.insert(column);
    problemAt(m_row.line, m_columns->place(column), sentence);
}

void PeopleRows::problemAt(int line, int place, const QString &sentence)
{
    if (++m_file.problemCount > kMostRowProblems)
        return;
    QString text = sentence;
    text.replace(QLatin1String("%1"), QString::number(line));
    text.replace(QLatin1String("%2"), headOf(place));
    m_file.problems.append({line, text, headOf(place)});
}

void PeopleRows::takeMerged(const QList<MergedCells> &merged)
{
    for (const MergedCells &cells : merged) {
        if (cells.lastRow <= m_headLine)
            continue;
        const QList<MatchedColumn> matched = m_columns->matched();
        for (int place = cells.firstColumn; place <= cells.lastColumn && place < m_head.size();
             ++place) {
            const bool isUsed =
                std::any_of(matched.begin(), matched.end(), [&](const MatchedColumn &column) {
                    return column.head == m_head.at(place);
                });
            if (!isUsed)
                continue;
            ++m_file.wrongRows;
            problemAt(
                qMax(cells.firstRow, m_headLine + 1), place,
                say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                      "On line %1 a cell of the column \"%2\" is joined with "
                                      "others. Divide it, so that each person has a value.")));
            break;
        }
    }
}

PeopleFile PeopleRows::takeFile(const PeopleFileForm &form)
{
    settleDates();
    std::stable_sort(m_file.problems.begin(), m_file.problems.end(),
                     [](const RowProblem &a, const RowProblem &b) { return a.line < b.line; });
    m_file.fields = m_columns->fields();
    m_file.columns = m_columns->matched();
    m_file.ignoredColumns = m_columns->ignored();
    m_file.form = form;
    for (const PeopleColumn column : {PeopleColumn::From, PeopleColumn::To}) {
        if (m_orders.value(column).isDayFirst())
            m_file.form.dayFirstColumns.append(headOf(m_columns->place(column)));
    }
    return std::move(m_file);
}

} // namespace rollcall
