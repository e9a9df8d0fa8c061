// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simconnection.h"

#include "core/base/log.h"
#include "devices/sim/simlogs.h"
#include "devices/sim/simwire.h"

#include <QDateTime>
#include <QTcpSocket>

#include <utility>

namespace rollcall {

using namespace sim;

namespace {

constexpr qsizetype kMostInput = 256LL * 1024;
constexpr qint64 kInlineLimit = 1024; // smaller blocks come at once (zk-protocol.md, section 11.1)

QByteArray text(QByteArrayView data)
{
    const qsizetype nul = data.indexOf('\0');
    return (nul < 0 ? data : data.first(nul)).toByteArray();
}

quint32 wordAt(const QByteArray &data, qsizetype at)
{
    quint32 value = 0;
    for (qsizetype i = qMin(data.size(), at + 4); i-- > at;)
        value = value << 8 | static_cast<quint8>(data.at(i));
    return value;
}

} // namespace

SimConnection::SimConnection(QTcpSocket *socket, std::shared_ptr<const SimDevice> device,
                             const Clock &clock, std::shared_ptr<SimTally> tally, int number,
                             QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_device(std::move(device))
    , m_clock(clock)
    , m_tally(std::move(tally))
    , m_faults(faultsOf(m_device->options().faults, number))
    , m_session(static_cast<quint16>(0x1000 + number * 77))
    , m_outlet(
          socket, m_faults, m_device->options().pauseMs, [this] { sendMore(); }, this)
{
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setReadBufferSize(kMostInput);
    connect(socket, &QTcpSocket::readyRead, this, &SimConnection::takeBytes);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    takeBytes();
}

void SimConnection::takeBytes()
{
    if (m_faults.busy) {
        m_socket->readAll();
        return;
    }
    if (m_faults.garbage) {
        if (!m_socket->readAll().isEmpty())
            sendGarbage();
        return;
    }
    if (m_input.size() < kMostInput)
        m_input.append(m_socket->read(kMostInput));
    m_outlet.pump();
}

/// Called when all that was to be sent has gone: the rest of a transfer, else the next request.
void SimConnection::sendMore()
{
    while (m_outlet.isEmpty()) {
        if (m_transfer.isActive) {
            sendTransferPart();
            continue;
        }
        bool isBroken = false;
        const std::optional<Request> request = takeRequest(m_input, isBroken);
        if (isBroken) {
            qCInfo(lcSim, "A client sent something that is no packet; it is disconnected.");
            m_socket->disconnectFromHost();
            return;
        }
        if (!request)
            return;
        if (!request->checksumOk) {
            ++m_tally->badChecksums;
            qCInfo(lcSim, "Request %d has a wrong checksum; it is answered all the same.",
                   request->command);
        }
        answer(*request);
        if (m_input.size() < kMostInput)
            m_input.append(m_socket->read(kMostInput));
    }
}

void SimConnection::answer(const Request &request)
{
    switch (request.command) {
    case CmdConnect:
        answerConnect(request);
        return;
    case CmdAuthenticate:
        m_isAuthorized =
            !m_faults.noAuth && isKeyProof(m_device->options().commKey, m_session, request.data);
        m_tally->logins += m_isAuthorized ? 1 : 0;
        reply(request, m_isAuthorized ? AckOk : AckUnauthorized);
        return;
    case CmdExit:
        ++m_tally->exits;
        m_isAuthorized = false;
        reply(request, AckOk);
        return;
    case AckOk: // the acknowledgement of an event; nothing comes back (section 15.2)
        ++m_tally->eventAcks;
        return;
    default:
        break;
    }
    if (m_isAuthorized)
        answerCommand(request);
    else
        reply(request, AckUnauthorized);
}

void SimConnection::answerConnect(const Request &request)
{
    if (m_device->options().commKey == 0 && !m_faults.noAuth && !m_isAuthorized) {
        m_isAuthorized = true;
        ++m_tally->logins;
    }
    reply(request, m_isAuthorized ? AckOk : AckUnauthorized);
}

void SimConnection::answerCommand(const Request &request)
{
    switch (request.command) {
    case CmdReadOption:
        answerOption(request);
        return;
    case CmdFreeSizes:
        reply(request, AckOk, m_device->counters(m_faults));
        return;
    case CmdVersion:
        reply(request, AckOk, m_device->version());
        return;
    case CmdReadTime: {
        QByteArray time;
        putU32(time, packedClock());
        reply(request, AckOk, time);
        return;
    }
    case CmdEnable:
    case CmdDisable:
        m_tally->isEnabled = request.command == CmdEnable;
        m_tally->disables += request.command == CmdDisable ? 1 : 0;
        reply(request, AckOk);
        return;
    case CmdWriteOption:
    case CmdRefresh:
    case CmdFreeData:
    case CmdEvent:
        reply(request, AckOk);
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
    default:
        reply(request, AckUnknown);
        return;
    }
}

void SimConnection::answerOption(const Request &request)
{
    const QByteArray name = text(request.data);
    const std::optional<QByteArray> value = m_device->option(name);
    if (!value) {
        reply(request, AckError);
        return;
    }
    QByteArray data = name;
    data.append('=').append(*value).append('\0');
    reply(request, AckOk, data);
}

void SimConnection::prepareBuffer(const Request &request)
{
    const int inner =
        request.data.size() >= 3 ? static_cast<int>(wordAt(request.data, 1) & 0xFFFF) : 0;
    if (m_faults.plainOnly || !loadBlock(inner, static_cast<int>(wordAt(request.data, 3)))) {
        reply(request, AckError);
        return;
    }
    if (m_blockSize < kInlineLimit) {
        reply(request, CmdData, blockBytes(0, m_blockSize));
        return;
    }
    QByteArray data(1, '\0');
    putU32(data, static_cast<quint32>(m_blockSize));
    putU32(data, static_cast<quint32>(m_blockSize));
    putU32(data, 0x0023'EFCD); // nobody knows what it means; any number does
    reply(request, AckOk, data);
}

void SimConnection::answerPlain(const Request &request)
{
    const bool wantsUsers = request.command == CmdReadUsers;
    if (!loadBlock(wantsUsers ? CmdReadUsers : CmdReadLogs, wantsUsers ? 5 : 0)) {
        reply(request, AckError);
        return;
    }
    if (m_blockSize < kInlineLimit)
        reply(request, CmdData, blockBytes(0, m_blockSize));
    else
        startTransfer(request.reply, 0, m_blockSize);
}

void SimConnection::readBuffer(const Request &request)
{
    ++m_tally->pieces;
    ++m_pieces;
    const bool isRefused = m_faults.refusePiece > 0 && m_pieces % m_faults.refusePiece == 0;
    const qint64 start = static_cast<qint32>(wordAt(request.data, 0));
    const qint64 length = static_cast<qint32>(wordAt(request.data, 4));
    if (isRefused || start < 0 || length <= 0 || start >= m_blockSize)
        reply(request, AckError);
    else
        startTransfer(request.reply, start, qMin(length, m_blockSize - start));
}

/// Puts a table into the buffer; the requests that clients in the field use (section 22).
bool SimConnection::loadBlock(int inner, int function)
{
    m_logs.reset();
    m_block = QByteArray(4, '\0'); // an empty table
    const bool isTable = inner == CmdReadTable;
    if ((inner == CmdReadUsers || isTable) && function == 5)
        m_block = m_device->userBlock();
    else if ((inner == CmdReadLogs && (function == 0 || function == 1)) ||
             (isTable && function == 1))
        m_logs = m_device->logBlock(m_faults);
    else if (!(isTable && function == 2) && !(inner == CmdReadOperations && function == 0))
        return false;
    m_blockSize = m_logs ? m_logs->size() : m_block.size();
    return true;
}

void SimConnection::startTransfer(quint16 reply, qint64 start, qint64 length)
{
    QByteArray data;
    putU32(data, static_cast<quint32>(length));
    putU32(data, static_cast<quint32>(m_device->options().maxPacket));
    m_outlet.put(packet(CmdPrepareData, m_session, reply, data));
    m_transfer = {reply, start, start + length, 0, true};
    while (m_faults.coalesce && m_transfer.isActive)
        sendTransferPart();
}

void SimConnection::sendTransferPart()
{
    if (m_transfer.at >= m_transfer.end) {
        m_transfer.isActive = false;
        m_outlet.put(packet(AckOk, m_session, m_transfer.reply, {}));
        return;
    }
    const qint64 length =
        qMin<qint64>(m_device->options().maxPacket, m_transfer.end - m_transfer.at);
    // The session field of these packets is their index, as captures show (section 3).
    m_outlet.put(
        packet(CmdData, m_transfer.index++, m_transfer.reply, blockBytes(m_transfer.at, length)));
    m_transfer.at += length;
}

QByteArray SimConnection::blockBytes(qint64 start, qint64 length) const
{
    return m_logs ? m_logs->bytes(start, length) : m_block.mid(start, length);
}

void SimConnection::reply(const Request &request, quint16 code, const QByteArray &data)
{
    if (m_faults.events && m_isAuthorized) {
        const WallTime at = WallTime::parse(u"2026-03-02 07:45:00");
        m_outlet.put(packet(CmdEvent, 1, 0, attendanceEvent("1", 1, 0, at)));
    }
    if (m_faults.latePackets && m_isAuthorized)
        m_outlet.put(packet(AckOk, m_session, static_cast<quint16>(request.reply - 1), {}));
    m_outlet.put(packet(code, m_session, request.reply, data));
}

void SimConnection::sendGarbage()
{
    Random random(m_device->options().seed);
    QByteArray bytes("H"); // not the first byte of a packet
    while (bytes.size() < 256)
        bytes.append(static_cast<char>(random.below(256)));
    m_socket->write(bytes);
}

QByteArray SimConnection::packet(quint16 code, quint16 session, quint16 reply,
                                 const QByteArray &data)
{
    ++m_packets;
    const bool spoil = m_faults.badChecksum > 0 && m_packets % m_faults.badChecksum == 0;
    return frame(code, session, reply, data, spoil);
}

quint32 SimConnection::packedClock() const
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_clock.utcMilliseconds());
    return packTime(
        WallTime(now.date(), now.time()).addSeconds(m_device->options().clockOffsetSeconds));
}

} // namespace rollcall
