// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/synccontrol.h"
#include "ui/jobstate.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <optional>

namespace rollcall {
class Clock;
}

namespace rollcall::ui {

/// How far a running sync is.
struct SyncProgress
{
    DeviceId device;
    qint64 done = 0;
    qint64 total = -1;     ///< -1: not known yet
    qint64 startedUtc = 0; ///< ms
    bool isCancelling = false;

    friend bool operator==(const SyncProgress &, const SyncProgress &) = default;
};

/// As every long job is told of; @p what as JobState.
JobState jobOf(const SyncProgress &progress, const QString &what = {});
/// For a cell of a column: "12,400 of 98,000", or as countText().
QString progressText(const SyncProgress &progress);

/// Follows every sync of the program, whoever started it. GUI thread.
class SyncWatch : public QObject
{
    Q_OBJECT

public:
    SyncWatch(SyncControl &control, const Clock &clock, QObject *parent);

    /// In the order they began.
    const QList<SyncProgress> &running() const { return m_running; }
    std::optional<SyncProgress> progress(DeviceId device) const;
    /// How the last sync that ended in this sitting ended.
    std::optional<SyncOutcome> lastOutcome(DeviceId device) const;
    void cancel(DeviceId device);
    void cancelAll();

signals:
    void progressChanged(rollcall::DeviceId device);
    void finished(const rollcall::SyncOutcome &outcome);

private:
    SyncProgress *find(DeviceId device);

    SyncControl &m_control;
    const Clock &m_clock;
    QList<SyncProgress> m_running;
    QHash<DeviceId, SyncOutcome> m_outcomes;
};

} // namespace rollcall::ui
