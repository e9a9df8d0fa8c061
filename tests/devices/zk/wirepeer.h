// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/wiresettings.h"
#include "devices/zk/zkpacket.h"

#include <QByteArray>
#include <QList>
#include <QThread>

#include <atomic>
#include <functional>

namespace rollcall::test {

/// Something at the other end of the wire, on 127.0.0.1 and a thread of its own, for what a
/// simulated terminal does not do.
class WirePeer
{
public:
    /// What to send for what arrived: over TCP bytes as they came, over UDP one datagram; each
    /// element is one write. Called on the peer's thread.
    using Answer = std::function<QList<QByteArray>(const QByteArray &arrived)>;

    WirePeer(WireTransport transport, Answer answer);
    ~WirePeer();
    WirePeer(const WirePeer &) = delete;
    WirePeer &operator=(const WirePeer &) = delete;

    quint16 port() const { return m_port; }
    /// Times that something arrived.
    int arrivals() const { return m_arrivals; }

private:
    void listenTcp(QObject *scope);
    void listenUdp(QObject *scope);

    const Answer m_answer;
    QThread m_thread;
    std::atomic<quint16> m_port = 0;
    std::atomic<int> m_arrivals = 0;
};

/// An answer in packets for requests in packets, over UDP.
WirePeer::Answer packets(std::function<QList<QByteArray>(const zk::Packet &request)> answer);
/// What a terminal says to anything: yes, to a question for an option: no.
QByteArray plainAnswer(const zk::Packet &request, quint16 session);

} // namespace rollcall::test
