// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkblock.h"

#include "core/base/log.h"
#include "devices/zk/zkbytes.h"
#include "devices/zk/zkrequests.h"
#include "devices/zk/zktransfer.h"

#include <QCoreApplication>

#include <limits>
#include <utility>

namespace rollcall {

using zk::Code;
using zk::Packet;

namespace {

constexpr int kChunkRetries = 3;
constexpr qint64 kDatagramChunk = 16384; // section 11.1
constexpr qint64 kShortestPiece = 1024;
constexpr qint64 kShortestUsual = 8192; // below it, round trips take longer than the rare retry
constexpr qint64 kShortestUsualDatagrams = 2048;
constexpr qsizetype kRemembered = 64; // a whole record at least
constexpr int kUselessPackets = 10000;
constexpr int kMissingAcks = 3; // a terminal that left out so many sends none

bool isData(Code code)
{
    return code == Code::Data || code == Code::AckData;
}

Error shortData(qint64 got, qint64 expected)
{
    return errors::protocolViolation(
        QCoreApplication::translate("rollcall::zk", "less data than it announced"),
        QStringLiteral("%1 of %2 bytes").arg(got).arg(expected));
}

Error withoutOrder()
{
    return errors::protocolViolation(
        QCoreApplication::translate("rollcall::zk", "pieces of data without their order"),
        QStringLiteral("the packets of a transfer carry no index"));
}

Error tooMuch(qint64 announced)
{
    return errors::protocolViolation(
        QCoreApplication::translate("rollcall::zk", "more data than a terminal can hold"),
        QStringLiteral("%1 bytes").arg(announced));
}

} // namespace

ZkBlock::ZkBlock(ZkConversation &conversation, const ZkTable &table)
    : m_conversation(&conversation)
    , m_table(table)
    , m_longest(conversation.isDatagrams() ? kDatagramChunk : kChunk)
    , m_shortestUsual(conversation.isDatagrams() ? kShortestUsualDatagrams : kShortestUsual)
{}

Result<ZkBlock> ZkBlock::open(ZkConversation &conversation, const ZkTable &table)
{
    ZkBlock block(conversation, table);
    if (conversation.wire().disableWhileReading) {
        Result<ZkDisabled> disabled = ZkDisabled::begin(conversation);
        if (!disabled)
            return disabled.error();
        block.m_disabled.emplace(std::move(disabled).value());
    }
    for (int attempt = 0; attempt < 2 && !conversation.lacks(Code::PrepareBuffer); ++attempt) {
        const Result<bool> opened = block.openBuffered();
        if (!opened)
            return opened.error();
        if (*opened)
            return block;
        // Leftovers of another read can be the reason (Q13).
        if (const Result<Packet> freed = conversation.ask(Code::FreeData); !freed)
            return freed.error();
    }
    qCInfo(lcZk, "The terminal refuses buffered reads; it is asked in the old way.");
    const Result<bool> opened = block.openPlain();
    if (!opened)
        return opened.error();
    if (!*opened)
        return errors::unsupported(
            QCoreApplication::translate("rollcall::zk", "handing over its data"));
    return block;
}

Result<bool> ZkBlock::openBuffered()
{
    const int limit = m_conversation->limits().prepareMs;
    const Result<Packet> reply = m_conversation->ask(
        Code::PrepareBuffer, zk::prepareBufferData(m_table.inner, m_table.function),
        ZkPatience::inAll(ZkStep::Preparing, limit));
    if (!reply)
        return reply.error();
    // Of the thirteen bytes only the size matters (section 11.1, step 3b).
    if (reply->code == Code::AckOk && reply->data.size() >= 5) {
        m_size = zk::u32At(reply->data, 1);
        if (m_size > std::numeric_limits<qint32>::max()) // offsets are i32
            return tooMuch(m_size);
        return true;
    }
    return takeAnswer(*reply);
}

Result<bool> ZkBlock::openPlain()
{
    const Result<ZkDisabled> disabled = ZkDisabled::begin(*m_conversation);
    if (!disabled)
        return disabled.error();
    const int limit = m_conversation->limits().prepareMs;
    const Result<Packet> reply = m_conversation->ask(m_table.inner, m_table.plainData,
                                                     ZkPatience::inAll(ZkStep::Preparing, limit));
    return reply ? takeAnswer(*reply) : Result<bool>(reply.error());
}

/// The whole block in the answer, or right behind it; the latter also as an answer to 1503
/// (section 24, point 6). False: a refusal.
Result<bool> ZkBlock::takeAnswer(const Packet &reply)
{
    if (isData(reply.code)) {
        m_isHeld = true;
        m_held = reply.data;
        m_size = m_held.size();
        return true;
    }
    if (reply.code != Code::PrepareData)
        return false;
    const qint64 announced = zk::u32At(reply.data, 0);
    if (announced > kHeldLimit)
        return tooMuch(announced);
    ZkBytes collected = collect(reply, 0, announced);
    m_isHeld = true;
    m_held = std::move(collected.bytes);
    m_cut = std::move(collected.error);
    m_size = announced;
    return true;
}

ZkBytes ZkBlock::read(qint64 start, qint64 length)
{
    if (m_isHeld) {
        ZkBytes got{m_held.mid(start, length), {}};
        if (got.bytes.size() < length)
            got.error = m_cut.value_or(shortData(got.bytes.size(), length));
        return got;
    }
    ZkBytes got;
    int failures = 0;
    qint64 most = m_longest;
    while (got.bytes.size() < length) {
        const qint64 at = start + got.bytes.size();
        const qint64 asked = qMin(length - got.bytes.size(), most);
        const qint64 known = m_wholePacket;
        ZkBytes part = readOnce(at, asked);
        got.bytes.append(part.bytes);
        remember(at, part.bytes);
        if (!part.error) {
            failures = 0;
            most = qMin(m_longest, most * 2);
            continue;
        }
        if (m_wholePacket != known) { // nothing was wrong but the order; one packet needs none
            qCInfo(lcZk, "The terminal does not number its packets; they are asked for singly.");
            most = m_longest;
            continue;
        }
        qCInfo(lcZk, "A piece of data failed: %s", qUtf8Printable(part.error->detail));
        const bool isHopeless = m_conversation->isCancelled() || !m_conversation->isOpen();
        if (isHopeless || (++failures > kChunkRetries && !prepareAgain())) {
            got.error = std::move(part.error);
            return got;
        }
        if (failures > kChunkRetries)
            failures = 0;
        // A piece may be too long for a terminal that is slow or short of memory (Q18). Silence
        // costs so much time that what is still to come is not asked for in longer ones either.
        if (part.error->code == ErrorCode::Timeout)
            m_longest = qMin(m_longest, qMax(kShortestPiece, asked / 2));
        else if (failures == 1)
            m_longest = qMin(m_longest, qMax(m_shortestUsual, m_longest / 2));
        most = qMax(kShortestPiece, asked / 2);
    }
    return got;
}

ZkBytes ZkBlock::readOnce(qint64 start, qint64 length)
{
    if (const Result<> kept = m_conversation->keepDisabled(); !kept)
        return {{}, kept.error()};
    const Result<Packet> reply = m_conversation->ask(
        Code::ReadBuffer, zk::readBufferData(start, length),
        ZkPatience::silence(ZkStep::Transfer, m_conversation->limits().silenceMs));
    if (!reply)
        return {{}, reply.error()};
    ZkBytes got = collect(*reply, start, length);
    if (got.bytes.size() < length && !got.error)
        got.error = shortData(got.bytes.size(), length);
    return got;
}

/// What answers a READ_BUFFER, beginning with @p first: PREPARE_DATA, DATA packets and the ACK_OK
/// that closes them, or one DATA alone. At most @p length bytes; surplus is ignored (section 21).
ZkBytes ZkBlock::collect(const Packet &first, qint64 start, qint64 length)
{
    const bool isStream = !m_conversation->isDatagrams();
    using Kind = zk::Transfer::Kind;
    zk::Transfer transfer(isStream ? Kind::Stream : Kind::Datagrams, start, length,
                          m_conversation->sessionId());
    ZkPatience patience = ZkPatience::silence(ZkStep::Transfer, m_conversation->limits().silenceMs);
    bool isAcknowledged = false;
    bool isAlone = isData(first.code);
    std::optional<Error> error;
    Result<Packet> packet = first;
    while (true) {
        if (isData(packet->code)) {
            transfer.add(*packet);
        } else if (packet->code == Code::PrepareData) {
            if (packet->data.size() >= 4)
                transfer.announce(zk::u32At(packet->data, 0));
        } else if (packet->code == Code::AckOk && !isAcknowledged) {
            // It may have overtaken the data (Q21), which then are not far.
            isAcknowledged = true;
            patience = ZkPatience::silence(ZkStep::Transfer, m_conversation->limits().closingAckMs);
        } else if (packet->code != Code::AckOk) {
            error = shortData(transfer.bytes().size(), transfer.expected()); // a refusal
            break;
        }
        const bool isEnough = transfer.isOver() || (isAlone && isStream);
        if (isEnough || transfer.useless() > kUselessPackets)
            break;
        isAlone = false;
        packet = m_conversation->answer(patience);
        if (!packet) {
            const bool isEnd = isAcknowledged && packet.error().code == ErrorCode::Timeout;
            error =
                isEnd ? shortData(transfer.bytes().size(), transfer.expected()) : packet.error();
            break;
        }
    }
    if (!error && !isAcknowledged && !isAlone)
        awaitClosingAck();
    if (transfer.isDisordered()) {
        m_wholePacket = qMax<qint64>(1, transfer.largestPacket());
        m_longest = qMin(m_longest, m_wholePacket);
        if (!error)
            error = withoutOrder();
    }
    return {transfer.bytes(), std::move(error)};
}

/// Completeness is decided by bytes; a closing ACK that does not come, or comes late, changes
/// nothing (section 11.1).
void ZkBlock::awaitClosingAck()
{
    ZkPatience patience =
        ZkPatience::inAll(ZkStep::Transfer, m_conversation->limits().closingAckMs);
    while (m_missingAcks < kMissingAcks && !patience.isOver()) {
        const Result<Packet> packet = m_conversation->answer(patience);
        if (packet && packet->code != Code::AckOk)
            continue; // surplus
        if (!packet) {
            qCInfo(lcZk, "The end of a transfer was not confirmed.");
            ++m_missingAcks;
        }
        return;
    }
}

void ZkBlock::remember(qint64 start, const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    m_lastBytes = bytes.last(qMin(bytes.size(), kRemembered));
    m_lastStart = start + bytes.size() - m_lastBytes.size();
}

/// The buffer of the terminal may be what is broken: once it is filled again. True when it is
/// surely the same one, so far as it was read.
bool ZkBlock::prepareAgain()
{
    if (std::exchange(m_wasPreparedAgain, true) || !m_conversation->ask(Code::FreeData))
        return false;
    const qint64 size = m_size;
    const Result<bool> opened = openBuffered();
    const bool isEnough = opened && *opened && !m_isHeld && m_size >= size;
    m_size = size;
    if (!isEnough)
        return false;
    const qsizetype length = m_lastBytes.size();
    return length == 0 || readOnce(m_lastStart, length).bytes == m_lastBytes;
}

void ZkBlock::release()
{
    if (!m_isHeld && !m_conversation->ask(Code::FreeData))
        qCInfo(lcZk, "The terminal did not confirm that its buffer is free.");
    m_disabled.reset();
}

} // namespace rollcall
