// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/walltime.h"
#include "devices/zk/zkrecords.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace rollcall::zk {

/// A run of bytes of the record area (what follows the block's u32 total), by its offset there.
struct BlockSample
{
    qint64 offset = 0;
    QByteArray bytes;
};

/// Where to look before any size is known: the first, the middle and the last records, each run
/// long enough for fifty records of the largest size (zk-protocol.md, section 10.5 step 4). Runs
/// lie inside [0, @p available).
struct SampleRange
{
    qint64 offset = 0;
    qint64 length = 0;
};
QList<SampleRange> sampleRanges(qint64 available);

/// What is known of a block of records.
struct BlockFacts
{
    qint64 total = 0;              ///< bytes of records as the block's prefix says
    std::optional<qint64> counter; ///< number of records as section 7 says; a hint only (Q1-Q3)
    WallTime latest;               ///< a time after it is not plausible: now + 2 days
    /// Order of 16-byte records; it does not decide whether they are such records.
    bool verifyBeforeState = false;
};

/// Decides the record size by looking at records, not by counting: each candidate of section 10.5
/// is tried on the samples and the one with the most plausible records wins, if 90 % are. Between
/// equals, the one whose reserved bytes are 0, then the one the counter names, then 40, 16, 8, 49.
/// nullopt: the format is unknown. Pure; looks at no more than the samples.
std::optional<RecordShape> proveShape(const BlockFacts &facts, const QList<BlockSample> &samples);

/// 28 or 72 bytes a user, by the same means: uids distinct and not 0, user ids printable
/// (section 10.5, end).
/// @p records is the whole record area. nullopt: the format is unknown.
std::optional<int> proveUserSize(QByteArrayView records, std::optional<qint64> counter);

} // namespace rollcall::zk
