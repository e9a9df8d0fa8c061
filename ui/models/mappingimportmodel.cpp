// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/mappingimportmodel.h"

#include "core/base/textfold.h"
#include "ui/models/roles.h"
#include "ui/theme.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace rollcall::ui {

namespace {

QString effectText(const MappingImportRow &row)
{
    if (!row.problem.isEmpty())
        return row.problem;
    switch (row.change) {
    case ImportChange::Added:
        return MappingImportModel::tr("New");
    case ImportChange::Changed:
        return MappingImportModel::tr("Replaces another mapping");
    case ImportChange::Unchanged:
        return MappingImportModel::tr("As before");
    }
    return {};
}

/// "from …", "until …", "… to …", or "Always".
QString daysText(const MappingLine &line)
{
    const QLocale locale;
    const QString from = locale.toString(line.from, QLocale::ShortFormat);
    const QString to = locale.toString(line.to, QLocale::ShortFormat);
    if (line.from.isValid() && line.to.isValid())
        return MappingImportModel::tr("%1 to %2", "two dates").arg(from, to);
    if (line.from.isValid())
        return MappingImportModel::tr("From %1", "a date").arg(from);
    if (line.to.isValid())
        return MappingImportModel::tr("Until %1", "a date").arg(to);
    return MappingImportModel::tr("Always");
}

/// Trouble first, then what changes something, then the rest; each as the file has it.
int rankOf(const MappingImportRow &row)
{
    if (!row.problem.isEmpty())
        return 0;
    return row.change == ImportChange::Unchanged ? 2 : 1;
}

} // namespace

void MappingImportModel::setPreview(const QList<MappingImportRow> &rows,
                                    const QList<RowProblem> &problems)
{
    beginResetModel();
    m_rows = rows;
    for (const RowProblem &problem : problems) {
        MappingImportRow row;
        row.line.line = problem.line;
        row.problem = problem.text;
        m_rows.append(row);
    }
    std::stable_sort(
        m_rows.begin(), m_rows.end(), [](const MappingImportRow &a, const MappingImportRow &b) {
            return std::make_pair(rankOf(a), a.line.line) < std::make_pair(rankOf(b), b.line.line);
        });
    endResetModel();
}

int MappingImportModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString MappingImportModel::text(const MappingImportRow &row, int column)
{
    switch (column) {
    case Line:
        return QLocale().toString(row.line.line);
    case Device:
        return row.deviceName;
    case UserId:
        return row.line.userId;
    case Number:
        return row.line.person;
    case Name:
        return row.person.fullName;
    case Days:
        return row.line.userId.isEmpty() ? QString() : daysText(row.line);
    case Effect:
        return effectText(row);
    default:
        return {};
    }
}

QVariant MappingImportModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MappingImportRow &row = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(row, column);
    case ExportRole:
        return column == Line ? QVariant(row.line.line) : QVariant(text(row, column));
    case SortRole:
        if (column == Line)
            return row.line.line;
        // The order in which the rows came is that of their weight.
        return column == Effect ? QVariant(index.row()) : QVariant(text(row, column));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((column == Line ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    case ToneRole:
        if (!row.problem.isEmpty())
            return static_cast<int>(column == Effect ? Tone::Bad : Tone::Normal);
        return static_cast<int>(row.change == ImportChange::Unchanged ? Tone::Quiet : Tone::Normal);
    case FilterRole:
        return foldText(QString(row.deviceName + u' ' + row.line.userId + u' ' + row.line.person +
                                u' ' + row.person.fullName + u' ' + effectText(row)));
    default:
        return {};
    }
}

QVariant MappingImportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == Line ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Line:
        return tr("Line", "of a file");
    case Device:
        return tr("Device");
    case UserId:
        return tr("Biometric ID");
    case Number:
        return tr("No.", "admission or staff number");
    case Name:
        return tr("Name");
    case Days:
        return tr("Valid", "from when to when");
    case Effect:
        return tr("What Happens");
    default:
        return {};
    }
}

} // namespace rollcall::ui
