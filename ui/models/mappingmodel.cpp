// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/mappingmodel.h"

#include "core/base/textfold.h"
#include "ui/icons.h"
#include "ui/models/roles.h"
#include "ui/theme.h"

#include <QFont>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace rollcall::ui {

QString kindText(PersonKind kind)
{
    return kind == PersonKind::Staff ? MappingModel::tr("Staff") : MappingModel::tr("Student");
}

QString wallTimeText(WallTime wall)
{
    if (!wall.isValid())
        return QStringLiteral("–");
    const QLocale locale;
    return MappingModel::tr("%1 %2", "date and time")
        .arg(locale.toString(wall.date(), QLocale::ShortFormat),
             locale.toString(wall.time(), QLocale::ShortFormat));
}

int MappingModel::mappedCount() const
{
    return static_cast<int>(std::count_if(rows().begin(), rows().end(), [](const MappingRow &row) {
        return row.mapping.has_value();
    }));
}

QString MappingModel::personText(const MappingRow &row)
{
    if (!row.mapping)
        return tr("Not mapped");
    if (row.personGroup.isEmpty())
        return tr("%1 · %2", "name, Student or Staff")
            .arg(row.personName, kindText(row.personKind));
    return tr("%1 · %2 · %3", "name, class or department, Student or Staff")
        .arg(row.personName, row.personGroup, kindText(row.personKind));
}

void MappingModel::setSuggested(const QHash<QString, Suggestion> &suggestions)
{
    const QHash<QString, Suggestion> before = std::exchange(m_suggested, suggestions);
    for (int row = 0; row < rowCount(); ++row) {
        const QString userId = rowAt(row).userId;
        if (!(before.value(userId) == m_suggested.value(userId)))
            touchRow(row);
    }
}

bool MappingModel::isSuggested(int row) const
{
    return !rowAt(row).mapping && m_suggested.contains(rowAt(row).userId);
}

int MappingModel::suggestedCount() const
{
    int count = 0;
    for (int row = 0; row < rowCount(); ++row)
        count += isSuggested(row) ? 1 : 0;
    return count;
}

QString MappingModel::mappedToText(const MappingRow &row) const
{
    const QString who = row.mapping ? QString() : m_suggested.value(row.userId).text;
    return who.isEmpty() ? personText(row)
                         : tr("Not mapped · perhaps %1", "name and confidence").arg(who);
}

QString MappingModel::mappedToToolTip(const MappingRow &row) const
{
    if (row.mapping)
        return tr("Number %1").arg(row.personNumber);
    const QString why = m_suggested.value(row.userId).withReasons;
    return why.isEmpty() ? personText(row) : why;
}

QString MappingModel::text(const MappingRow &row, int column) const
{
    switch (column) {
    case UserId:
        return row.userId;
    case DeviceName:
        return row.name;
    case Punches:
        return QLocale().toString(row.punches);
    case LastPunch:
        return wallTimeText(row.lastPunch);
    case MappedTo:
        return mappedToText(row);
    case Action:
        return row.mapping ? tr("Unmap") : tr("Map");
    default:
        return {};
    }
}

/// What is a guess or a way to write does not go into files.
QVariant MappingModel::exported(const MappingRow &row, int column) const
{
    switch (column) {
    case Punches:
        return row.punches;
    case LastPunch:
        return row.lastPunch.isValid() ? row.lastPunch.toString() : QString();
    case MappedTo:
        return personText(row);
    default:
        return text(row, column);
    }
}

QVariant MappingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MappingRow &row = rowAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case ExportRole:
        return exported(row, column);
    case Qt::AccessibleTextRole:
        //: the link sign stands in front, as in the school's instructions
        return column == Action && !row.mapping ? tr("🔗 Map") : text(row, column);
    case Qt::ToolTipRole:
        return column == MappedTo ? mappedToToolTip(row) : text(row, column);
    case Qt::FontRole:
        if (column == MappedTo && row.mapping) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((column == Punches ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    case SortRole:
        if (column == Punches)
            return row.punches;
        if (column == LastPunch)
            return row.lastPunch.isValid() ? row.lastPunch.seconds() : 0;
        return text(row, column);
    case ToneRole: {
        if (column == Action)
            return static_cast<int>(row.mapping ? Tone::Quiet : Tone::Normal);
        const bool isQuiet =
            (column == MappedTo && !row.mapping) || column == LastPunch || row.punches == 0;
        return static_cast<int>(isQuiet && column != UserId ? Tone::Quiet : Tone::Normal);
    }
    case IconRole:
        return static_cast<int>(row.mapping ? Icon::Unlink : Icon::Link);
    case FilterRole:
        return foldText(QString(row.userId + u' ' + row.name + u' ' + row.card + u' ' +
                                row.personNumber + u' ' + row.personName + u' ' + row.personGroup));
    default:
        return {};
    }
}

QVariant MappingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == Punches ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole && section == Action)
        return tr("Map or unmap");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case UserId:
        return tr("Biometric ID");
    case DeviceName:
        return tr("Name on Device");
    case Punches:
        return tr("Punches");
    case LastPunch:
        return tr("Last Punch");
    case MappedTo:
        return tr("Mapped To");
    default:
        return {};
    }
}

} // namespace rollcall::ui
