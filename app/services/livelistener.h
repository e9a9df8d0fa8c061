// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/livereads.h"
#include "app/services/liveworker.h"
#include "app/services/recomputeservice.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <map>
#include <memory>
#include <mutex>

namespace rollcall {

/// Listens to terminals that tell of punches as they happen (zk-protocol.md, section 15): each on a
/// thread of its own, at most 32. Calls from any thread but its own workers'; signals come from
/// the workers.
class LiveListener : public QObject, public LiveReads
{
    Q_OBJECT

public:
    static constexpr int kMost = 32;

    LiveListener(const TerminalDoor &door, DeviceLocks &locks, SyncService &sync,
                 RecomputeService &recompute, QObject *parent = nullptr);
    ~LiveListener() override;

    /// Listens to these and to no others. Answers which of them it took: not more than 32, and none
    /// that cannot be listened to. A terminal that turned out to be such a one is not tried again
    /// while the program runs and its address stays.
    QSet<DeviceId> listenTo(const QList<Device> &devices, const LiveRules &rules);
    /// Ends every wait for a next try: somebody corrected something.
    void retryAll();
    /// Ends all connections at the same time, within 200 ms and a good-bye.
    void stop();

    std::optional<Answer<SyncOutcome>> readNow(DeviceId device) override;

signals:
    /// Punches came in, are stored, and their days will be computed.
    void punchesStored(rollcall::DeviceId device, const rollcall::IngestCounts &counts);
    /// The terminal does not tell of punches; it is to be polled.
    void handedBack(rollcall::DeviceId device);

private:
    using Workers = std::map<DeviceId, std::unique_ptr<LiveWorker>>;
    QList<Device> choose(const QList<Device> &devices);
    Workers takeOut(const QList<Device> &wanted, const LiveRules &rules);
    std::unique_ptr<LiveWorker> makeWorker(const Device &device, const LiveRules &rules);
    void noteUnable(const Device &device);

    const TerminalDoor &m_door;
    DeviceLocks &m_locks;
    SyncService &m_sync;
    RecomputeService &m_recompute;
    std::mutex m_changing; ///< one change of the workers at a time
    int m_intervalMs = 0;  ///< guarded by m_changing
    std::mutex m_mutex;
    Workers m_workers;                 ///< guarded by m_mutex
    QHash<DeviceId, QString> m_unable; ///< with their addresses; guarded by m_mutex
};

} // namespace rollcall

Q_DECLARE_METATYPE(rollcall::IngestCounts)
