// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/devicelocks.h"
#include "app/services/eitherstop.h"
#include "app/services/syncservice.h"
#include "app/services/terminaldoor.h"
#include "app/services/worker.h"
#include "core/ports/terminalcontrol.h"

#include <functional>
#include <stop_token>

namespace rollcall {

/// Asks terminals and sets them, each call on a pool thread that holds the terminal meanwhile.
/// What changes a terminal goes into the audit trail.
class TerminalService : public TerminalControl
{
    Q_OBJECT

public:
    /// Everything outlives the service.
    TerminalService(const TerminalDoor &door, DeviceLocks &locks, SyncService &sync,
                    QObject *parent = nullptr);
    /// Stops what runs and waits for it.
    ~TerminalService() override;

    Answer<TestReport> test(const DeviceDraft &draft, std::stop_token stop, StepNews news) override;
    Answer<TerminalProfile> profile(DeviceId device) override;
    Answer<DeviceInfo> info(DeviceId device, std::stop_token stop) override;
    Answer<QList<DeviceUser>> users(DeviceId device, std::stop_token stop) override;
    Answer<ClockReading> setClock(DeviceId device, std::stop_token stop) override;
    Answer<> restart(DeviceId device, std::stop_token stop) override;
    Answer<> beep(DeviceId device, std::stop_token stop) override;
    Answer<> unlock(DeviceId device, int seconds, std::stop_token stop) override;
    Answer<ClearOutcome> clearLogs(DeviceId device, std::stop_token stop) override;
    Answer<QList<DeviceUserOutcome>> writeUsers(DeviceId device,
                                                const QList<DeviceUserDraft> &users,
                                                std::stop_token stop) override;
    Answer<QList<DeviceUserOutcome>> deleteUsers(DeviceId device, const QStringList &userIds,
                                                 std::stop_token stop) override;
    Answer<QList<DeviceUserOutcome>> copyUsers(DeviceId from, DeviceId to,
                                               const QStringList &userIds,
                                               std::stop_token stop) override;
    Answer<QList<TerminalSighting>> discover(const QString &subnet, quint16 port,
                                             std::stop_token stop, ScanNews news) override;

private:
    using Outcomes = QList<DeviceUserOutcome>;

    /// Runs @p work on a pool thread, with a token that stops for the caller and for our own end.
    template <typename T>
    Answer<T> start(std::stop_token stop, std::function<Result<T>(const std::stop_token &)> work)
    {
        return m_worker.run<T>(
            [this, stop = std::move(stop), work = std::move(work)]() -> Result<T> {
                const EitherStop either(stop, m_ending.get_token());
                if (either.token().stop_requested())
                    return errors::cancelled();
                return work(either.token());
            });
    }
    /// The same inside a conversation with the right terminal, held against everybody else.
    template <typename T>
    Answer<T> inside(DeviceId device, TerminalUse use, DriverCaps needed, std::stop_token stop,
                     std::function<Result<T>(const Device &, DeviceSession &)> work)
    {
        return start<T>(std::move(stop),
                        [this, device, use, needed,
                         work = std::move(work)](const std::stop_token &token) -> Result<T> {
                            return visit<T>(device, use, needed, token, work);
                        });
    }
    template <typename T>
    Result<T> visit(DeviceId device, TerminalUse use, DriverCaps needed,
                    const std::stop_token &stop,
                    const std::function<Result<T>(const Device &, DeviceSession &)> &work)
    {
        const Result<Device> found = able(device, needed);
        if (!found)
            return found.error();
        const Result<DeviceLocks::Held> held = m_locks.take(*found, use, stop);
        if (!held)
            return held.error();
        const Result<OpenTerminal> terminal = m_door.open(*found, stop);
        if (!terminal)
            return terminal.error();
        if (const Result<> entered = m_door.enter(*found, *terminal->session); !entered)
            return entered.error();
        return work(*found, *terminal->session);
    }

    Result<Device> able(DeviceId device, DriverCaps needed) const;
    Result<TestReport> testNow(const DeviceDraft &draft, const std::stop_token &stop,
                               const StepNews &news);
    Result<ClockReading> setClockNow(const Device &device, DeviceSession &session);
    Result<ClearOutcome> clearNow(DeviceId device, const std::stop_token &stop);
    Result<Outcomes> copyNow(DeviceId from, DeviceId to, const QStringList &userIds,
                             const std::stop_token &stop);
    Result<> note(DeviceId device, const char *what, const QString &after = {},
                  const QString &before = {});
    Result<Outcomes> noteUsers(DeviceId device, const char *what, Result<Outcomes> outcomes);

    const TerminalDoor &m_door;
    DeviceLocks &m_locks;
    SyncService &m_sync;
    std::stop_source m_ending;
    Worker m_worker;
};

} // namespace rollcall
