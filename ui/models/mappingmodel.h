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
    /// Who a user could be: "Aysha Khan (99 %)", and the same with the reasons.
    struct Suggestion
    {
        QString text;
        QString withReasons;

        friend bool operator==(const Suggestion &, const Suggestion &) = default;
    };
    /// By user id; shown while a user is not mapped.
    void setSuggested(const QHash<QString, Suggestion> &suggestions);
    /// Not mapped, and somebody is suggested.
    bool isSuggested(int row) const;
    int suggestedCount() const;
    /// "Aysha Khan, 7-B, Student".
    static QString personText(const MappingRow &row);

protected:
    QString keyOf(const MappingRow &row) const override { return row.userId; }

private:
    QString text(const MappingRow &row, int column) const;
    QString mappedToText(const MappingRow &row) const;
    QString mappedToToolTip(const MappingRow &row) const;
    QVariant exported(const MappingRow &row, int column) const;

    QHash<QString, Suggestion> m_suggested;
};

/// "Student" / "Staff".
QString kindText(PersonKind kind);
/// A wall clock in the locale's short format; a dash when invalid.
QString wallTimeText(WallTime wall);

} // namespace rollcall::ui
