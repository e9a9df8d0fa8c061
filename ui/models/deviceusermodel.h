// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/deviceuser.h"
#include "core/domain/verifymethod.h"
#include "ui/models/keyedtablemodel.h"

#include <QCoreApplication>

namespace rollcall::ui {

/// A user as the terminal lists it, and whom it means here.
struct DeviceUserRow
{
    DeviceUser user;
    QString mappedTo;      ///< "Aysha Khan · 7-B · Student"; empty = not mapped
    VerifyMethods methods; ///< by which the terminal has recognized the user so far

    friend bool operator==(const DeviceUserRow &, const DeviceUserRow &) = default;
};

/// The users on a terminal. GUI thread.
class DeviceUserModel final : public KeyedTableModel<DeviceUserRow, QString>
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::DeviceUserModel)

public:
    enum Column { UserId, Name, Card, Role, RecognizedBy, MappedTo, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// What a terminal lets a user do, from its raw byte (zk-protocol.md, section 9).
    static QString roleText(int privilege);
    /// "Fingerprint · Card"; a dash for none.
    static QString methodsText(VerifyMethods methods);

protected:
    QString keyOf(const DeviceUserRow &row) const override { return row.user.userId; }

private:
    static QString text(const DeviceUserRow &row, int column);
};

} // namespace rollcall::ui
