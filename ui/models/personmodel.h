// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/person.h"
#include "ui/models/keyedtablemodel.h"

#include <QCoreApplication>

namespace rollcall::ui {

/// Students and staff. GUI thread.
class PersonModel final : public KeyedTableModel<Person, PersonId>
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::PersonModel)

public:
    enum Column { Number, Name, Group, Kind, Roll, Guardian, Phone, Status, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    PersonId keyOf(const Person &person) const override { return person.id; }

private:
    static QString text(const Person &person, int column);
};

/// Everything one may look for a person by: name, number, class, card, phone, guardian; folded.
QString personSearchKey(const Person &person);

} // namespace rollcall::ui
