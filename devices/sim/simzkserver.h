// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "devices/sim/simdevice.h"
#include "devices/sim/simtally.h"
#include "devices/sim/simterminal.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>

class QTcpServer;

namespace rollcall {

class SimConnection;
class SimZkFleet;
class SimUdpServer;

/// A simulated terminal that can be reached over TCP and, when asked for, UDP, driven by the event
/// loop of its thread. Listens on no address but the configured one (zk-protocol.md, section 22).
class SimZkServer : public QObject
{
    Q_OBJECT

public:
    /// @p clock must outlive the server.
    SimZkServer(std::shared_ptr<const SimDevice> device, const Clock &clock,
                QObject *parent = nullptr);

    /// Unreachable when the address or port cannot be had.
    Result<> listen();
    /// 0 before listen(); stays while the terminal restarts.
    quint16 port() const { return m_port; }
    std::shared_ptr<const SimTally> tally() const { return m_terminal.sharedTally(); }
    /// Somebody punches now.
    void punch(const QString &userId, int state, int verify);

private:
    bool open(quint16 port);
    void takeConnections();
    void goOff();
    void comeBack();

    SimTerminal m_terminal;
    QTcpServer *const m_tcp;
    SimUdpServer *const m_udp;
    QList<QPointer<SimConnection>> m_connections;
    QTimer m_off;
    quint16 m_port = 0;
    QString m_problem; ///< why the last open() failed
};

/// A SimZkServer on a thread of its own, for callers that block, as sessions do. Ends with its
/// owner. Many together: SimZkFleet.
class SimZkThread
{
public:
    /// Listens before it returns. Errors: those of SimZkServer::listen().
    static Result<std::unique_ptr<SimZkThread>> start(std::shared_ptr<const SimDevice> device,
                                                      const Clock &clock);
    ~SimZkThread();
    SimZkThread(const SimZkThread &) = delete;
    SimZkThread &operator=(const SimZkThread &) = delete;

    quint16 port() const;
    const SimTally &tally() const;
    const SimDevice &device() const;
    /// Somebody punches, as soon as the terminal's thread gets to it.
    void punch(const QString &userId, int state, int verify);

private:
    explicit SimZkThread(std::unique_ptr<SimZkFleet> fleet);

    const std::unique_ptr<SimZkFleet> m_fleet;
};

} // namespace rollcall
