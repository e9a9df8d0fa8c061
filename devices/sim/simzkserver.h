// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "devices/sim/simconnection.h"
#include "devices/sim/simdevice.h"

#include <QObject>
#include <QThread>

#include <memory>

class QTcpServer;

namespace rollcall {

/// A simulated terminal that can be reached over TCP, driven by the event loop of its thread.
/// Listens on no address but the configured one (zk-protocol.md, section 22).
class SimZkServer : public QObject
{
    Q_OBJECT

public:
    /// @p clock must outlive the server.
    SimZkServer(std::shared_ptr<const SimDevice> device, const Clock &clock,
                QObject *parent = nullptr);

    /// Unreachable when the address or port cannot be had.
    Result<> listen();
    /// 0 before listen().
    quint16 port() const;
    std::shared_ptr<const SimTally> tally() const { return m_tally; }

private:
    void takeConnections();

    const std::shared_ptr<const SimDevice> m_device;
    const Clock &m_clock;
    const std::shared_ptr<SimTally> m_tally;
    QTcpServer *const m_server;
};

/// A SimZkServer on a thread of its own, for callers that block, as sessions do. Ends with its
/// owner.
class SimZkThread
{
public:
    /// Listens before it returns. Errors: those of SimZkServer::listen().
    static Result<std::unique_ptr<SimZkThread>> start(std::shared_ptr<const SimDevice> device,
                                                      const Clock &clock);
    ~SimZkThread();
    SimZkThread(const SimZkThread &) = delete;
    SimZkThread &operator=(const SimZkThread &) = delete;

    quint16 port() const { return m_port; }
    const SimTally &tally() const { return *m_tally; }

private:
    SimZkThread() = default;

    QThread m_thread;
    quint16 m_port = 0;
    std::shared_ptr<const SimTally> m_tally;
};

} // namespace rollcall
