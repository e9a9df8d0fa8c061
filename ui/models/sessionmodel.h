// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/syncsession.h"
#include "ui/models/keyedtablemodel.h"
#include "ui/theme.h"

#include <QCoreApplication>

namespace rollcall {
class Clock;
}

namespace rollcall::ui {

/// The visits to a device, its pushes and imported files. GUI thread.
class SessionModel final : public KeyedTableModel<SyncSession, SyncSessionId>
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::SessionModel)

public:
    enum Column {
        Ended,
        Started,
        Source,
        Duration,
        Read,
        Added,
        Duplicates,
        Rejected,
        Problem,
        ColumnCount
    };

    SessionModel(const Clock &clock, QObject *parent);

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// "Complete", "Stopped", "Failed", "Incomplete", "Running".
    static QString endText(const SyncSession &session);

protected:
    SyncSessionId keyOf(const SyncSession &session) const override { return session.id; }

private:
    static Tone endTone(const SyncSession &session);
    QString text(const SyncSession &session, int column) const;
    static QVariant sortValue(const SyncSession &session, int column);

    const Clock &m_clock;
};

/// "2.3 s", "4 min 10 s".
QString durationText(qint64 milliseconds);

} // namespace rollcall::ui
