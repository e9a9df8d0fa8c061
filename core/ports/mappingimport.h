// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/device.h"
#include "core/domain/person.h"
#include "core/domain/rowproblem.h"
#include "core/domain/usermapping.h"
#include "core/ports/peopleimport.h"

#include <QDate>
#include <QList>
#include <QString>

namespace rollcall {

/// A line of a mapping file (cli.md, Fixed forms), already taken apart.
struct MappingLine
{
    QString device; ///< id or name
    QString userId;
    QString person; ///< admission or staff number
    QDate from;
    QDate to;
    int line = 0; ///< in the file, for messages

    friend bool operator==(const MappingLine &, const MappingLine &) = default;
};

/// What an import would do with one line.
struct MappingImportRow
{
    MappingLine line;
    UserMapping mapping; ///< as it would be stored; no device or person when there is a problem
    QString deviceName;
    Person person;
    ImportChange change = ImportChange::Added;
    QString problem; ///< why the line cannot be taken, a whole sentence; empty = it can

    friend bool operator==(const MappingImportRow &, const MappingImportRow &) = default;
};

/// What an import of mapping lines would do, before anything is stored.
struct MappingPreview
{
    QList<MappingImportRow> rows; ///< one for each line, in file order
    int added = 0;
    int changed = 0; ///< the user means somebody else now, or on other days
    int unchanged = 0;
    int wrong = 0;

    /// The mappings of the lines that can be taken.
    QList<UserMapping> mappings() const;
};

/// What the lines refer to.
struct MappingFacts
{
    QList<Device> devices;
    QList<Person> people;
    QList<UserMapping> mappings;
};

/// Compares @p lines with what is there. A line is wrong when its device or person is not known,
/// its number belongs to a student and a member of staff, its days end before they begin or cut an
/// older mapping at its end, or an earlier line of the file says something else of the same user
/// and day. Pure.
MappingPreview previewOf(const QList<MappingLine> &lines, const MappingFacts &facts);

} // namespace rollcall
