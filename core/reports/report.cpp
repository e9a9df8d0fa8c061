// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reports/report.h"

#include <QCoreApplication>

#include <algorithm>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::Report", text);
}

bool isInGroup(const QString &group, const QString &wanted)
{
    if (group.compare(wanted, Qt::CaseInsensitive) == 0)
        return true;
    // "7" asks for all sections of class 7.
    return group.size() > wanted.size() && group.at(wanted.size()) == u'-' &&
           group.startsWith(wanted, Qt::CaseInsensitive);
}

} // namespace

QString ReportContext::scope() const
{
    QStringList parts;
    parts.append(from.toString(Qt::ISODate));
    if (to != from)
        parts.last() = say(QT_TRANSLATE_NOOP("rollcall::Report", "%1 to %2"))
                           .arg(from.toString(Qt::ISODate), to.toString(Qt::ISODate));
    if (!group.isEmpty())
        parts.append(say(QT_TRANSLATE_NOOP("rollcall::Report", "class %1")).arg(group));
    if (kind)
        parts.append(*kind == PersonKind::Staff
                         ? say(QT_TRANSLATE_NOOP("rollcall::Report", "staff"))
                         : say(QT_TRANSLATE_NOOP("rollcall::Report", "students")));
    if (!person.isEmpty())
        parts.append(say(QT_TRANSLATE_NOOP("rollcall::Report", "number %1")).arg(person));
    return parts.join(QStringLiteral(", "));
}

QList<DayRow> ReportContext::filteredRows() const
{
    QList<DayRow> found;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(found), [this](const DayRow &row) {
        return from <= row.record.day && row.record.day <= to && (!kind || row.kind == *kind) &&
               (group.isEmpty() || isInGroup(row.group, group)) &&
               (person.isEmpty() || row.number == person);
    });
    return found;
}

} // namespace rollcall
