// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/statuscodes.h"
#include "core/ports/rows.h"
#include "ui/models/keyedtablemodel.h"

#include <QCoreApplication>

namespace rollcall::ui {

/// The attendance of one day, a row per person. Going to another day lays its rows over the present
/// ones, so that the selected person stays selected. GUI thread.
class DayModel final : public KeyedTableModel<DayRow, PersonId>
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::DayModel)

public:
    enum Column { Number, Name, Group, In, Out, Hours, Status, Late, Device, Note, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// How the school writes the status.
    void setCodes(const StatusCodes &codes);

protected:
    PersonId keyOf(const DayRow &row) const override { return row.record.person; }

private:
    QString text(const DayRow &row, int column) const;
    QString exportText(const DayRow &row, int column) const;

    StatusCodes m_codes;
};

/// "Present", "Late", … as shown to people.
QString statusText(DayStatus status);
/// The code with "?" when IN or OUT is missing (attendance-rules.md, section 12).
QString statusLetters(const DayRecord &record, const StatusCodes &codes);
/// "6:09" for 369 minutes.
QString hoursText(int minutes);
/// What is worth knowing beside the status, e.g. "No Out punch".
QString noteText(const DayRecord &record);

} // namespace rollcall::ui
