// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/deviceusermodel.h"

#include "core/base/textfold.h"
#include "ui/models/roles.h"
#include "ui/theme.h"

#include <QFont>
#include <QStringList>

#include <array>
#include <utility>

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

QString DeviceUserModel::methodsText(VerifyMethods methods)
{
    const std::array<std::pair<VerifyMethod, QString>, 5> names = {
        {{VerifyMethod::Fingerprint, tr("Fingerprint")},
         {VerifyMethod::Face, tr("Face")},
         {VerifyMethod::Card, tr("Card")},
         {VerifyMethod::FingerVein, tr("Finger vein")},
         {VerifyMethod::Palm, tr("Palm")}}};
    QStringList list;
    for (const auto &[method, name] : names) {
        if (methods.testFlag(method))
            list.append(name);
    }
    return list.isEmpty() ? QStringLiteral("–") : list.join(QStringLiteral(" · "));
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
    case RecognizedBy:
        return methodsText(row.methods);
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
        if (column == RecognizedBy && !row.methods)
            return QString();
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
                             (column == RecognizedBy && !row.methods) ||
                             (column == Role && row.user.privilege == 0);
        return static_cast<int>(isQuiet ? Tone::Quiet : Tone::Normal);
    }
    case FilterRole:
        return foldText(QString(row.user.userId + u' ' + row.user.name + u' ' + row.user.card +
                                u' ' + roleText(row.user.privilege) + u' ' +
                                methodsText(row.methods) + u' ' + row.mappedTo));
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
    if (role == Qt::ToolTipRole && section == RecognizedBy)
        return tr(
            "As the user's punches at this device tell. Fingerprints and faces themselves are "
            "never read from a device, so nothing is known of somebody who has not punched "
            "yet.");
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
    case RecognizedBy:
        return tr("Recognized By");
    case MappedTo:
        return tr("Mapped To");
    default:
        return {};
    }
}

} // namespace rollcall::ui
