// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/personmodel.h"

#include "core/base/textfold.h"
#include "ui/models/mappingmodel.h"
#include "ui/models/roles.h"
#include "ui/theme.h"

#include <QFont>

namespace rollcall::ui {

QString personSearchKey(const Person &person)
{
    return foldText(QString(person.fullName + u' ' + person.number + u' ' + person.groupLabel() +
                            u' ' + person.groupName + person.section + u' ' + person.card + u' ' +
                            person.phone + u' ' + person.guardianName + u' ' + person.roll));
}

QString PersonModel::text(const Person &person, int column)
{
    switch (column) {
    case Number:
        return person.number;
    case Name:
        return person.fullName;
    case Group:
        return person.groupLabel();
    case Kind:
        return kindText(person.kind);
    case Roll:
        return person.roll;
    case Guardian:
        return person.guardianName;
    case Phone:
        return person.phone;
    case Status:
        return person.active ? tr("Active") : tr("Inactive");
    default:
        return {};
    }
}

QVariant PersonModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Person &person = rowAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case SortRole:
    case ExportRole:
        return text(person, index.column());
    case Qt::FontRole:
        if (index.column() == Name) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    case ToneRole:
        return static_cast<int>(person.active ? Tone::Normal : Tone::Quiet);
    case FilterRole:
        return personSearchKey(person);
    default:
        return {};
    }
}

QVariant PersonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("No.", "admission or staff number");
    case Name:
        return tr("Name");
    case Group:
        return tr("Class", "or department");
    case Kind:
        return tr("Type", "Student or Staff");
    case Roll:
        return tr("Roll", "roll number in the class");
    case Guardian:
        return tr("Guardian");
    case Phone:
        return tr("Phone");
    case Status:
        return tr("Status");
    default:
        return {};
    }
}

} // namespace rollcall::ui
