// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/sim/simbuffer.h"
#include "devices/sim/simfaults.h"
#include "devices/sim/simpunch.h"
#include "devices/sim/simwire.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace rollcall {

class SimTerminal;

/// A packet on its way out, before TCP puts its prefix ahead of it.
struct SimPacket
{
    quint16 code = 0;
    quint16 session = 0;
    quint16 reply = 0;
    QByteArray data;
    bool isSpoilt = false; ///< its checksum is to be wrong
};

/// What a terminal and one client say to each other, whatever carries it: requests go in, packets
/// come out. A transfer is made part by part, when the end that sends it wants the next. Thread:
/// the terminal's.
class SimConversation
{
public:
    /// @p number counts the terminal's clients from 1; @p mostData bytes are in one DATA packet.
    SimConversation(SimTerminal &terminal, const SimFaultSet &faults, int number, int mostData);

    void answer(const sim::Request &request);
    /// Whether there is more of the last answer.
    bool isSending() const { return m_transfer.isActive; }
    void sendPart();
    /// Sends the parts of the last transfer again, from the first.
    void sendAgain();
    /// An event, when the client registered for punches.
    void tell(const SimPunch &punch);

    /// What is to be sent now, in order.
    QList<SimPacket> takePackets();
    /// Once true after the client asked for a restart.
    bool takeRestart();
    /// The client said good-bye.
    bool hasEnded() const { return m_hasEnded; }

private:
    /// What is left to send of a block that was asked for.
    struct Transfer
    {
        qint64 start = 0;
        qint64 at = 0;
        qint64 end = 0;
        quint16 index = 0;
        bool isActive = false;
    };

    void dispatch(const sim::Request &request);
    void answerConnect();
    void answerProof(const sim::Request &request);
    void answerExit();
    void answerCommand(const sim::Request &request);
    void answerRegistration(const sim::Request &request);
    void answerRestart();
    void prepareBuffer(const sim::Request &request);
    void answerPlain(const sim::Request &request);
    void readBuffer(const sim::Request &request);
    void sendBlock();
    void startTransfer(qint64 start, qint64 length);
    void endTransfer();
    void endAnswer();
    void reply(quint16 code, const QByteArray &data = {});
    void replyAs(quint16 code, quint16 session, const QByteArray &data);
    void put(SimPacket packet);
    QByteArray rubbish(qint64 size) const;

    SimTerminal &m_terminal;
    const SimFaultSet m_faults;
    const quint16 m_session;
    const int m_mostData;
    QList<SimPacket> m_packets;
    bool m_isAuthorized = false;
    bool m_hasEnded = false;
    bool m_wantsRestart = false;
    quint32 m_eventMask = 0;
    quint16 m_reply = 0; ///< the number that the present answer carries
    int m_requests = 0;
    int m_made = 0; ///< packets
    int m_prepares = 0;
    int m_pieces = 0;
    SimBuffer m_buffer;
    Transfer m_transfer;
    std::optional<SimPacket> m_lateAck;
};

} // namespace rollcall
