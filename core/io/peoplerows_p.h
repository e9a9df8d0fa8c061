// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/io/peoplecolumns.h"
#include "core/io/xlsxreader.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace rollcall {

/// Makes people of the rows of a file and remembers whose number was on which line.
class PeopleRows
{
public:
    explicit PeopleRows(PersonKind kind)
        : m_kind(kind)
    {}

    bool hasHead() const { return m_columns.has_value(); }
    int headLine() const { return m_headLine; }
    Result<> takeHead(int line, const QStringList &head);
    void take(const SheetRow &row);
    /// A sheet says at its end which of its cells are joined.
    void takeMerged(const QList<MergedCells> &merged);
    PeopleFile takeFile();

private:
    /// Text of a column for a person; a date where none belongs is a problem.
    QString text(PeopleColumn column);
    QDate date(PeopleColumn column);
    void readGroup(Person &person);
    void readTexts(Person &person);
    void readKind(Person &person);
    void readDates(Person &person);
    void readActive(Person &person);
    void checkNumber(const Person &person);
    void checkName(const Person &person);
    bool hasFault(const SheetCell &cell, PeopleColumn column);
    void problem(PeopleColumn column, const QString &sentence);
    void problemAt(int line, int place, const QString &sentence);
    void keepFirstRow(const SheetRow &row);
    QString headOf(int place) const { return m_head.value(place); }

    const PersonKind m_kind;
    QStringList m_head;
    int m_headLine = 0;
    std::optional<PeopleColumns> m_columns;
    PeopleFile m_file;
    QHash<QString, int> m_lines; ///< of a kind and number
    SheetRow m_row;              ///< the one at hand
    QSet<PeopleColumn> m_wrong;  ///< of it
};

} // namespace rollcall
