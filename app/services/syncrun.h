// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/ports/ingestport.h"
#include "core/ports/secretstore.h"
#include "core/ports/stores.h"
#include "core/ports/synccontrol.h"
#include "devices/api/devicedriver.h"

#include <functional>
#include <stop_token>

namespace rollcall {

/// What a sync needs; all of it outlives the run.
struct SyncTools
{
    SchoolStore &school;
    DeviceStore &devices;
    SyncStore &sessions;
    IngestPort &ingest;
    SecretStore &secrets;
    const Clock &clock;
    SessionLimits limits;
};

/// One visit to one agent device, as sequential code on a session thread: open, users, clock, logs,
/// close the books. Whole, proven logs are stored batch by batch; a cut read keeps them, is marked
/// incomplete and leaves the sync mark where it was. A visit that fails has a session row with its
/// reason all the same.
class SyncRun
{
public:
    using Progress = std::function<void(qint64 done, qint64 total)>;

    SyncRun(SyncTools tools, Device device, const DeviceDriver &driver, std::stop_token stop,
            Progress progress);
    /// An Error only when the session could not even be written down.
    Result<SyncOutcome> execute();

private:
    Result<LogReadSummary> visit(SyncSession &session);
    Result<> readUsers(DeviceSession &conversation);
    void measureClock(DeviceSession &conversation, SyncSession &session);

    SyncTools m_tools;
    const Device m_device;
    const DeviceDriver &m_driver;
    const SessionControl m_control;
    const Progress m_progress;
    QByteArray m_zone; ///< the device's, else the school's
};

} // namespace rollcall
