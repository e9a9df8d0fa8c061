// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simzkfleet.h"

#include "devices/sim/simzkserver.h"

#include <QMetaObject>

#include <algorithm>

namespace rollcall {

Result<std::unique_ptr<SimZkFleet>> SimZkFleet::start(
    const QList<std::shared_ptr<const SimDevice>> &devices, const Clock &clock, int threads)
{
    std::vector<std::unique_ptr<SimZkServer>> servers;
    for (const std::shared_ptr<const SimDevice> &device : devices) {
        auto server = std::make_unique<SimZkServer>(device, clock);
        if (const Result<> listening = server->listen(); !listening)
            return listening.error();
        servers.push_back(std::move(server));
    }
    std::unique_ptr<SimZkFleet> fleet(new SimZkFleet);
    const auto count = std::min(servers.size(), static_cast<size_t>(std::max(1, threads)));
    for (size_t i = 0; i < count; ++i) {
        fleet->m_threads.push_back(std::make_unique<QThread>());
        fleet->m_threads.back()->setObjectName(QStringLiteral("sim-zk"));
    }
    for (size_t i = 0; i < servers.size(); ++i) {
        QThread *const thread = fleet->m_threads.at(i % count).get();
        SimZkServer *const server = servers.at(i).release();
        server->moveToThread(thread);
        // The thread's end deletes it there, among its sockets.
        QObject::connect(thread, &QThread::finished, server, &QObject::deleteLater);
        fleet->m_terminals.append(
            {server, devices.at(static_cast<qsizetype>(i)), server->tally(), server->port()});
    }
    for (const std::unique_ptr<QThread> &thread : fleet->m_threads)
        thread->start();
    return fleet;
}

SimZkFleet::~SimZkFleet()
{
    for (const std::unique_ptr<QThread> &thread : m_threads)
        thread->quit();
    for (const std::unique_ptr<QThread> &thread : m_threads)
        thread->wait();
}

void SimZkFleet::punch(int index, const QString &userId, int state, int verify)
{
    SimZkServer *const server = m_terminals.at(index).server;
    QMetaObject::invokeMethod(
        server, [server, userId, state, verify] { server->punch(userId, state, verify); },
        Qt::QueuedConnection);
}

} // namespace rollcall
