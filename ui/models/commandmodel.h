// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/devicecommand.h"
#include "ui/models/keyedtablemodel.h"
#include "ui/theme.h"

#include <QCoreApplication>

namespace rollcall {
class Clock;
}

namespace rollcall::ui {

/// What a terminal that fetches its work is to do, or was. GUI thread.
class CommandModel final : public KeyedTableModel<DeviceCommand, qint64>
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::CommandModel)

public:
    enum Column { State, What, Queued, HandedOut, Author, ColumnCount };

    CommandModel(const Clock &clock, QObject *parent);

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    int waitingCount() const;
    /// What a command does, in words; its own text when it is none of ours.
    static QString titleOf(const DeviceCommand &command);
    static QString stateText(CommandState state);

protected:
    qint64 keyOf(const DeviceCommand &command) const override { return command.id; }

private:
    static Tone stateTone(CommandState state);
    QString text(const DeviceCommand &command, int column) const;

    const Clock &m_clock;
};

} // namespace rollcall::ui
