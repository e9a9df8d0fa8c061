// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simudppeer.h"

#include "devices/sim/simrubbish.h"
#include "devices/sim/simterminal.h"
#include "devices/sim/simwire.h"

#include <utility>

namespace rollcall {

namespace {

constexpr int kMostData = 1024; // in a datagram (zk-protocol.md, section 11.1)
constexpr qsizetype kMostRequests = 64;
// So many datagrams at once fit every receive buffer; a piece of 16384 bytes is not more.
constexpr int kBurst = 20;

} // namespace

SimUdpPeer::SimUdpPeer(SimTerminal &terminal, Send send, QObject *parent)
    : QObject(parent)
    , m_terminal(terminal)
    , m_send(std::move(send))
    , m_pause(this)
    , m_silence(this)
{
    m_pause.setSingleShot(true);
    m_silence.setSingleShot(true);
    m_silence.setInterval(terminal.options().udpSilenceMs);
    connect(&m_pause, &QTimer::timeout, this, &SimUdpPeer::pump);
    connect(&m_silence, &QTimer::timeout, this, &SimUdpPeer::wentSilent);
    connect(&terminal, &SimTerminal::punched, this, &SimUdpPeer::tell);
    startConversation();
}

void SimUdpPeer::startConversation()
{
    const int number = ++m_terminal.tally().connections;
    m_faults = faultsOf(m_terminal.options().faults, number);
    m_conversation.emplace(m_terminal, m_faults, number,
                           qMin(kMostData, m_terminal.options().maxPacket));
}

void SimUdpPeer::take(const QByteArray &datagram)
{
    m_silence.start();
    if (m_faults.single && !m_terminal.takeTurn(this))
        return;
    if (sim::isNoTerminal(m_faults)) {
        // A web server has no UDP port, and what is busy says nothing.
        if (!m_faults.busy && !m_faults.http)
            m_send(sim::otherAnswer(m_faults, m_terminal.options().seed));
        return;
    }
    if (datagram == m_last) {
        repeat();
        return;
    }
    if (m_requests.size() < kMostRequests && !m_requests.contains(datagram))
        m_requests.append(datagram);
    pump();
}

void SimUdpPeer::answer(const QByteArray &datagram)
{
    const std::optional<sim::Request> request = sim::readPacket(datagram);
    if (!request)
        return;
    if (request->command == sim::CmdConnect && m_conversation->hasEnded())
        startConversation();
    m_conversation->answer(*request);
    if (request->command == sim::AckOk) // of an event: has no answer and may come as often as it is
        return;
    m_last = datagram;
    m_wasTransfer = m_conversation->isSending();
    queuePackets();
    m_answer = m_queue;
    if (m_faults.delay > 0)
        m_pause.start(static_cast<int>(m_faults.delay));
    if (m_conversation->hasEnded())
        m_terminal.leaveTurn(this);
}

/// The same request came again: its answer was lost, or is on its way.
void SimUdpPeer::repeat()
{
    ++m_terminal.tally().repeats;
    m_queue = m_answer;
    if (m_wasTransfer)
        m_conversation->sendAgain();
    pump();
}

void SimUdpPeer::pump()
{
    for (int i = 0; !m_pause.isActive(); ++i) {
        if (m_queue.isEmpty())
            refill();
        if (m_pause.isActive())
            return;
        if (m_queue.isEmpty()) {
            if (!m_held.isEmpty())
                m_send(std::exchange(m_held, {}));
            return;
        }
        deliver(m_queue.takeFirst());
        if (m_terminal.options().pauseMs > 0 || i >= kBurst)
            m_pause.start(qMax(1, m_terminal.options().pauseMs));
    }
}

/// The rest of a transfer, else the answer to the next request.
void SimUdpPeer::refill()
{
    while (m_queue.isEmpty() && !m_pause.isActive()) {
        if (m_conversation->isSending()) {
            m_conversation->sendPart();
            queuePackets();
        } else if (m_conversation->takeRestart()) {
            m_terminal.restart();
        } else if (!m_requests.isEmpty()) {
            answer(m_requests.takeFirst());
        } else {
            return;
        }
    }
}

void SimUdpPeer::queuePackets()
{
    const QList<SimPacket> packets = m_conversation->takePackets();
    for (const SimPacket &packet : packets)
        m_queue.append(
            sim::packet(packet.code, packet.session, packet.reply, packet.data, packet.isSpoilt));
}

void SimUdpPeer::deliver(const QByteArray &datagram)
{
    const auto isNth = [this](qint64 every) { return every > 0 && m_sent % every == 0; };
    ++m_sent;
    if (isNth(m_faults.lose))
        return;
    if (isNth(m_faults.reorder) && m_held.isEmpty()) {
        m_held = datagram;
        return;
    }
    m_send(datagram);
    if (isNth(m_faults.duplicate))
        m_send(datagram);
    if (!m_held.isEmpty())
        m_send(std::exchange(m_held, {}));
}

void SimUdpPeer::tell(const SimPunch &punch)
{
    m_conversation->tell(punch);
    queuePackets();
    pump();
}

} // namespace rollcall
