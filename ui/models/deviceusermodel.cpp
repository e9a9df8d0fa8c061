// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/deviceusermodel.h"

#include "core/base/textfold.h"
#include "ui/models/roles.h"
#include "ui/theme.h"

#include <QFont>

namespace rollcall::ui {

namespace {

constexpr int kDisabledBit = 0x01;
constexpr int kRoleBits = 0x0E;

} // namespace

QString DeviceUserModel::roleText(int privilege)
{
    QString role;
    switch (privilege & kRoleBits) {
    case 0:
        role = tr("User");
        break;
    case 2:
        role = tr("Enroller");
        break;
    case 6:
        role = tr("Administrator");
        break;
    case 14:
        role = tr("Super Administrator");
        break;
    default:
        return QString::number(privilege);
    }
    return privilege & kDisabledBit ? tr("%1, disabled", "a role").arg(role) : role;
}

QString DeviceUserModel::text(const DeviceUserRow &row, int column)
{
    switch (column) {
    case UserId:
        return row.user.userId;
    case Name:
        return row.user.name;
    case Card:
        return row.user.card.isEmpty() ? QStringLiteral("–") : row.user.card;
    case Role:
        return roleText(row.user.privilege);
    case MappedTo:
        return row.mappedTo.isEmpty() ? tr("Not mapped") : row.mappedTo;
    default:
        return {};
    }
}

QVariant DeviceUserModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DeviceUserRow &row = rowAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case SortRole:
        return text(row, column);
    case ExportRole:
        return column == Card ? row.user.card : text(row, column);
    case Qt::FontRole:
        if (column == Role && row.user.privilege != 0) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    case ToneRole: {
        const bool isQuiet = (column == MappedTo && row.mappedTo.isEmpty()) ||
                             (column == Card && row.user.card.isEmpty()) ||
                             (column == Role && row.user.privilege == 0);
        return static_cast<int>(isQuiet ? Tone::Quiet : Tone::Normal);
    }
    case FilterRole:
        return foldText(QString(row.user.userId + u' ' + row.user.name + u' ' + row.user.card +
                                u' ' + roleText(row.user.privilege) + u' ' + row.mappedTo));
    default:
        return {};
    }
}

QVariant DeviceUserModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case UserId:
        return tr("Biometric ID");
    case Name:
        return tr("Name on Device");
    case Card:
        return tr("Card");
    case Role:
        return tr("Role");
    case MappedTo:
        return tr("Mapped To");
    default:
        return {};
    }
}

} // namespace rollcall::ui
