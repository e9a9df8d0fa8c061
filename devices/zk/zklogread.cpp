// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zklogread.h"

#include "core/base/log.h"
#include "devices/zk/zkbytes.h"

#include <QCoreApplication>

#include <utility>

namespace rollcall {

namespace {

constexpr qint64 kPrefix = 4; // the u32 total
constexpr qsizetype kBatch = 8000;

Error unknownFormat(qint64 total, qint64 available, const std::optional<qint64> &counter)
{
    return errors::protocolViolation(
        QCoreApplication::translate("rollcall::zk",
                                    "its logs have a form that this program does not know"),
        QStringLiteral("total %1, available %2, counter %3")
            .arg(total)
            .arg(available)
            .arg(counter.value_or(-1)));
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
    QHash<int, QString> userIds;
    for (bool hasUserIds = false;; hasUserIds = true) {
        Result<ZkBlock> block = ZkBlock::open(m_conversation, ZkTable::logs());
        if (!block)
            return block.error();
        const Result<Head> head = readHead(*block);
        if (!head)
            return head.error();
        if (head->total == 0) {
            m_sink.announced(0);
            block->release();
            return LogReadSummary{0, 0, true, {}};
        }
        const Result<zk::RecordShape> shape = prove(*block, *head);
        if (!shape)
            return shape.error();
        if (!zk::namesOnlyUid(shape->layout) || hasUserIds)
            return stream(*block, *head, zk::LogDecoder(*shape, std::move(userIds)));
        // The list of users takes the place of the logs in the terminal's buffer, so the logs are
        // asked for again.
        block->release();
        Result<QHash<int, QString>> known = m_hints.userIds();
        if (!known)
            return known.error();
        userIds = std::move(known).value();
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
    const auto shape = zk::proveShape({head.total, m_hints.counter, m_hints.latest}, samples);
    if (shape)
        return *shape;
    return head.cut ? *head.cut : unknownFormat(head.total, head.available, m_hints.counter);
}

LogReadSummary ZkLogRead::stream(ZkBlock &block, const Head &head, zk::LogDecoder decoder)
{
    LogReadSummary summary;
    summary.announced = head.total / decoder.shape().size;
    m_sink.announced(summary.announced);

    const qint64 end = kPrefix + head.available;
    qint64 at = qMin<qint64>(end, head.bytes.size());
    Result<> taken =
        feed(QByteArrayView(head.bytes).sliced(kPrefix, at - kPrefix), decoder, summary);
    summary.error = head.cut;
    while (taken && !summary.error && at < end) {
        ZkBytes chunk = block.read(at, qMin(end - at, ZkBlock::kChunk));
        at += chunk.bytes.size();
        summary.error = std::move(chunk.error);
        taken = feed(chunk.bytes, decoder, summary);
    }
    if (taken)
        taken = handOn(summary);
    if (!summary.error)
        block.release();
    if (!taken)
        summary.error = taken.error();
    else if (!summary.error && head.available < head.total)
        summary.error = shorterLog(head.available, head.total);
    summary.complete = !summary.error;
    return summary;
}

Result<> ZkLogRead::feed(QByteArrayView bytes, zk::LogDecoder &decoder, LogReadSummary &summary)
{
    const qsizetype size = decoder.shape().size;
    if (!m_rest.isEmpty()) {
        const qsizetype missing = qMin(size - m_rest.size(), bytes.size());
        m_rest.append(bytes.first(missing));
        bytes = bytes.sliced(missing);
        if (decoder.decode(m_rest, m_logs, m_setAside) > 0)
            m_rest.clear();
    }
    const qsizetype decoded = decoder.decode(bytes, m_logs, m_setAside) * size;
    m_rest.append(bytes.sliced(decoded));
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
