// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/io/peoplecolumns.h"
#include "core/io/writtendate.h"
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
    /// All that was taken, once the last row was. @p form: how the file was written, as far as its
    /// reader knows.
    PeopleFile takeFile(const PeopleFileForm &form);

private:
    /// A date that only the other dates of its column can say how to read.
    struct OpenDate
    {
        PeopleColumn column;
        QString text;
        QDate dayFirst;
        int line;
        qsizetype person; ///< place in the file's people; -1 = the row was wrong anyway
    };
    using DateSlot = QDate Person::*;
    static DateSlot slotOf(PeopleColumn column);
    /// Reads the open dates, or says of which rows they are a problem.
    void settleDates();
    void leaveOut(const QSet<qsizetype> &people);
    bool areCrossed(const Person &person) const;

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
    QHash<PeopleColumn, DateOrder> m_orders;
    QList<OpenDate> m_openDates;
    qsizetype m_openBefore = 0; ///< open dates of the rows before the one at hand
    SheetRow m_row;             ///< the one at hand
    QSet<PeopleColumn> m_wrong; ///< of it
};

} // namespace rollcall
