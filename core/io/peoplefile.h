// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/person.h"
#include "core/io/csvcolumns.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace rollcall {

/// A people file taken apart:
/// number,name,kind,class,section,roll,gender,card,guardian,phone,from,to (cli.md, Fixed forms).
/// number and name must be there, the other columns may be.
struct PeopleFile
{
    QList<Person> people;       ///< the rows that can be taken, in file order, without ids
    QStringList ignoredColumns; ///< as the file names them
    QList<RowProblem> problems; ///< in file order; the import takes a file only when there is none
};

/// @p kind is what a row without a kind is. An Error for what concerns the whole file (no CSV, a
/// missing column); a number that occurs twice for one kind, an unknown kind, a date in another
/// form or an end before its start is a problem of its row. Pure: any bytes may come.
Result<PeopleFile> readPeopleFile(const QByteArray &bytes, PersonKind kind = PersonKind::Student);

} // namespace rollcall
