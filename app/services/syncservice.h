// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/recomputeservice.h"
#include "app/services/syncrun.h"
#include "core/ports/synccontrol.h"

#include <QHash>
#include <QLockFile>
#include <QThreadPool>

#include <memory>
#include <mutex>
#include <vector>

namespace rollcall {

/// Reads agent devices: at most 8 sessions at once, one per device, each on a pool thread
/// (architecture.md, section 5).
class SyncService : public SyncControl
{
    Q_OBJECT

public:
    /// @p lockFolder holds a lock file per device, so that two programs on the same data never
    /// speak to one terminal at the same time. @p drivers outlive the service.
    SyncService(SyncTools tools, std::vector<const DeviceDriver *> drivers,
                RecomputeService &recompute, QString lockFolder, QObject *parent = nullptr);
    /// Cancels what runs and waits for it.
    ~SyncService() override;

    Answer<SyncOutcome> sync(DeviceId device) override;
    void cancel(DeviceId device) override;
    bool isRunning(DeviceId device) const override;
    /// Cancels every session, for an orderly end of the program.
    void cancelAll();

private:
    Result<SyncOutcome> runSession(DeviceId device, std::stop_token stop);
    Result<Device> find(DeviceId device);
    const DeviceDriver *driverOf(const Device &device) const;
    Result<std::unique_ptr<QLockFile>> lock(const Device &device) const;

    const SyncTools m_tools;
    const std::vector<const DeviceDriver *> m_drivers;
    RecomputeService &m_recompute;
    const QString m_lockFolder;
    QThreadPool m_pool;
    mutable std::mutex m_mutex;
    QHash<DeviceId, std::shared_ptr<std::stop_source>> m_running; ///< guarded by m_mutex
};

} // namespace rollcall
