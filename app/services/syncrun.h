// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/terminaldoor.h"
#include "core/ports/synccontrol.h"

#include <functional>

namespace rollcall {

/// One visit to one agent device, as sequential code on a session thread: the right terminal?,
/// users, clock, logs, close the books. Whole, proven logs are stored batch by batch; a cut read
/// keeps them, is marked incomplete and leaves the sync mark where it was. A visit that fails has a
/// session row with its reason all the same.
class SyncRun
{
public:
    using Progress = std::function<void(qint64 done, qint64 total)>;
    /// Gives the conversation to be read; it may be open since long.
    using Opener = std::function<Result<DeviceSession *>()>;

    SyncRun(const TerminalDoor &door, Device device, Progress progress);
    /// An Error only when the session could not even be written down.
    Result<SyncOutcome> execute(const Opener &open);

private:
    /// Opens the conversation, sees that it is the right terminal, and reads its users and clock.
    Result<DeviceSession *> reach(SyncSession &session, const Opener &open);
    Result<LogReadSummary> readLogs(SyncSession &session, DeviceSession &conversation);

    const TerminalDoor &m_door;
    const Device m_device;
    const Progress m_progress;
    QByteArray m_zone; ///< the device's, else the school's
    Answer<> m_usersSaved;
};

} // namespace rollcall
