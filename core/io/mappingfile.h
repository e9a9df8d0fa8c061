// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/io/csvcolumns.h"
#include "core/ports/mappingcontrol.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace rollcall {

/// A mapping file taken apart: device,user_id,person,from,to (cli.md, Fixed forms). Whether device
/// and person exist is for MappingControl to say.
struct MappingFile
{
    QList<MappingLine> lines;   ///< the rows that can be taken, in file order
    QStringList ignoredColumns; ///< as the file names them
    QList<RowProblem> problems; ///< in file order; the import takes a file only when there is none
};

/// An Error for what concerns the whole file (no CSV, a missing column); an empty field, a user id
/// longer than a terminal can hold, a date in another form or an end before its start is a problem
/// of its row. Pure: any bytes may come.
Result<MappingFile> readMappingFile(const QByteArray &bytes);

/// The same lines as a file that readMappingFile() takes.
QByteArray writeMappingFile(const QList<MappingLine> &lines);

} // namespace rollcall
