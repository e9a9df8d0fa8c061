// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/mappingimport.h"

#include <QAbstractTableModel>
#include <QCoreApplication>

namespace rollcall::ui {

/// What an import of a mapping file would do, line by line; the lines that cannot be taken first.
/// GUI thread.
class MappingImportModel final : public QAbstractTableModel
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::MappingImportModel)

public:
    enum Column { Line, Device, UserId, Number, Name, Days, Effect, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// @p problems: lines that could not even be taken apart.
    void setPreview(const QList<MappingImportRow> &rows, const QList<RowProblem> &problems);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString text(const MappingImportRow &row, int column);

    QList<MappingImportRow> m_rows;
};

} // namespace rollcall::ui
