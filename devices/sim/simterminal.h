// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "devices/sim/simdevice.h"
#include "devices/sim/simlogs.h"
#include "devices/sim/simpunch.h"
#include "devices/sim/simtally.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>

namespace rollcall {

/// What all clients of a simulated terminal share: its memory and clock, whether it is enabled,
/// whose turn it is, and the punches of its users. Thread: that of its server.
class SimTerminal : public QObject
{
    Q_OBJECT

public:
    /// @p clock must outlive it.
    SimTerminal(std::shared_ptr<const SimDevice> device, const Clock &clock, QObject *parent);

    const SimDevice &device() const { return *m_device; }
    const SimOptions &options() const { return m_device->options(); }
    SimMemory &memory() const { return m_device->memory(); }
    SimTally &tally() const { return *m_tally; }
    std::shared_ptr<const SimTally> sharedTally() const { return m_tally; }

    WallTime now() const;
    void setClock(WallTime wall);
    void enable();
    /// Wakes by itself after @p seconds, 0 = never (zk-protocol.md, section 13).
    void disable(quint32 seconds);
    /// Stored in any case, told to clients unless it is disabled.
    void punch(const QString &userId, int state, int verify);

    /// Where only one client is answered at a time (fault single): whether @p client is or becomes
    /// the one.
    bool takeTurn(QObject *client);
    void leaveTurn(QObject *client);

    void startPunching();
    /// Asks the server for a restart; it happens when control is back in the event loop.
    void restart();
    /// Everybody is away, and nobody can punch.
    void goOff();
    /// Enabled, whatever it was before.
    void comeBack();

signals:
    void punched(const rollcall::SimPunch &punch);
    void turnFreed();
    void restarting();

private:
    void punchAny();
    void announce(const SimPunch &punch);

    const std::shared_ptr<const SimDevice> m_device;
    const Clock &m_clock;
    const std::shared_ptr<SimTally> m_tally;
    QPointer<QObject> m_turn;
    QTimer m_wake;
    QTimer m_live;
    sim::Random m_random;
};

} // namespace rollcall
