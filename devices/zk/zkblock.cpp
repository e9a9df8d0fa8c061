// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkblock.h"

#include "core/base/log.h"
#include "devices/zk/zkbytes.h"
#include "devices/zk/zkrequests.h"

#include <QCoreApplication>

#include <limits>
#include <utility>

namespace rollcall {

using zk::Code;
using zk::Packet;

namespace {

constexpr int kChunkRetries = 3;
constexpr quint32 kDisabledSeconds = 60;

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

Error tooMuch(qint64 announced)
{
    return errors::protocolViolation(
        QCoreApplication::translate("rollcall::zk", "more data than a terminal can hold"),
        QStringLiteral("%1 bytes").arg(announced));
}

} // namespace

Result<ZkBlock> ZkBlock::open(ZkConversation &conversation, const ZkTable &table)
{
    ZkBlock block(conversation);
    for (int attempt = 0; attempt < 2; ++attempt) {
        const Result<bool> opened = block.openBuffered(table);
        if (!opened)
            return opened.error();
        if (*opened)
            return block;
        // Leftovers of another read can be the reason (Q13).
        if (const Result<Packet> freed = conversation.ask(Code::FreeData); !freed)
            return freed.error();
    }
    qCInfo(lcZk, "The terminal refuses buffered reads; it is asked in the old way.");
    const Result<bool> opened = block.openPlain(table);
    if (!opened)
        return opened.error();
    if (!*opened)
        return errors::unsupported(
            QCoreApplication::translate("rollcall::zk", "handing over its data"));
    return block;
}

Result<bool> ZkBlock::openBuffered(const ZkTable &table)
{
    const int limit = m_conversation->limits().prepareMs;
    const Result<Packet> reply =
        m_conversation->ask(Code::PrepareBuffer, zk::prepareBufferData(table.inner, table.function),
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

Result<bool> ZkBlock::openPlain(const ZkTable &table)
{
    QByteArray seconds;
    zk::appendU32(seconds, kDisabledSeconds);
    if (const Result<Packet> disabled = m_conversation->ask(Code::DisableDevice, seconds);
        !disabled)
        return disabled.error();
    const int limit = m_conversation->limits().prepareMs;
    const Result<Packet> reply = m_conversation->ask(table.inner, table.plainData,
                                                     ZkPatience::inAll(ZkStep::Preparing, limit));
    if (!reply)
        return reply.error();
    Result<bool> taken = takeAnswer(*reply);
    if (m_conversation->isOpen() && !m_cut) {
        if (const Result<Packet> enabled = m_conversation->ask(Code::EnableDevice); !enabled)
            qCWarning(lcZk,
                      "The terminal did not confirm that it is enabled; it wakes within a minute.");
    }
    return taken;
}

/// The whole block in the answer, or right behind it. False: a refusal.
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
    ZkBytes collected = collect(reply, announced);
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
    ZkBytes best;
    for (int attempt = 0; attempt <= kChunkRetries; ++attempt) {
        ZkBytes got = readOnce(start, length);
        if (!got.error)
            return got;
        qCInfo(lcZk, "A piece of data failed: %s", qUtf8Printable(got.error->detail));
        const bool isHopeless =
            got.error->code == ErrorCode::Cancelled || !m_conversation->isOpen();
        if (got.bytes.size() < best.bytes.size())
            got.bytes = std::move(best.bytes);
        best = std::move(got);
        if (isHopeless)
            break;
    }
    return best;
}

ZkBytes ZkBlock::readOnce(qint64 start, qint64 length)
{
    const Result<Packet> reply = m_conversation->ask(
        Code::ReadBuffer, zk::readBufferData(start, length),
        ZkPatience::silence(ZkStep::Transfer, m_conversation->limits().silenceMs));
    if (!reply)
        return {{}, reply.error()};
    ZkBytes got;
    if (isData(reply->code))
        got.bytes = reply->data;
    else if (reply->code == Code::PrepareData)
        got = collect(*reply, length);
    got.bytes.truncate(length); // surplus is ignored (section 21)
    if (got.bytes.size() < length && !got.error)
        got.error = shortData(got.bytes.size(), length);
    return got;
}

/// The DATA packets behind a PREPARE_DATA, and the ACK_OK that closes them. At most @p limit bytes
/// are kept.
ZkBytes ZkBlock::collect(const Packet &prepareData, qint64 limit)
{
    ZkBytes got;
    const qint64 expected = qMin<qint64>(zk::u32At(prepareData.data, 0), limit);
    got.bytes.reserve(expected);
    ZkPatience patience = ZkPatience::silence(ZkStep::Transfer, m_conversation->limits().silenceMs);
    while (got.bytes.size() < expected) {
        const Result<Packet> packet = m_conversation->answer(patience);
        if (!packet) {
            got.error = packet.error();
            return got;
        }
        if (!isData(packet->code)) { // on TCP nothing overtakes the data: this is their end
            got.error = shortData(got.bytes.size(), expected);
            return got;
        }
        got.bytes.append(packet->data);
    }
    got.bytes.truncate(expected);
    awaitClosingAck();
    return got;
}

/// Completeness is decided by bytes; a closing ACK that does not come, or comes late, changes
/// nothing (section 11.1).
void ZkBlock::awaitClosingAck()
{
    ZkPatience patience =
        ZkPatience::inAll(ZkStep::Transfer, m_conversation->limits().closingAckMs);
    while (!patience.isOver()) {
        const Result<Packet> packet = m_conversation->answer(patience);
        if (packet && isData(packet->code))
            continue; // surplus
        if (!packet)
            qCInfo(lcZk, "The end of a transfer was not confirmed.");
        return;
    }
}

void ZkBlock::release()
{
    if (m_isHeld)
        return;
    if (const Result<Packet> freed = m_conversation->ask(Code::FreeData); !freed)
        qCInfo(lcZk, "The terminal did not confirm that its buffer is free.");
}

} // namespace rollcall
