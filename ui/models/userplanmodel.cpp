// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/userplanmodel.h"

#include "ui/models/roles.h"
#include "ui/theme.h"

#include <QFont>

namespace rollcall::ui {

namespace {

Tone toneOf(const UserPlan &plan)
{
    if (plan.hasFailed || plan.kind == PlanKind::Refused)
        return Tone::Bad;
    if (plan.isDone)
        return Tone::Good;
    if (plan.kind == PlanKind::Same)
        return Tone::Quiet;
    return plan.kind == PlanKind::Changes ? Tone::Warning : Tone::Normal;
}

} // namespace

UserPlanModel::UserPlanModel(const QString &about, QObject *parent)
    : KeyedTableModel(parent)
    , m_about(about)
{}

QString UserPlanModel::text(const UserPlan &plan, int column)
{
    switch (column) {
    case UserId:
        return plan.draft.userId;
    case Name:
        return plan.name;
    case About:
        return plan.about;
    case Remark:
        return plan.remark;
    default:
        return {};
    }
}

QVariant UserPlanModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const UserPlan &plan = rowAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case SortRole:
    case ExportRole:
        return text(plan, column);
    case Qt::CheckStateRole:
        if (column == UserId)
            return static_cast<int>(plan.isChosen && plan.isOpen() ? Qt::Checked : Qt::Unchecked);
        return {};
    case Qt::FontRole:
        if (column == Name) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    case ToneRole:
        if (column == Remark)
            return static_cast<int>(toneOf(plan));
        return static_cast<int>(column == About || !plan.isOpen() ? Tone::Quiet : Tone::Normal);
    case FilterRole:
        return plan.searchKey;
    default:
        return {};
    }
}

bool UserPlanModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != UserId)
        return false;
    choose(index.row(), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags UserPlanModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = KeyedTableModel::flags(index);
    if (index.isValid() && index.column() == UserId && rowAt(index.row()).isOpen())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

void UserPlanModel::choose(int row, bool isChosen)
{
    UserPlan plan = rowAt(row);
    if (!plan.isOpen() || plan.isChosen == isChosen)
        return;
    plan.isChosen = isChosen;
    replaceRow(row, plan);
}

QList<UserPlan> UserPlanModel::chosen() const
{
    QList<UserPlan> list;
    for (const UserPlan &plan : rows()) {
        if (plan.isChosen && plan.isOpen())
            list.append(plan);
    }
    return list;
}

void UserPlanModel::noteOutcomes(const QList<DeviceUserOutcome> &outcomes)
{
    QHash<QString, DeviceUserOutcome> byUser;
    for (const DeviceUserOutcome &outcome : outcomes)
        byUser.insert(outcome.userId, outcome);
    for (int row = 0; row < rowCount(); ++row) {
        UserPlan plan = rowAt(row);
        const auto outcome = byUser.constFind(plan.draft.userId);
        if (outcome == byUser.constEnd() || !plan.isChosen || !plan.isOpen())
            continue;
        noteOutcome(plan, *outcome);
        replaceRow(row, plan);
    }
}

QVariant UserPlanModel::headerData(int section, Qt::Orientation orientation, int role) const
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
        return tr("Name");
    case About:
        return m_about;
    case Remark:
        return tr("What Happens");
    default:
        return {};
    }
}

} // namespace rollcall::ui
