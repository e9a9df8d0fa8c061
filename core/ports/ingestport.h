// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/devicereport.h"
#include "core/domain/ids.h"
#include "core/domain/rawlog.h"
#include "core/domain/syncsession.h"

#include <QList>

namespace rollcall {

/// Logs of one device on their way to the store.
struct IngestBatch
{
    DeviceId device;
    LogSource source = LogSource::Agent;
    SyncSessionId session; ///< the agent session they belong to; invalid for push
    QByteArray timeZone;   ///< IANA name of the device's zone; empty = looked up
    QList<RawLog> logs;
    QList<SetAsideLog> setAside;
    /// Rows set aside before that are among the logs now; they are settled with them.
    QList<qint64> settles;
    DeviceReport report; ///< push: what came with them; a batch may hold nothing else
    /// Filled in by IngestService: logs outside these wall clocks are counted as clock-suspect
    /// (they are stored all the same; attendance-rules.md, section 4.2). Invalid: none of the batch
    /// is.
    WallTime suspectBefore;
    WallTime suspectAfter;
};

/// The one door for punches. Both modes call it; nobody else stores a punch (architecture.md,
/// sections 4 and 13). Thread: any.
class IngestPort
{
public:
    IngestPort() = default;
    virtual ~IngestPort() = default;
    IngestPort(const IngestPort &) = delete;
    IngestPort &operator=(const IngestPort &) = delete;

    /// Answers after the commit, never before: all of the batch is stored durably, or nothing of it
    /// and an Error. Within the batch and against the store the first log of a key wins; the others
    /// count as duplicates.
    virtual Answer<IngestCounts> store(IngestBatch batch) = 0;
    /// A trial write transaction, for the health route.
    virtual Answer<> probe() = 0;
};

} // namespace rollcall
