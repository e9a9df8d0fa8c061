// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QPair>
#include <QString>

class QUdpSocket;

namespace rollcall {

class SimTerminal;
class SimUdpPeer;

/// The UDP port of a simulated terminal: sorts datagrams by who sent them. Thread: its server's.
class SimUdpServer : public QObject
{
    Q_OBJECT

public:
    SimUdpServer(SimTerminal &terminal, QObject *parent);

    /// Port 0: any free one. False when it cannot be had; errorString() says why.
    bool listen(const QHostAddress &address, quint16 port);
    quint16 port() const;
    QString errorString() const;
    /// Forgets all clients and listens no more.
    void close();

private:
    using Sender = QPair<QHostAddress, quint16>;

    void takeDatagrams();
    SimUdpPeer *peer(const Sender &sender);

    SimTerminal &m_terminal;
    QUdpSocket *const m_socket;
    QHash<Sender, SimUdpPeer *> m_peers;
};

} // namespace rollcall
