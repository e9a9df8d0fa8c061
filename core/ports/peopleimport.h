// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/person.h"
#include "core/domain/rowproblem.h"
#include "core/ports/rows.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace rollcall {

/// How a people file is to be read.
struct PeopleFileOptions
{
    PersonKind kind = PersonKind::Student; ///< of rows that do not say
    QByteArray encoding; ///< of CSV, as for decodeText(); empty = told from the bytes
};

/// A column of the file and what it was taken for.
struct MatchedColumn
{
    QString head;   ///< as the file names it
    QString column; ///< as cli.md names it: "number", "name" …

    friend bool operator==(const MatchedColumn &, const MatchedColumn &) = default;
};

/// How a people file was written.
struct PeopleFileForm
{
    QByteArray encoding;      ///< of CSV
    QChar separator;          ///< of CSV
    QString sheet;            ///< of a workbook
    QStringList hiddenSheets; ///< of a workbook; they were not looked at
    /// Columns, as the file names them, whose dates were read with the day first ("25.4.2026").
    QStringList dayFirstColumns;

    friend bool operator==(const PeopleFileForm &, const PeopleFileForm &) = default;
};

/// A people file taken apart. Whether people are new is for PeopleControl to say.
struct PeopleFile
{
    QList<Person> people;         ///< the rows that can be taken, in file order, without ids
    QList<int> lines;             ///< of these people, in the file
    PersonFields fields;          ///< what the file has columns for
    QList<MatchedColumn> columns; ///< in file order
    QStringList ignoredColumns;   ///< as the file names them
    QList<QStringList> firstRows; ///< as they stand in the file, with all columns, for a preview
    QList<RowProblem> problems;   ///< the first ones, by line; the import takes a file without any
    int problemCount = 0;         ///< all of them
    int wrongRows = 0;
    PeopleFileForm form;
};

enum class ImportChange { Added, Changed, Unchanged };

/// What an import would do with one row.
struct PeopleImportRow
{
    int line = 0;
    Person person; ///< as it would be stored
    ImportChange change = ImportChange::Added;
    PersonFields changed; ///< of a person that is there already

    friend bool operator==(const PeopleImportRow &, const PeopleImportRow &) = default;
};

/// What an import of a file would do, before anything is stored.
struct PeoplePreview
{
    PeopleFile file;
    QList<PeopleImportRow> rows; ///< one for each of file.people
    PeopleImportCounts counts;
};

/// Compares @p file with the people who are there. Pure.
PeoplePreview previewOf(PeopleFile file, const QList<Person> &present);

} // namespace rollcall
