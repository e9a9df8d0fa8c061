// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/httpgate.h"

#include "core/base/log.h"
#include "devices/push/admission.h"
#include "devices/push/gateconnection.h"

#include <QSslSocket>
#include <QTcpSocket>

#include <utility>

namespace rollcall::push {

void ConnectionCount::enter(const QHostAddress &peer)
{
    ++m_total;
    ++m_byPeer[peer];
}

void ConnectionCount::leave(const QHostAddress &peer)
{
    --m_total;
    if (--m_byPeer[peer] <= 0)
        m_byPeer.remove(peer);
}

bool ConnectionCount::isFull(const QHostAddress &peer) const
{
    return m_total >= m_limits.maxConnections ||
           m_byPeer.value(peer) >= m_limits.maxConnectionsPerAddress;
}

bool ConnectionCount::isFlooded() const
{
    return m_total >= 2 * m_limits.maxConnections;
}

HttpGate::HttpGate(const GateContext &context, std::optional<QSslConfiguration> tls,
                   QObject *parent)
    : QTcpServer(parent)
    , m_context(context)
    , m_tls(std::move(tls))
{}

std::unique_ptr<QTcpSocket> HttpGate::makeSocket(qintptr descriptor) const
{
    std::unique_ptr<QTcpSocket> socket;
    if (m_tls) {
        auto encrypted = std::make_unique<QSslSocket>();
        encrypted->setSslConfiguration(*m_tls);
        socket = std::move(encrypted);
    } else {
        socket = std::make_unique<QTcpSocket>();
    }
    return socket->setSocketDescriptor(descriptor) ? std::move(socket) : nullptr;
}

void HttpGate::incomingConnection(qintptr descriptor)
{
    std::unique_ptr<QTcpSocket> socket = makeSocket(descriptor);
    if (!socket)
        return;
    const QHostAddress peer = plainAddress(socket->peerAddress());
    if (m_context.count.isFlooded()) {
        qCWarning(lcPush) << "A connection from" << peer << "was cut: far too many are open.";
        return;
    }
    const bool isFull = m_context.count.isFull(peer);
    m_context.count.enter(peer);
    auto *connection = new GateConnection(std::move(socket), *this, m_context);
    connect(connection, &QObject::destroyed, this, [this, peer] {
        m_context.count.leave(peer);
        emit connectionEnded();
    });
    if (isFull)
        connection->turnAway();
}

void HttpGate::endConnections()
{
    const QList<GateConnection *> connections =
        findChildren<GateConnection *>(Qt::FindDirectChildrenOnly);
    for (GateConnection *connection : connections)
        connection->endWhenAnswered();
}

} // namespace rollcall::push
