// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/keyedtablemodel.h"
#include "ui/models/userplan.h"

#include <QCoreApplication>

namespace rollcall::ui {

/// The preview of what is to happen to users of a terminal; each line can be ticked. GUI thread.
class UserPlanModel final : public KeyedTableModel<UserPlan, QString>
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::UserPlanModel)

public:
    enum Column { UserId, Name, About, Remark, ColumnCount };

    /// @p about: head of the column that says whom or which class.
    UserPlanModel(const QString &about, QObject *parent);

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void choose(int row, bool isChosen);
    /// Those that are ticked and not done yet.
    QList<UserPlan> chosen() const;
    void noteOutcomes(const QList<DeviceUserOutcome> &outcomes);

protected:
    QString keyOf(const UserPlan &plan) const override { return plan.key; }

private:
    static QString text(const UserPlan &plan, int column);

    const QString m_about;
};

} // namespace rollcall::ui
