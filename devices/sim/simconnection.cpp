// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simconnection.h"

#include "core/base/log.h"
#include "devices/sim/simrubbish.h"
#include "devices/sim/simterminal.h"
#include "devices/sim/simwire.h"

#include <QTcpSocket>

namespace rollcall {

namespace {

constexpr qsizetype kMostInput = 256LL * 1024;

} // namespace

SimConnection::SimConnection(QTcpSocket *socket, SimTerminal &terminal, int number, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_terminal(terminal)
    , m_faults(faultsOf(terminal.options().faults, number))
    , m_conversation(terminal, m_faults, number, terminal.options().maxPacket)
    , m_outlet(
          socket, m_faults, terminal.options().pauseMs, [this] { sendMore(); }, this)
{
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setReadBufferSize(kMostInput);
    connect(socket, &QTcpSocket::readyRead, this, &SimConnection::takeBytes);
    connect(socket, &QTcpSocket::disconnected, this, &SimConnection::leave);
    connect(&terminal, &SimTerminal::punched, this, &SimConnection::tell);
    if (m_faults.single)
        connect(&terminal, &SimTerminal::turnFreed, this, &SimConnection::takeBytes);
    takeBytes();
}

void SimConnection::close()
{
    m_isClosed = true;
    m_socket->disconnectFromHost();
}

void SimConnection::leave()
{
    m_isClosed = true;
    m_terminal.leaveTurn(this);
    deleteLater();
}

void SimConnection::takeBytes()
{
    if (m_isClosed || (m_faults.single && !m_terminal.takeTurn(this)))
        return;
    if (sim::isNoTerminal(m_faults)) {
        if (m_socket->readAll().isEmpty())
            return;
        m_socket->write(sim::otherAnswer(m_faults, m_terminal.options().seed));
        if (m_faults.http)
            close();
        return;
    }
    if (m_input.size() < kMostInput)
        m_input.append(m_socket->read(kMostInput));
    m_outlet.pump();
}

/// Called when all that was to be sent has gone: the rest of a transfer, else the next request.
void SimConnection::sendMore()
{
    while (m_outlet.isEmpty() && !m_isClosed) {
        if (m_conversation.isSending()) {
            m_conversation.sendPart();
            sendPackets();
            continue;
        }
        if (m_conversation.takeRestart()) {
            m_terminal.restart();
            return;
        }
        bool isBroken = false;
        const std::optional<sim::Request> request = sim::takeRequest(m_input, isBroken);
        if (isBroken) {
            qCInfo(lcSim, "A client sent something that is no packet; it is disconnected.");
            close();
            return;
        }
        if (!request)
            return;
        m_conversation.answer(*request);
        sendPackets();
        if (m_faults.delay > 0)
            m_outlet.wait(static_cast<int>(m_faults.delay));
        if (m_input.size() < kMostInput)
            m_input.append(m_socket->read(kMostInput));
    }
}

void SimConnection::sendPackets()
{
    const QList<SimPacket> packets = m_conversation.takePackets();
    for (const SimPacket &packet : packets)
        m_outlet.put(
            sim::frame(packet.code, packet.session, packet.reply, packet.data, packet.isSpoilt));
}

void SimConnection::tell(const SimPunch &punch)
{
    m_conversation.tell(punch);
    sendPackets();
    m_outlet.pump();
}

} // namespace rollcall
