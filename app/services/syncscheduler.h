// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/livelistener.h"
#include "app/services/syncplan.h"
#include "app/services/syncservice.h"
#include "app/services/worker.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QSet>
#include <QThread>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>

namespace rollcall {

/// Runs the agent side of a school by itself: listens to the terminals that can be listened to,
/// polls the others by interval and back-off, lets people in at terminals that were left disabled,
/// and looks for terminals that moved. One per school (EngineLock). Works on a thread of its own;
/// calls from any other.
///
/// Settings of the store, looked at every few seconds, as the list of devices is:
/// "sync.interval_seconds" (300, at least 60) and "sync.live" ("on", "off").
class SyncScheduler : public QObject
{
    Q_OBJECT

public:
    /// Everything outlives the scheduler but @p sync, which may end before it once it is stopped.
    /// @p liveRules: the interval in it is that of the settings.
    SyncScheduler(const TerminalDoor &door, SyncService &sync, LiveListener &live,
                  LiveRules liveRules, QObject *parent = nullptr);
    ~SyncScheduler() override;

    void start();
    /// Ends the live connections and cancels the visits it began, without waiting for these.
    void stop();
    /// The office changed something: looked at at once.
    void devicesChanged();

signals:
    /// A terminal that had vanished was found at another address; the device has a notice now.
    void terminalFound(rollcall::DeviceId device);

private:
    void loop();
    void startOf(const QList<Device> &devices);
    void reload();
    void beginDue();
    void beginVisit(DeviceId device);
    void searchLost();
    void finished(DeviceId device, const std::optional<Error> &error);
    void waitForWork();
    LiveRules readSettings();
    qint64 now() const { return m_door.tools().clock.utcMilliseconds(); }

    const TerminalDoor &m_door;
    SyncService &m_sync;
    LiveListener &m_live;
    const LiveRules m_liveRules;
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<Worker> m_search;
    std::stop_source m_searchStop;

    // Touched on m_thread only:
    QList<Device> m_devices;
    qint64 m_startedAt = 0;
    QDeadlineTimer m_nextLook;
    bool m_isLive = true;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    SyncPlan m_plan{SyncService::kSessionsAtOnce}; ///< guarded by m_mutex
    QSet<DeviceId> m_visiting;                     ///< begun here; guarded by m_mutex
    QSet<DeviceId> m_toLetIn; ///< inactive, left disabled before the start; guarded by m_mutex
    bool m_look = true;       ///< guarded by m_mutex
    bool m_corrected = false; ///< guarded by m_mutex
    bool m_wake = false;      ///< guarded by m_mutex
    bool m_stopping = false;  ///< guarded by m_mutex
};

} // namespace rollcall
