// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/ports/ingestport.h"

#include <optional>
#include <vector>

namespace rollcall {

class Database;

/// What became of the logs of a batch when they were inserted.
struct InsertedLogs
{
    qint64 added = 0;
    qint64 clockSuspect = 0; ///< of those added
    qint64 idBefore = 0;     ///< the ids of those added are greater
};

/// A batch that waits for the writer, so that the writer can insert the logs of several together.
struct WaitingLogs
{
    IngestBatch batch;
    qint64 receivedUtc = 0; ///< seconds since 1970, when the batch was handed over
    /// Set when insertTogether() has inserted them in the transaction that is open. Touched on the
    /// thread of the writer only.
    std::optional<InsertedLogs> inserted;
};

/// What a batch is stored with. Looked up in one go: most batches that are pushed hold one punch.
struct BatchSurroundings
{
    qint64 school = 0;
    bool anyMapping = false;
    qint64 idBefore = 0; ///< where new logs begin; looked up only when somebody asks for it
};

Result<BatchSurroundings> surroundingsOf(Database &database, const IngestBatch &batch);

/// Inserts the logs of a batch in their order and answers how many are new. The unique index
/// decides, so the count is exact whoever else writes.
Result<qint64> insertLogs(Database &database, qint64 school, const IngestBatch &batch,
                          qint64 receivedUtc);

/// Inserts the logs of all large batches of terminals that nobody is mapped of yet, which is how a
/// fleet is read first, in the order of their timestamps, and sets WaitingLogs::inserted of each;
/// the others stay as they are. All terminals tell of the same weeks: batch after batch, the pages
/// of the index by time are read, changed and written for each of them; in the order of time, once
/// for all (docs/adr/0010). Does nothing on PostgreSQL. After an error the caller rolls back.
Result<> insertTogether(Database &database, const std::vector<WaitingLogs *> &all);

} // namespace rollcall
