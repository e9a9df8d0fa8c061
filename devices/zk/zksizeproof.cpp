// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zksizeproof.h"

#include "devices/zk/zkbytes.h"
#include "devices/zk/zktext.h"
#include "devices/zk/zktime.h"

#include <QSet>

#include <utility>

namespace rollcall::zk {

namespace {

constexpr int kSampleRecords = 50;
constexpr int kLargestRecord = 64;
constexpr double kEnough = 0.9;

/// How well a candidate fits. Clean are records whose reserved bytes are 0: a wrong size rarely
/// gets that right, but a terminal may use them, so it only decides between equals.
struct Score
{
    double plausible = 0;
    double clean = 0;

    friend bool operator<(const Score &a, const Score &b)
    {
        return std::pair(a.plausible, a.clean) < std::pair(b.plausible, b.clean);
    }
};

bool isPlausibleState(quint8 state)
{
    return state <= 5 || state == 255;
}

/// Small numbers of any kind, and times read one place off, pass for the first half of 2000. Where
/// a record is nothing but numbers, such a time proves nothing (Q12: vector
/// stream_k40_plain_attlog_garbage).
bool isLargeTime(quint32 timeRaw)
{
    return (timeRaw >> 24) != 0;
}

bool isPlausible(const LogFields &fields, LogLayout layout, WallTime latest)
{
    constexpr WallTime kEarliest = WallTime::fromSeconds(946'771'200); // 2000-01-02 00:00
    const WallTime at = decodeTime4(fields.timeRaw);
    if (!at.isValid() || at < kEarliest || at > latest || !isPlausibleState(fields.state))
        return false;
    switch (layout) {
    case LogLayout::Text40:
        return isPrintableId(fields.userId) ||
               (untilNul(fields.userId).isEmpty() && fields.uid != 0);
    case LogLayout::Number16:
        return fields.number != 0 && isLargeTime(fields.timeRaw);
    case LogLayout::Uid8A:
    case LogLayout::Uid8B:
        break;
    }
    return fields.uid != 0 && isLargeTime(fields.timeRaw);
}

Score score(const RecordShape &shape, const QList<BlockSample> &samples, WallTime latest)
{
    int seen = 0;
    int plausible = 0;
    int clean = 0;
    for (const BlockSample &sample : samples) {
        const QByteArrayView bytes(sample.bytes);
        qint64 at = (sample.offset + shape.size - 1) / shape.size * shape.size - sample.offset;
        for (; at + shape.size <= bytes.size(); at += shape.size) {
            const LogFields fields = readLogFields(shape, bytes.sliced(at, shape.size));
            ++seen;
            plausible += isPlausible(fields, shape.layout, latest) ? 1 : 0;
            clean += fields.reserved == 0 ? 1 : 0;
        }
    }
    if (seen == 0)
        return {};
    return {double(plausible) / seen, double(clean) / seen};
}

QList<RecordShape> shapesOfSize(int size, const BlockFacts &facts, QByteArrayView first)
{
    if (size == 8)
        return {{LogLayout::Uid8A, 8, 0}, {LogLayout::Uid8B, 8, 0}};
    if (size == 16)
        return {{LogLayout::Number16, 16, 0, facts.verifyBeforeState}};
    const bool hasMarkerFirst = size >= 40 + kMarkerSize && beginsWithMarker(first);
    return {{LogLayout::Text40, size, hasMarkerFirst ? kMarkerSize : 0}};
}

/// The size that the counter names, if it can be one (section 10.5 step 2).
std::optional<int> sizeByCounter(const BlockFacts &facts)
{
    if (!facts.counter || *facts.counter <= 0 || facts.total % *facts.counter != 0)
        return std::nullopt;
    const qint64 size = facts.total / *facts.counter;
    if (size == 8 || size == 16 || (size >= 40 && size <= kLargestRecord))
        return static_cast<int>(size);
    return std::nullopt;
}

double userScore(QByteArrayView records, int size)
{
    QSet<quint16> uids;
    qsizetype plausible = 0;
    const qsizetype count = records.size() / size;
    for (qsizetype i = 0; i < count; ++i) {
        const QByteArrayView record = records.sliced(i * size, size);
        const quint16 uid = u16At(record, 0);
        const bool isNewUid = uid != 0 && !uids.contains(uid);
        uids.insert(uid);
        const bool hasId =
            size == 72 ? isPrintableId(part(record, 48, 24)) : u32At(record, 24) != 0;
        plausible += isNewUid && hasId ? 1 : 0;
    }
    return count == 0 ? 0 : double(plausible) / double(count);
}

/// Where no size convinces, the order of 16-byte records may be set wrongly (section 10.3): then
/// they must be clean as well.
std::optional<RecordShape> shapeInOtherOrder(const BlockFacts &facts,
                                             const QList<BlockSample> &samples)
{
    const RecordShape set{LogLayout::Number16, 16, 0, facts.verifyBeforeState};
    const RecordShape other{LogLayout::Number16, 16, 0, !facts.verifyBeforeState};
    if (facts.total % set.size != 0)
        return std::nullopt;
    const Score found = score(other, samples, facts.latest);
    return found.plausible >= kEnough && found.clean >= kEnough ? std::optional(set) : std::nullopt;
}

} // namespace

QList<SampleRange> sampleRanges(qint64 available)
{
    // One record more than is looked at: the run rarely begins where a record does.
    constexpr qint64 kRun = (kSampleRecords + 1LL) * kLargestRecord;
    if (available <= 0)
        return {};
    if (available <= 3 * kRun)
        return {{0, available}};
    return {{0, kRun}, {available / 2 - kRun / 2, kRun}, {available - kRun, kRun}};
}

std::optional<RecordShape> proveShape(const BlockFacts &facts, const QList<BlockSample> &samples)
{
    if (facts.total <= 0 || samples.isEmpty())
        return std::nullopt;
    QList<int> sizes;
    if (const std::optional<int> size = sizeByCounter(facts))
        sizes.append(*size);
    for (const int size : {40, 16, 8, 49}) {
        if (facts.total % size == 0 && !sizes.contains(size))
            sizes.append(size);
    }
    const QByteArrayView first =
        samples.first().offset == 0 ? QByteArrayView(samples.first().bytes) : QByteArrayView();
    std::optional<RecordShape> best;
    Score bestScore;
    for (const int size : std::as_const(sizes)) {
        for (const RecordShape &shape : shapesOfSize(size, facts, first)) {
            const Score found = score(shape, samples, facts.latest);
            if (found.plausible >= kEnough && (!best || bestScore < found)) {
                best = shape;
                bestScore = found;
            }
        }
    }
    return best ? best : shapeInOtherOrder(facts, samples);
}

std::optional<int> proveUserSize(QByteArrayView records, std::optional<qint64> counter)
{
    QList<int> sizes{72, 28};
    if (counter && *counter > 0 && records.size() == *counter * 28)
        sizes = {28, 72};
    std::optional<int> best;
    double bestScore = 0;
    for (const int size : std::as_const(sizes)) {
        const double found = records.size() % size == 0 ? userScore(records, size) : 0;
        if (found >= kEnough && found > bestScore) {
            best = size;
            bestScore = found;
        }
    }
    return best;
}

} // namespace rollcall::zk
