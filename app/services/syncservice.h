// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/devicelocks.h"
#include "app/services/livereads.h"
#include "app/services/recomputeservice.h"
#include "app/services/syncrun.h"
#include "core/ports/synccontrol.h"

#include <QHash>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <mutex>
#include <semaphore>

namespace rollcall {

/// Reads agent devices: at most 8 sessions at once, one per device, each on a pool thread
/// (architecture.md, section 5). A terminal is left as soon as it is read; that what was read is
/// stored is waited for elsewhere, while the next terminal is read.
class SyncService : public SyncControl
{
    Q_OBJECT

public:
    static constexpr int kSessionsAtOnce = 8;

    SyncService(const TerminalDoor &door, DeviceLocks &locks, RecomputeService &recompute,
                QObject *parent = nullptr);
    /// Cancels what runs and waits for it.
    ~SyncService() override;

    Answer<SyncOutcome> sync(DeviceId device) override;
    void cancel(DeviceId device) override;
    bool isRunning(DeviceId device) const override;
    std::optional<PlannedVisit> nextVisit(DeviceId device) const override;
    Answer<QList<SyncSession>> history(DeviceId device, int limit) override;
    /// Cancels every session, for an orderly end of the program.
    void cancelAll();

    /// Opens and closes a conversation, for a terminal whose people may be locked out and that is
    /// not read: the inactive ones at the start of the program (zk-protocol.md, section 21).
    /// @p done is called from the session's thread.
    void letIn(DeviceId device, std::function<void(const Result<> &)> done);
    /// Who is asked first when a device is to be read; null = nobody. Outlives the service, or is
    /// taken back.
    void setLive(LiveReads *live);
    using Plan = std::function<std::optional<PlannedVisit>(DeviceId)>;
    /// Who knows when a device is read next; empty = nobody. Called from any thread; outlives the
    /// service, or is taken back.
    void setPlan(Plan plan);
    /// A visit by somebody who holds the terminal already, on their thread, with everything that
    /// a sync says and leaves behind. cancel() stops @p stop.
    Result<SyncOutcome> visit(const Device &device, const std::shared_ptr<std::stop_source> &stop,
                              const SyncRun::Opener &open);

private:
    using Stop = std::shared_ptr<std::stop_source>;
    using Run = std::shared_ptr<SyncRun>;
    using Done = std::function<void(const Result<SyncOutcome> &)>;

    /// How many sessions may wait for the disk beside those that read: so far, and no farther, may
    /// the disk fall behind.
    static constexpr int kAheadOfTheDisk = 12;

    void runSession(DeviceId device, const std::stop_token &stop, const Done &done);
    /// False: cancelled.
    bool waitForRoom(const std::stop_token &stop);
    Result<Run> readSession(DeviceId device, const std::stop_token &stop);
    Result<> letInNow(DeviceId device);
    void end(DeviceId device, const Stop &stop, const Result<SyncOutcome> &outcome);
    SyncRun::Progress progressOf(DeviceId device);

    const TerminalDoor &m_door;
    DeviceLocks &m_locks;
    RecomputeService &m_recompute;
    QThreadPool m_pool;
    QThreadPool m_books; ///< one thread: the store answers in the order of the questions
    std::counting_semaphore<> m_room{kSessionsAtOnce + kAheadOfTheDisk};
    std::mutex m_liveMutex;
    LiveReads *m_live = nullptr; ///< guarded by m_liveMutex
    mutable std::mutex m_planMutex;
    Plan m_plan; ///< guarded by m_planMutex
    mutable std::mutex m_mutex;
    QHash<DeviceId, Stop> m_running; ///< guarded by m_mutex
    std::stop_source m_ending;       ///< of letIn()
};

} // namespace rollcall
