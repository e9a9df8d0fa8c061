// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zklogclearer.h"

#include "core/base/log.h"
#include "devices/zk/zkbytes.h"
#include "devices/zk/zktext.h"

#include <QCoreApplication>

namespace rollcall {

using zk::Code;
using zk::Packet;

namespace {

constexpr qint64 kPrefix = 4; // the u32 total

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::zk", text);
}

Error hasGrown(const QString &detail)
{
    return errors::conflict(
        say(QT_TRANSLATE_NOOP("rollcall::zk",
                              "The terminal's log is no longer the one that was read: somebody has "
                              "punched since then. Nothing was deleted. Sync the device and clear "
                              "its log again, at a quiet hour.")),
        detail);
}

} // namespace

std::optional<Error> objectionToClear(const ZkLogRecall &seen, const StoredProof &proof)
{
    if (!seen.isComplete) {
        return errors::conflict(say(QT_TRANSLATE_NOOP(
            "rollcall::zk", "The terminal's log was not read to its end just before. Nothing was "
                            "deleted. Sync the device until the read is complete, then clear "
                            "its log.")));
    }
    if (seen.delivered != proof.stored || seen.delivered != seen.records) {
        return errors::conflict(
            say(QT_TRANSLATE_NOOP("rollcall::zk",
                                  "Not everything that was read from the terminal is stored here. "
                                  "Nothing was deleted. Sync the device again, then clear its "
                                  "log.")),
            QStringLiteral("announced %1, delivered %2, stored %3")
                .arg(seen.records)
                .arg(seen.delivered)
                .arg(proof.stored));
    }
    return {};
}

ZkLogClearer::ZkLogClearer(ZkConversation &conversation, const ZkLogRecall &seen)
    : m_conversation(conversation)
    , m_seen(seen)
{}

Result<qint64> ZkLogClearer::run()
{
    const Result<zk::Counters> now = counters();
    if (!now)
        return now.error();
    // Whether a terminal whose memory is full refuses a punch or writes over its oldest one is not
    // known (section 24, point 8), so the length proves nothing then.
    const qint64 capacity = now->recordsCapacity.value_or(0);
    const bool mayBeFull = capacity <= 0 || m_seen.records >= capacity;
    const Result<Present> present = look(mayBeFull);
    if (!present)
        return present.error();
    if (const std::optional<Error> objection = this->objection(*now, *present))
        return *objection;
    return m_seen.records > 0 ? clear() : Result<qint64>(0);
}

Result<zk::Counters> ZkLogClearer::counters()
{
    const Result<Packet> reply = m_conversation.ask(Code::FreeSizes);
    if (!reply)
        return reply.error();
    return reply->code == Code::AckOk ? zk::readCounters(reply->data) : zk::Counters();
}

Result<ZkLogClearer::Present> ZkLogClearer::look(bool withContent)
{
    Result<ZkBlock> block = ZkBlock::open(m_conversation, ZkTable::logs());
    if (!block)
        return block.error();
    Present present;
    if (block->size() >= kPrefix) {
        const ZkBytes head = block->read(0, kPrefix);
        if (head.error)
            return *head.error;
        present.bytes = qMin<qint64>(zk::u32At(head.bytes, 0), block->size() - kPrefix);
    }
    if (withContent && present.bytes == m_seen.records * m_seen.recordSize) {
        const Result<quint64> content = contentOf(*block, present.bytes);
        if (!content)
            return content.error();
        present.content = *content;
    }
    block->release();
    return present;
}

Result<quint64> ZkLogClearer::contentOf(ZkBlock &block, qint64 bytes)
{
    const qint64 size = qMax<qint64>(1, m_seen.recordSize);
    const qint64 piece = ZkBlock::kChunk / size * size; // whole records
    quint64 content = 0;
    for (qint64 at = 0; at < bytes; at += piece) {
        if (const Result<> kept = m_conversation.keepDisabled(); !kept)
            return kept.error();
        const ZkBytes got = block.read(kPrefix + at, qMin(piece, bytes - at));
        if (got.error)
            return *got.error;
        for (qint64 record = 0; record < got.bytes.size(); record += size)
            content += recordContent(zk::hexText(zk::part(got.bytes, record, size)));
    }
    return content;
}

std::optional<Error> ZkLogClearer::objection(const zk::Counters &now, const Present &present) const
{
    if (m_seen.counter && now.records && *now.records > *m_seen.counter) {
        return hasGrown(
            QStringLiteral("counter %1, before %2").arg(*now.records).arg(*m_seen.counter));
    }
    const qint64 bytes = m_seen.records * m_seen.recordSize;
    if (present.bytes != bytes)
        return hasGrown(QStringLiteral("%1 bytes, before %2").arg(present.bytes).arg(bytes));
    if (present.content && *present.content != m_seen.content)
        return hasGrown(QStringLiteral("as long as before, but not the same"));
    return {};
}

Result<qint64> ZkLogClearer::clear()
{
    const Result<Packet> reply = m_conversation.ask(Code::ClearLogs);
    if (reply && reply->code != Code::AckOk) {
        Error error = errors::unsupported(
            say(QT_TRANSLATE_NOOP("rollcall::zk", "clearing its log over the network")));
        error.detail = QStringLiteral("code %1").arg(static_cast<int>(reply->code));
        return error;
    }
    if (!reply && !m_conversation.isOpen())
        return reply.error();
    // Never asked for twice: what it holds now tells whether it was done.
    if (const Result<Packet> done = m_conversation.ask(Code::RefreshData); !done)
        return done.error();
    const Result<qint64> logs = left(reply.isOk());
    if (!reply && logs && *logs >= m_seen.records)
        return reply.error();
    return logs;
}

Result<qint64> ZkLogClearer::left(bool isConfirmed)
{
    const Result<Present> present = look(false);
    if (present)
        return present->bytes / qMax<qint64>(1, m_seen.recordSize);
    if (present.error().code != ErrorCode::Unsupported || !isConfirmed)
        return present.error();
    // Asked for a log that is empty, a terminal may refuse; then its counter is all there is.
    const Result<zk::Counters> now = counters();
    if (!now)
        return now.error();
    return qMax<qint64>(0, now->records.value_or(0));
}

} // namespace rollcall
