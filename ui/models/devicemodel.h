// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/rows.h"
#include "ui/models/keyedtablemodel.h"
#include "ui/theme.h"

#include <QCoreApplication>

namespace rollcall {
class Clock;
}

namespace rollcall::ui {

class SyncWatch;

/// What the list says of a device's state.
enum class DeviceState {
    Inactive,  ///< switched off by the office
    Syncing,   ///< being read now
    Failed,    ///< the last sync ended with an error
    Stopped,   ///< the last sync was cancelled
    Online,    ///< in contact within the last quarter of an hour
    Idle,      ///< answered last time, silent since
    NeverSeen, ///< no contact yet
};

/// The list of "Biometric Devices". GUI thread.
class DeviceModel final : public KeyedTableModel<DeviceOverview, DeviceId>
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::DeviceModel)

public:
    enum Column {
        Status,
        Name,
        Mode,
        Address,
        Direction,
        LastContact,
        LastSync,
        Users,
        Unmapped,
        ClockOffset,
        ColumnCount
    };

    DeviceModel(const SyncWatch &watch, const Clock &clock, QObject *parent);

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    DeviceState state(const DeviceOverview &row) const;
    /// Says that "Online" and the times may read differently by now.
    void refreshTimes();

    static QString stateText(DeviceState state);
    static Tone stateTone(DeviceState state);
    /// "Agent · ZKTeco", "Push · JSON API".
    static QString modeText(const Device &device);
    static QString directionText(rollcall::Direction direction);

protected:
    DeviceId keyOf(const DeviceOverview &row) const override { return row.device.id; }

private:
    static QVariant roomFor(int column);
    QString text(const DeviceOverview &row, int column) const;
    QString lastSyncText(const DeviceOverview &row) const;
    static QString syncedText(const QString &when, qint64 added);
    QVariant sortValue(const DeviceOverview &row, int column) const;
    Tone tone(const DeviceOverview &row, int column) const;

    const SyncWatch &m_watch;
    const Clock &m_clock;
};

/// A moment as the office reads it: the time when it was today, else date and time, "never" for 0.
QString momentText(qint64 utcMilliseconds, qint64 nowUtc);
/// "+2 s", "−14 min", "0 s".
QString clockOffsetText(qint64 seconds);

} // namespace rollcall::ui
