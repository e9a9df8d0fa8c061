// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zklogread.h"

#include "core/base/log.h"
#include "devices/zk/zkbytes.h"
#include "devices/zk/zktext.h"

#include <QCoreApplication>

#include <utility>

namespace rollcall {

namespace {

constexpr qint64 kPrefix = 4; // the u32 total
constexpr qsizetype kBatch = 8000;
constexpr qsizetype kSampleOfUnknown =
    40; // one record of the usual size, and no more people than that

Error unknownFormat(qint64 total, qint64 available, const std::optional<qint64> &counter,
                    QByteArrayView begin)
{
    return errors::protocolViolation(
        QCoreApplication::translate("rollcall::zk",
                                    "its logs have a form that this program does not know"),
        QStringLiteral("total %1, available %2, counter %3, begins with %4")
            .arg(total)
            .arg(available)
            .arg(counter.value_or(-1))
            .arg(zk::hexText(begin.first(qMin(begin.size(), kSampleOfUnknown)))));
}

Error shorterLog(qint64 available, qint64 total)
{
    return errors::protocolViolation(
        QCoreApplication::translate("rollcall::zk", "its log is shorter than it says"),
        QStringLiteral("%1 of %2 bytes").arg(available).arg(total));
}

} // namespace

ZkLogRead::ZkLogRead(ZkConversation &conversation, LogSink &sink, ZkLogHints hints)
    : m_conversation(conversation)
    , m_sink(sink)
    , m_hints(std::move(hints))
{}

Result<LogReadSummary> ZkLogRead::run()
{
    Result<Opened> opened = open();
    if (!opened)
        return opened.error();
    return deliver(std::move(opened).value());
}

/// When the connection breaks here, nothing was delivered yet: a second attempt begins anew, and
/// the first one counts only where the second brings nothing.
Result<ZkLogRead::Opened> ZkLogRead::open()
{
    Result<Opened> first = openProven();
    const bool isWhole = first && !first->head.cut;
    if (isWhole || !isBroken() || !reconnect())
        return first;
    Result<Opened> second = openProven();
    const bool isBetter =
        second && (!first || !second->head.cut || second->head.available >= first->head.available);
    return isBetter ? std::move(second) : std::move(first);
}

Result<ZkLogRead::Opened> ZkLogRead::openProven()
{
    while (true) {
        Result<ZkBlock> block = ZkBlock::open(m_conversation, ZkTable::logs());
        if (!block)
            return block.error();
        Result<Head> head = readHead(*block);
        if (!head)
            return head.error();
        if (head->total == 0)
            return Opened{std::move(block).value(), std::move(head).value(), {}};
        const Result<zk::RecordShape> shape = prove(*block, *head);
        if (!shape)
            return shape.error();
        const qint64 requests = m_conversation.requests();
        if (zk::namesOnlyUid(shape->layout) && !m_userIds) {
            Result<QHash<int, QString>> known = m_hints.userIds();
            if (!known)
                return known.error();
            m_userIds = std::move(known).value();
        }
        // A list of users that was read takes the place of the logs in the terminal's buffer, so
        // the logs are asked for again.
        if (requests == m_conversation.requests())
            return Opened{std::move(block).value(), std::move(head).value(), *shape};
    }
}

Result<ZkLogRead::Head> ZkLogRead::readHead(ZkBlock &block)
{
    Head head;
    if (block.size() < kPrefix)
        return head; // a buffer without even a total: no logs
    ZkBytes first = block.read(0, qMin(block.size(), ZkBlock::kChunk));
    if (first.bytes.size() < kPrefix && first.error)
        return *first.error;
    head.total = zk::u32At(first.bytes, 0);
    head.available = qMin(head.total, block.size() - kPrefix);
    head.cut = std::move(first.error);
    // What a broken connection left behind is looked at as if it were all there is (section 10.5,
    // step 1).
    if (head.cut)
        head.available = qMin<qint64>(head.available, first.bytes.size() - kPrefix);
    head.bytes = std::move(first.bytes);
    return head;
}

Result<zk::RecordShape> ZkLogRead::prove(ZkBlock &block, const Head &head)
{
    QList<zk::BlockSample> samples;
    for (const zk::SampleRange &range : zk::sampleRanges(head.available)) {
        const qint64 start = range.offset + kPrefix;
        if (start + range.length <= head.bytes.size()) {
            samples.append({range.offset, head.bytes.mid(start, range.length)});
            continue;
        }
        ZkBytes got = block.read(start, range.length);
        if (got.error)
            return *got.error;
        samples.append({range.offset, std::move(got.bytes)});
    }
    const bool isSwapped = m_conversation.wire().verifyBeforeState;
    const auto shape =
        zk::proveShape({head.total, m_hints.counter, m_hints.latest, isSwapped}, samples);
    if (shape)
        return *shape;
    return head.cut ? *head.cut
                    : unknownFormat(head.total, head.available, m_hints.counter,
                                    QByteArrayView(head.bytes).sliced(kPrefix));
}

LogReadSummary ZkLogRead::deliver(Opened first)
{
    zk::LogDecoder decoder(first.shape, m_userIds.value_or(QHash<int, QString>()));
    m_total = first.head.total;
    LogReadSummary summary;
    summary.announced = m_total / first.shape.size;
    m_sink.announced(summary.announced);
    Result<> taken = stream(first, kPrefix, decoder, summary);
    if (taken && summary.error && isBroken() && reconnect()) {
        Result<Opened> again = openProven();
        if (again && goesOn(*again, first.shape)) {
            m_rest.clear();
            summary.error.reset();
            taken = stream(*again, kPrefix + m_decoded, decoder, summary);
        }
    }
    if (taken)
        taken = handOn(summary);
    if (!taken)
        summary.error = taken.error();
    summary.complete = !summary.error;
    return summary;
}

Result<> ZkLogRead::stream(Opened &opened, qint64 at, zk::LogDecoder &decoder,
                           LogReadSummary &summary)
{
    const Head &head = opened.head;
    const qint64 end = kPrefix + qMin(m_total, head.available);
    Result<> taken;
    if (const qint64 held = qMin<qint64>(end, head.bytes.size()); at < held) {
        taken = feed(QByteArrayView(head.bytes).sliced(at, held - at), decoder, summary);
        at = held;
    }
    summary.error = head.cut;
    while (taken && !summary.error && at < end) {
        ZkBytes chunk = opened.block.read(at, qMin(end - at, ZkBlock::kChunk));
        at += chunk.bytes.size();
        summary.error = std::move(chunk.error);
        taken = feed(chunk.bytes, decoder, summary);
    }
    if (!summary.error)
        opened.block.release();
    if (!summary.error && head.available < m_total)
        summary.error = shorterLog(head.available, m_total);
    return taken;
}

bool ZkLogRead::isBroken() const
{
    return !m_conversation.isOpen() && !m_conversation.isCancelled();
}

bool ZkLogRead::reconnect()
{
    if (std::exchange(m_wasReconnected, true))
        return false;
    qCInfo(lcZk, "The connection broke in the middle of the logs; it is made again.");
    const Result<> connected = m_conversation.reconnect();
    if (!connected)
        qCInfo(lcZk, "It could not be made again: %s", qUtf8Printable(connected.error().detail));
    return connected.isOk();
}

/// The log is the one that was being read, as far as can be told: of the same form, not shorter,
/// and the last record stands where it stood.
bool ZkLogRead::goesOn(Opened &again, const zk::RecordShape &shape)
{
    bool isSame = again.head.total >= m_total && again.shape == shape;
    if (isSame && m_decoded > 0) {
        const qint64 at = kPrefix + m_decoded - shape.size;
        const bool isHeld = at + shape.size <= again.head.bytes.size();
        isSame = m_lastRecord == (isHeld ? again.head.bytes.mid(at, shape.size)
                                         : again.block.read(at, shape.size).bytes);
    }
    if (!isSame)
        qCInfo(lcZk, "The log has changed since the connection broke; the read ends here.");
    return isSame;
}

Result<> ZkLogRead::feed(QByteArrayView bytes, zk::LogDecoder &decoder, LogReadSummary &summary)
{
    const qsizetype size = decoder.shape().size;
    if (!m_rest.isEmpty()) {
        const qsizetype missing = qMin(size - m_rest.size(), bytes.size());
        m_rest.append(bytes.first(missing));
        bytes = bytes.sliced(missing);
        if (decoder.decode(m_rest, m_logs, m_setAside) > 0) {
            m_decoded += size;
            m_lastRecord = std::exchange(m_rest, {});
        }
    }
    const qsizetype decoded = decoder.decode(bytes, m_logs, m_setAside) * size;
    m_rest.append(bytes.sliced(decoded));
    m_decoded += decoded;
    if (decoded > 0)
        m_lastRecord = bytes.sliced(decoded - size, size).toByteArray();
    if (m_logs.size() + m_setAside.size() < kBatch)
        return ok();
    return handOn(summary);
}

Result<> ZkLogRead::handOn(LogReadSummary &summary)
{
    const qint64 count = m_logs.size() + m_setAside.size();
    if (count == 0)
        return ok();
    Result<> taken = m_sink.take(std::exchange(m_logs, {}), std::exchange(m_setAside, {}));
    if (taken)
        summary.delivered += count;
    return taken;
}

} // namespace rollcall
