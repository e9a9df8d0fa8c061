// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simzkserver.h"

#include <QCoreApplication>
#include <QTcpServer>
#include <QTcpSocket>

#include <utility>

namespace rollcall {

SimZkServer::SimZkServer(std::shared_ptr<const SimDevice> device, const Clock &clock,
                         QObject *parent)
    : QObject(parent)
    , m_device(std::move(device))
    , m_clock(clock)
    , m_tally(std::make_shared<SimTally>())
    , m_server(new QTcpServer(this))
{
    connect(m_server, &QTcpServer::newConnection, this, &SimZkServer::takeConnections);
}

Result<> SimZkServer::listen()
{
    const SimOptions &options = m_device->options();
    if (m_server->listen(options.address, options.port))
        return ok();
    const QString address = options.address.toString();
    return Error{ErrorCode::Unreachable,
                 QCoreApplication::translate(
                     "rollcall::sim",
                     "The simulated terminal cannot listen at %1, port %2. Nothing was "
                     "started. Take another port, or 0 for any free one.")
                     .arg(address)
                     .arg(options.port),
                 m_server->errorString()};
}

quint16 SimZkServer::port() const
{
    return m_server->serverPort();
}

void SimZkServer::takeConnections()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        const int number = ++m_tally->connections;
        new SimConnection(socket, m_device, m_clock, m_tally, number, this);
    }
}

Result<std::unique_ptr<SimZkThread>> SimZkThread::start(std::shared_ptr<const SimDevice> device,
                                                        const Clock &clock)
{
    auto server = std::make_unique<SimZkServer>(std::move(device), clock);
    if (const Result<> listening = server->listen(); !listening)
        return listening.error();
    std::unique_ptr<SimZkThread> thread(new SimZkThread);
    thread->m_port = server->port();
    thread->m_tally = server->tally();
    thread->m_thread.setObjectName(QStringLiteral("sim-zk"));
    server->moveToThread(&thread->m_thread);
    // The thread's end deletes it there, among its sockets.
    QObject::connect(&thread->m_thread, &QThread::finished, server.get(), &QObject::deleteLater);
    server.release(); // NOLINT(bugprone-unused-return-value): owned by the connection above
    thread->m_thread.start();
    return thread;
}

SimZkThread::~SimZkThread()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace rollcall
