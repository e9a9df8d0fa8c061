// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/sim/simconversation.h"
#include "devices/sim/simfaults.h"
#include "devices/sim/simpunch.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace rollcall {

class SimTerminal;

/// One client of a simulated terminal over UDP: an address and a port. A datagram that comes again
/// is answered again and not obeyed again; datagrams on their way out may be lost, doubled or
/// exchanged (zk-protocol.md, sections 20 and 22). Thread: the socket's.
class SimUdpPeer : public QObject
{
    Q_OBJECT

public:
    using Send = std::function<void(const QByteArray &)>;
    SimUdpPeer(SimTerminal &terminal, Send send, QObject *parent);

    void take(const QByteArray &datagram);

signals:
    /// It said nothing for so long that it counts as gone.
    void wentSilent();

private:
    void startConversation();
    void answer(const QByteArray &datagram);
    void pump();
    void refill();
    void repeat();
    void queuePackets();
    void deliver(const QByteArray &datagram);
    void tell(const SimPunch &punch);

    SimTerminal &m_terminal;
    const Send m_send;
    SimFaultSet m_faults;
    std::optional<SimConversation> m_conversation;
    QList<QByteArray> m_requests; ///< not answered yet
    QByteArray m_last;            ///< the request answered last
    QList<QByteArray> m_answer;   ///< to it, without the parts of a transfer
    bool m_wasTransfer = false;   ///< whether parts of a transfer belong to it
    QList<QByteArray> m_queue;
    QByteArray m_held; ///< to be sent after the one that follows
    qint64 m_sent = 0;
    QTimer m_pause;
    QTimer m_silence;
};

} // namespace rollcall
