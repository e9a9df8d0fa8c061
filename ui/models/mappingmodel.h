// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/rows.h"
#include "ui/models/keyedtablemodel.h"

#include <QCoreApplication>

namespace rollcall::ui {

/// The users of one device and whom they mean. GUI thread.
class MappingModel final : public KeyedTableModel<MappingRow, QString>
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::MappingModel)

public:
    enum Column { UserId, DeviceName, Punches, LastPunch, MappedTo, Action, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    int mappedCount() const;
    /// "Aysha Khan, 7-B, Student".
    static QString personText(const MappingRow &row);

protected:
    QString keyOf(const MappingRow &row) const override { return row.userId; }

private:
    static QString text(const MappingRow &row, int column);
};

/// "Student" / "Staff".
QString kindText(PersonKind kind);
/// A wall clock in the locale's short format; a dash when invalid.
QString wallTimeText(WallTime wall);

} // namespace rollcall::ui
