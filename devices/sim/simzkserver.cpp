// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simzkserver.h"

#include "devices/sim/simconnection.h"
#include "devices/sim/simudpserver.h"
#include "devices/sim/simzkfleet.h"

#include <QCoreApplication>
#include <QTcpServer>
#include <QTcpSocket>

#include <utility>

namespace rollcall {

namespace {

constexpr int kOpenAttempts = 20; // a port that TCP has found may be taken on UDP
constexpr int kReopenMs = 50;
constexpr int kBacklog = 256;

} // namespace

SimZkServer::SimZkServer(std::shared_ptr<const SimDevice> device, const Clock &clock,
                         QObject *parent)
    : QObject(parent)
    , m_terminal(std::move(device), clock, this)
    , m_tcp(new QTcpServer(this))
    , m_udp(new SimUdpServer(m_terminal, this))
    , m_off(this)
{
    m_tcp->setListenBacklogSize(kBacklog);
    m_off.setSingleShot(true);
    connect(m_tcp, &QTcpServer::newConnection, this, &SimZkServer::takeConnections);
    connect(&m_terminal, &SimTerminal::restarting, this, &SimZkServer::goOff);
    connect(&m_off, &QTimer::timeout, this, &SimZkServer::comeBack);
}

Result<> SimZkServer::listen()
{
    const SimOptions &options = m_terminal.options();
    const int attempts = options.port == 0 ? kOpenAttempts : 1;
    for (int i = 0; i < attempts; ++i) {
        if (open(options.port)) {
            m_terminal.startPunching();
            return ok();
        }
    }
    const QString address = options.address.toString();
    return Error{ErrorCode::Unreachable,
                 QCoreApplication::translate(
                     "rollcall::sim",
                     "The simulated terminal cannot listen at %1, port %2. Nothing was "
                     "started. Take another port, or 0 for any free one.")
                     .arg(address)
                     .arg(options.port),
                 m_problem};
}

/// Both ports have the same number. False: neither is open.
bool SimZkServer::open(quint16 port)
{
    const SimOptions &options = m_terminal.options();
    if (!options.udpOnly) {
        if (!m_tcp->listen(options.address, port)) {
            m_problem = m_tcp->errorString();
            return false;
        }
        port = m_tcp->serverPort();
    }
    if (options.udp || options.udpOnly) {
        if (!m_udp->listen(options.address, port)) {
            m_problem = m_udp->errorString();
            m_udp->close();
            m_tcp->close();
            return false;
        }
        port = m_udp->port();
    }
    m_port = port;
    return true;
}

void SimZkServer::punch(const QString &userId, int state, int verify)
{
    m_terminal.punch(userId, state, verify);
}

void SimZkServer::takeConnections()
{
    m_connections.removeIf([](const QPointer<SimConnection> &each) { return each.isNull(); });
    while (QTcpSocket *socket = m_tcp->nextPendingConnection()) {
        const int number = ++m_terminal.tally().connections;
        m_connections.append(new SimConnection(socket, m_terminal, number, this));
    }
}

/// Closes everything, so that nobody gets in until it is back (zk-protocol.md, section 14).
void SimZkServer::goOff()
{
    m_tcp->close();
    m_udp->close();
    const QList<QPointer<SimConnection>> connections = std::exchange(m_connections, {});
    for (const QPointer<SimConnection> &connection : connections) {
        if (connection)
            connection->close();
    }
    m_terminal.goOff();
    m_off.start(m_terminal.options().restartMs);
}

void SimZkServer::comeBack()
{
    if (!open(m_port))
        m_off.start(kReopenMs);
    else
        m_terminal.comeBack();
}

Result<std::unique_ptr<SimZkThread>> SimZkThread::start(std::shared_ptr<const SimDevice> device,
                                                        const Clock &clock)
{
    Result<std::unique_ptr<SimZkFleet>> fleet = SimZkFleet::start({std::move(device)}, clock, 1);
    if (!fleet)
        return fleet.error();
    return std::unique_ptr<SimZkThread>(new SimZkThread(std::move(fleet).value()));
}

SimZkThread::SimZkThread(std::unique_ptr<SimZkFleet> fleet)
    : m_fleet(std::move(fleet))
{}

SimZkThread::~SimZkThread() = default;

quint16 SimZkThread::port() const
{
    return m_fleet->port(0);
}

const SimTally &SimZkThread::tally() const
{
    return m_fleet->tally(0);
}

const SimDevice &SimZkThread::device() const
{
    return m_fleet->device(0);
}

void SimZkThread::punch(const QString &userId, int state, int verify)
{
    m_fleet->punch(0, userId, state, verify);
}

} // namespace rollcall
