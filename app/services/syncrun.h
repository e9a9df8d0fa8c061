// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/terminaldoor.h"
#include "core/ports/synccontrol.h"

#include <functional>
#include <memory>
#include <optional>

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
    ~SyncRun();
    Q_DISABLE_COPY_MOVE(SyncRun)

    /// Both of these. An Error only when the session could not even be written down.
    Result<SyncOutcome> execute(const Opener &open);
    /// Reads the terminal; once. Nothing more is asked of it afterwards. An Error as execute().
    Result<> read(const Opener &open);
    /// Waits until everything that was read is stored, on any thread; once, after read().
    Result<SyncOutcome> close();

private:
    class StoringSink;

    /// Opens the conversation, sees that it is the right terminal, and reads its users and clock.
    Result<DeviceSession *> reach(const Opener &open);
    Result<> waitUntilReady();
    void saveUsers();
    Result<> closeBooks();

    const TerminalDoor &m_door;
    const Device m_device;
    const Progress m_progress;
    QByteArray m_zone; ///< the device's, else the school's
    SyncSession m_session;
    Answer<SyncSessionId> m_begun;            ///< under way
    std::optional<Answer<>> m_entered;        ///< what was learned of the terminal is written down
    std::optional<Result<>> m_ready;          ///< both of them
    std::optional<QList<DeviceUser>> m_users; ///< read and not yet handed over
    std::optional<Answer<>> m_usersSaved;     ///< under way
    std::unique_ptr<StoringSink> m_sink;      ///< from the first question about logs on
    Answer<> m_ended;                         ///< the end of the session, under way
};

} // namespace rollcall
