// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simudpserver.h"

#include "devices/sim/simterminal.h"
#include "devices/sim/simudppeer.h"

#include <QNetworkDatagram>
#include <QUdpSocket>

namespace rollcall {

namespace {

constexpr qsizetype kMostPeers = 256;
constexpr qint64 kLongestRequest = 2048; // longer ones are cut, and are no request then

} // namespace

SimUdpServer::SimUdpServer(SimTerminal &terminal, QObject *parent)
    : QObject(parent)
    , m_terminal(terminal)
    , m_socket(new QUdpSocket(this))
{
    connect(m_socket, &QUdpSocket::readyRead, this, &SimUdpServer::takeDatagrams);
}

bool SimUdpServer::listen(const QHostAddress &address, quint16 port)
{
    return m_socket->bind(address, port, QAbstractSocket::DontShareAddress);
}

quint16 SimUdpServer::port() const
{
    return m_socket->localPort();
}

QString SimUdpServer::errorString() const
{
    return m_socket->errorString();
}

void SimUdpServer::close()
{
    qDeleteAll(m_peers);
    m_peers.clear();
    m_socket->close();
}

void SimUdpServer::takeDatagrams()
{
    while (m_socket->hasPendingDatagrams()) {
        const QNetworkDatagram datagram = m_socket->receiveDatagram(kLongestRequest);
        if (!datagram.isValid())
            continue;
        const Sender sender(datagram.senderAddress(), static_cast<quint16>(datagram.senderPort()));
        if (SimUdpPeer *known = peer(sender))
            known->take(datagram.data());
    }
}

SimUdpPeer *SimUdpServer::peer(const Sender &sender)
{
    if (SimUdpPeer *known = m_peers.value(sender))
        return known;
    if (m_peers.size() >= kMostPeers)
        return nullptr;
    const auto send = [this, sender](const QByteArray &datagram) {
        m_socket->writeDatagram(datagram, sender.first, sender.second);
    };
    auto *fresh = new SimUdpPeer(m_terminal, send, this);
    connect(fresh, &SimUdpPeer::wentSilent, this, [this, sender, fresh] {
        m_terminal.leaveTurn(fresh);
        m_peers.remove(sender);
        fresh->deleteLater();
    });
    m_peers.insert(sender, fresh);
    return fresh;
}

} // namespace rollcall
