// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/suggestionlist.h"

#include <QAbstractTableModel>
#include <QCoreApplication>
#include <QSet>

namespace rollcall::ui {

/// Suggestions to be ticked. No user and no person is ticked twice: a tick takes away the one that
/// it contradicts. GUI thread.
class SuggestionModel final : public QAbstractTableModel
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::SuggestionModel)

public:
    enum Column { Tick, UserId, DeviceName, Number, Name, Group, Reason, Confidence, ColumnCount };
    /// From here on a clear suggestion is ticked from the start.
    static constexpr int kSureEnough = 90;

    /// @p names: of the users, as the device has them.
    SuggestionModel(const QList<SuggestedPerson> &suggestions, const QHash<QString, QString> &names,
                    QObject *parent);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    /// Those that are ticked, in their order.
    QList<MatchSuggestion> ticked() const;
    /// Ticks the clear ones of at least kSureEnough, or none.
    void tickSure();
    void tickNone();

private:
    QString text(int row, int column) const;
    QVariant sortValue(int row, int column) const;
    void touchTicks();

    const QList<SuggestedPerson> m_rows;
    const QHash<QString, QString> m_names;
    QSet<int> m_ticked;
};

} // namespace rollcall::ui
