// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/mappingfile.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::MappingFile", text);
}

constexpr qsizetype kLongestUserId = 32; ///< core/domain/deviceuser.h

QStringList requiredColumns()
{
    return {QStringLiteral("device"), QStringLiteral("user_id"), QStringLiteral("person")};
}

/// The sentence with %1 for the line; empty when the row is fine.
QString problemOf(const MappingLine &line, bool hasDates)
{
    if (line.device.isEmpty())
        return say(QT_TRANSLATE_NOOP("rollcall::MappingFile", "Line %1 names no device."));
    if (line.userId.isEmpty())
        return say(QT_TRANSLATE_NOOP("rollcall::MappingFile", "Line %1 has no user id."));
    if (line.userId.size() > kLongestUserId)
        return say(QT_TRANSLATE_NOOP("rollcall::MappingFile",
                                     "The user id on line %1 is too long for a terminal."));
    if (line.person.isEmpty())
        return say(QT_TRANSLATE_NOOP("rollcall::MappingFile",
                                     "Line %1 names no person (admission or staff number)."));
    if (!hasDates)
        return say(QT_TRANSLATE_NOOP("rollcall::MappingFile",
                                     "A date on line %1 is not one of the form YYYY-MM-DD."));
    if (line.from.isValid() && line.to.isValid() && line.to < line.from)
        return say(QT_TRANSLATE_NOOP("rollcall::MappingFile",
                                     "On line %1 the last day is before the first day."));
    return {};
}

} // namespace

Result<MappingFile> readMappingFile(const QByteArray &bytes)
{
    const Result<CsvTable> table = parseCsv(bytes);
    if (!table)
        return table.error();
    const QStringList known =
        requiredColumns() + QStringList{QStringLiteral("from"), QStringLiteral("to")};
    const Result<CsvColumns> columns = CsvColumns::find(table->head, known, requiredColumns());
    if (!columns)
        return columns.error();
    MappingFile file;
    file.ignoredColumns = columns->ignored();
    for (const CsvRow &row : table->rows) {
        MappingLine line;
        line.device = columns->field(row, QStringLiteral("device"));
        line.userId = columns->field(row, QStringLiteral("user_id"));
        line.person = columns->field(row, QStringLiteral("person"));
        line.line = row.line;
        const bool hasFrom = readFileDate(columns->field(row, QStringLiteral("from")), &line.from);
        const bool hasTo = readFileDate(columns->field(row, QStringLiteral("to")), &line.to);
        const QString problem = problemOf(line, hasFrom && hasTo);
        if (problem.isEmpty())
            file.lines.append(line);
        else
            file.problems.append({row.line, problem.arg(row.line)});
    }
    return file;
}

QByteArray writeMappingFile(const QList<MappingLine> &lines)
{
    const auto day = [](QDate date) {
        return date.isValid() ? date.toString(Qt::ISODate) : QString();
    };
    CsvWriter csv;
    csv.addTexts(requiredColumns() + QStringList{QStringLiteral("from"), QStringLiteral("to")});
    for (const MappingLine &line : lines)
        csv.addTexts({line.device, line.userId, line.person, day(line.from), day(line.to)});
    return csv.take();
}

} // namespace rollcall
