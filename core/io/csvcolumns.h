// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/rowproblem.h"
#include "core/io/csv.h"

#include <QDate>
#include <QHash>
#include <QStringList>

namespace rollcall {

/// Where the columns of an import file stand. The head may be in any order and case; columns that
/// are not known are named and ignored (cli.md, Fixed forms).
class CsvColumns
{
public:
    /// InvalidInput when a column of @p required is missing or one is named twice.
    static Result<CsvColumns> find(const QStringList &head, const QStringList &known,
                                   const QStringList &required);

    bool has(const QString &column) const { return m_places.contains(column); }
    /// The field without blanks around it; empty when the file has no such column.
    QString field(const CsvRow &row, const QString &column) const;
    QStringList ignored() const { return m_ignored; }

private:
    CsvColumns() = default;

    QHash<QString, qsizetype> m_places;
    QStringList m_ignored;
};

/// A date of an import file: empty gives a null date and true; YYYY-MM-DD a date; anything else
/// false.
bool readFileDate(const QString &text, QDate *date);

} // namespace rollcall
