// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/sim/simconversation.h"
#include "devices/sim/simoutlet.h"
#include "devices/sim/simpunch.h"

#include <QByteArray>
#include <QObject>

class QTcpSocket;

namespace rollcall {

class SimTerminal;

/// One client of a simulated terminal over TCP. Requests are answered in order, also when they come
/// pipelined, in pieces or several at once (zk-protocol.md, section 22). Deletes itself when the
/// client has gone. Thread: the socket's.
class SimConnection : public QObject
{
    Q_OBJECT

public:
    /// @p number counts the terminal's clients from 1. Takes the socket over.
    SimConnection(QTcpSocket *socket, SimTerminal &terminal, int number, QObject *parent);

    /// Ends it, as when the terminal goes off.
    void close();

private:
    void takeBytes();
    void sendMore();
    void sendPackets();
    void tell(const SimPunch &punch);
    void leave();

    QTcpSocket *const m_socket;
    SimTerminal &m_terminal;
    const SimFaultSet m_faults;
    SimConversation m_conversation;
    SimOutlet m_outlet;
    QByteArray m_input;
    bool m_isClosed = false;
};

} // namespace rollcall
