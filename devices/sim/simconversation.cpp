// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simconversation.h"

#include "core/base/log.h"
#include "devices/sim/simcommands.h"
#include "devices/sim/simlogs.h"
#include "devices/sim/simrecords.h"
#include "devices/sim/simterminal.h"

#include <utility>

namespace rollcall {

using namespace sim;

namespace {

constexpr qint64 kInlineLimit = 1024; // smaller blocks come at once (zk-protocol.md, section 11.1)
constexpr qint64 kMostSurplus = 1024;
constexpr quint32 kPunchEvents = 1;
constexpr quint16 kReplyNumbers = 65535; // after 65534 comes 0 (section 3)
constexpr quint16 kOtherReply = 1000;    // how far a wrong reply number is off

} // namespace

SimConversation::SimConversation(SimTerminal &terminal, const SimFaultSet &faults, int number,
                                 int mostData)
    : m_terminal(terminal)
    , m_faults(faults)
    , m_session(static_cast<quint16>(0x1000 + number * 77))
    , m_mostData(mostData)
{}

void SimConversation::answer(const Request &request)
{
    if (!request.checksumOk) {
        ++m_terminal.tally().badChecksums;
        qCInfo(lcSim, "Request %d has a wrong checksum; it is answered all the same.",
               request.command);
    }
    if (request.command == AckOk) { // of an event; nothing comes back (section 15.2)
        ++m_terminal.tally().eventAcks;
        return;
    }
    ++m_requests;
    m_reply = request.reply;
    if (m_faults.wrongReply > 0 && m_requests % m_faults.wrongReply == 0)
        m_reply = static_cast<quint16>((m_reply + kOtherReply) % kReplyNumbers);
    if (m_faults.unauthAfter > 0 && m_requests >= m_faults.unauthAfter)
        reply(AckUnauthorized);
    else
        dispatch(request);
    if (!m_transfer.isActive)
        endAnswer();
}

void SimConversation::dispatch(const Request &request)
{
    switch (request.command) {
    case CmdConnect:
        answerConnect();
        return;
    case CmdAuthenticate:
        answerProof(request);
        return;
    case CmdExit:
        answerExit();
        return;
    default:
        break;
    }
    if (m_isAuthorized)
        answerCommand(request);
    else
        reply(AckUnauthorized);
}

void SimConversation::answerConnect()
{
    if (m_terminal.options().commKey == 0 && !m_faults.noAuth && !m_isAuthorized) {
        m_isAuthorized = true;
        ++m_terminal.tally().logins;
    }
    reply(m_isAuthorized ? AckOk : AckUnauthorized);
}

void SimConversation::answerProof(const Request &request)
{
    m_isAuthorized =
        !m_faults.noAuth && isKeyProof(m_terminal.options().commKey, m_session, request.data);
    m_terminal.tally().logins += m_isAuthorized ? 1 : 0;
    reply(m_isAuthorized ? AckOk : AckUnauthorized);
}

void SimConversation::answerExit()
{
    ++m_terminal.tally().exits;
    m_isAuthorized = false;
    m_hasEnded = true;
    m_eventMask = 0;
    reply(AckOk);
}

void SimConversation::answerCommand(const Request &request)
{
    switch (request.command) {
    case CmdEvent:
        answerRegistration(request);
        return;
    case CmdRestart:
        answerRestart();
        return;
    case CmdPrepareBuffer:
        prepareBuffer(request);
        return;
    case CmdReadBuffer:
        readBuffer(request);
        return;
    case CmdReadUsers:
    case CmdReadLogs:
        answerPlain(request);
        return;
    case CmdFreeData:
        m_buffer.set({});
        reply(AckOk);
        return;
    default:
        break;
    }
    const std::optional<SimReply> said = runSimCommand(m_terminal, m_faults, request);
    if (said)
        replyAs(said->code, said->session.value_or(m_session), said->data);
    else
        reply(AckUnknown);
}

void SimConversation::answerRegistration(const Request &request)
{
    if (m_faults.noEvents) {
        reply(AckUnknown);
        return;
    }
    m_eventMask = wordAt(request.data, 0);
    reply(AckOk);
}

void SimConversation::answerRestart()
{
    m_wantsRestart = true;
    if (!m_faults.noRestartReply)
        reply(AckOk);
}

void SimConversation::prepareBuffer(const Request &request)
{
    ++m_prepares;
    ++m_terminal.tally().prepares;
    const int inner =
        request.data.size() >= 3 ? static_cast<int>(wordAt(request.data, 1) & 0xFFFF) : 0;
    const bool isRefused = m_faults.plainOnly || m_prepares <= m_faults.refusePrepare;
    if (isRefused || !m_buffer.load(m_terminal.device(), m_faults, inner,
                                    static_cast<int>(wordAt(request.data, 3)))) {
        reply(AckError);
        return;
    }
    if (m_faults.prepareDirect || m_buffer.size() < kInlineLimit) {
        sendBlock();
        return;
    }
    QByteArray data(1, '\0');
    putU32(data, static_cast<quint32>(m_buffer.size()));
    putU32(data, static_cast<quint32>(m_buffer.size()));
    putU32(data, 0x0023'EFCD); // nobody knows what it means; any number does
    reply(AckOk, data);
}

void SimConversation::answerPlain(const Request &request)
{
    const bool wantsUsers = request.command == CmdReadUsers;
    if (!m_buffer.load(m_terminal.device(), m_faults, request.command, wantsUsers ? 5 : 0)) {
        reply(AckError);
        return;
    }
    if (m_faults.garbagePlain && !wantsUsers && m_terminal.memory().option("SDKBuild") != "1")
        m_buffer.set(rubbish(m_buffer.size()));
    sendBlock();
}

/// The whole block as an answer to what asked for it.
void SimConversation::sendBlock()
{
    if (m_buffer.size() < kInlineLimit && !m_faults.prepareDirect)
        reply(m_faults.ackData ? AckData : CmdData, m_buffer.bytes(0, m_buffer.size()));
    else
        startTransfer(0, m_buffer.size());
}

void SimConversation::readBuffer(const Request &request)
{
    ++m_terminal.tally().pieces;
    ++m_pieces;
    const bool isRefused = m_faults.refusePiece > 0 && m_pieces % m_faults.refusePiece == 0;
    const qint64 start = static_cast<qint32>(wordAt(request.data, 0));
    const qint64 length = static_cast<qint32>(wordAt(request.data, 4));
    if (m_faults.chunkStallAbove >= 0 && length > m_faults.chunkStallAbove)
        return; // never answered
    if (isRefused || start < 0 || length <= 0 || start >= m_buffer.size())
        reply(AckError);
    else
        startTransfer(start, qMin(length, m_buffer.size() - start));
}

void SimConversation::startTransfer(qint64 start, qint64 length)
{
    QByteArray data;
    putU32(data, static_cast<quint32>(length));
    putU32(data, static_cast<quint32>(m_mostData));
    put({CmdPrepareData, m_session, m_reply, data});
    m_transfer = {start, start, start + length, 0, true};
    while (m_faults.coalesce && m_transfer.isActive)
        sendPart();
}

void SimConversation::sendPart()
{
    const qint64 length = qMin<qint64>(m_mostData, m_transfer.end - m_transfer.at);
    const bool isLast = m_transfer.at + length >= m_transfer.end;
    QByteArray data = m_buffer.bytes(m_transfer.at, length);
    if (isLast && m_faults.surplusBlock > 0)
        data.append(qMin(m_faults.surplusBlock, kMostSurplus), '\x5A');
    if (isLast && m_faults.ackBeforeData)
        put({AckOk, m_session, m_reply, {}});
    // The session field of these packets is their index, as captures show (section 3).
    put({CmdData, m_faults.sessionAsId ? m_session : m_transfer.index, m_reply, data});
    ++m_transfer.index;
    m_transfer.at += length;
    if (isLast)
        endTransfer();
}

void SimConversation::endTransfer()
{
    m_transfer.isActive = false;
    std::optional<SimPacket> ack = SimPacket{AckOk, m_session, m_reply, {}};
    if (m_faults.lostAck || m_faults.ackBeforeData)
        ack.reset();
    if (m_faults.lateAck)
        ack.swap(m_lateAck); // the one of the transfer before, if it still waits
    if (ack)
        put(*ack);
}

void SimConversation::sendAgain()
{
    m_transfer = {m_transfer.start, m_transfer.start, m_transfer.end, 0, true};
}

/// After the last packet of an answer that is no transfer.
void SimConversation::endAnswer()
{
    if (const auto ack = std::exchange(m_lateAck, std::nullopt))
        put(*ack);
}

void SimConversation::tell(const SimPunch &punch)
{
    if (!m_isAuthorized || (m_eventMask & kPunchEvents) == 0)
        return;
    ++m_terminal.tally().events;
    put({CmdEvent, kPunchEvents, 0, attendanceEvent(punch, m_terminal.options().eventSize)});
}

QList<SimPacket> SimConversation::takePackets()
{
    return std::exchange(m_packets, {});
}

bool SimConversation::takeRestart()
{
    return std::exchange(m_wantsRestart, false);
}

void SimConversation::reply(quint16 code, const QByteArray &data)
{
    replyAs(code, m_session, data);
}

void SimConversation::replyAs(quint16 code, quint16 session, const QByteArray &data)
{
    const qint64 events = m_isAuthorized ? m_faults.eventStorm + (m_faults.events ? 1 : 0) : 0;
    for (qint64 i = 0; i < events; ++i) {
        const SimPunch punch{QStringLiteral("1"), WallTime::parse(u"2026-03-02 07:45:00"), 0, 1, 1};
        put({CmdEvent, kPunchEvents, 0, attendanceEvent(punch, m_terminal.options().eventSize)});
    }
    if (m_faults.latePackets && m_isAuthorized)
        put({AckOk, m_session, static_cast<quint16>(m_reply - 1), {}});
    put({code, session, m_reply, data});
}

void SimConversation::put(SimPacket packet)
{
    ++m_made;
    packet.isSpoilt = m_faults.badChecksum > 0 && m_made % m_faults.badChecksum == 0;
    m_packets.append(std::move(packet));
}

/// A block whose total is right and whose records are not (section 18 Q12).
QByteArray SimConversation::rubbish(qint64 size) const
{
    Random random(m_terminal.options().seed);
    QByteArray block;
    block.reserve(size);
    putU32(block, static_cast<quint32>(size - 4));
    while (block.size() < size)
        block.append(static_cast<char>(random.below(256)));
    return block.left(size);
}

} // namespace rollcall
