// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/keyedtablemodel.h"
#include "ui/models/personmatch.h"

#include <QCoreApplication>

namespace rollcall::ui {

/// The people offered in the "Map" dialog, in rank order. The order is the content here, so each
/// search is a new list.
class MatchModel final : public QAbstractTableModel
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::MatchModel)

public:
    enum Column { Number, Name, Group, Reason, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setMatches(const QList<PersonMatch> &matches);
    const PersonMatch &matchAt(int row) const { return m_matches.at(row); }

private:
    static QString text(const PersonMatch &match, int column);

    QList<PersonMatch> m_matches;
};

} // namespace rollcall::ui
