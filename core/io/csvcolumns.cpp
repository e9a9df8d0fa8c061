// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/csvcolumns.h"

#include "core/domain/walltime.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::CsvColumns", text);
}

} // namespace

Result<CsvColumns> CsvColumns::find(const QStringList &head, const QStringList &known,
                                    const QStringList &required)
{
    CsvColumns columns;
    for (qsizetype i = 0; i < head.size(); ++i) {
        const QString name = head.at(i).trimmed().toLower();
        if (!known.contains(name)) {
            if (!name.isEmpty())
                columns.m_ignored.append(head.at(i));
            continue;
        }
        if (columns.m_places.contains(name)) {
            return errors::invalidInput(
                say(QT_TRANSLATE_NOOP("rollcall::CsvColumns",
                                      "The first line of the file names the column %1 twice. "
                                      "Nothing was taken from "
                                      "the file. Remove or rename one of the two columns."))
                    .arg(name));
        }
        columns.m_places.insert(name, i);
    }
    for (const QString &name : required) {
        if (!columns.has(name)) {
            return errors::invalidInput(
                say(QT_TRANSLATE_NOOP("rollcall::CsvColumns",
                                      "The file has no column %1. Nothing was taken from the file. "
                                      "Its first line must "
                                      "name the columns; these are known: %2."))
                    .arg(name, known.join(QStringLiteral(", "))));
        }
    }
    return columns;
}

QString CsvColumns::field(const CsvRow &row, const QString &column) const
{
    return row.fields.value(m_places.value(column, -1)).trimmed();
}

bool readFileDate(const QString &text, QDate *date)
{
    *date = WallTime::parse(QString(text + QStringLiteral(" 00:00:00"))).date();
    return text.isEmpty() || date->isValid();
}

} // namespace rollcall
