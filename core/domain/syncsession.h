// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/domain/ids.h"
#include "core/domain/rawlog.h"

#include <optional>

namespace rollcall {

/// What one visit or batch did with the logs it brought. read = added + duplicate + setAside always
/// holds for agent reads; push batches count refused items in setAside's place as "rejected" of
/// their own answer.
struct IngestCounts
{
    qint64 read = 0;
    qint64 added = 0;
    qint64 duplicate = 0;
    qint64 unmapped = 0; ///< of those added
    qint64 setAside = 0;
    qint64 clockSuspect = 0; ///< of those added

    IngestCounts &operator+=(const IngestCounts &other)
    {
        read += other.read;
        added += other.added;
        duplicate += other.duplicate;
        unmapped += other.unmapped;
        setAside += other.setAside;
        clockSuspect += other.clockSuspect;
        return *this;
    }
    friend bool operator==(const IngestCounts &, const IngestCounts &) = default;
};

/// One visit to a device or one run of pushes: the row of the history table.
struct SyncSession
{
    SyncSessionId id;
    DeviceId device;
    LogSource source = LogSource::Agent;
    qint64 startedUtc = 0;  ///< ms
    qint64 finishedUtc = 0; ///< ms; 0 = still running, or the program ended in the middle
    IngestCounts counts;
    qint64 announced = -1; ///< logs the device said it has; -1 = unknown
    bool complete = false;
    qint64 clockOffsetSeconds = 0;
    bool clockKnown = false;
    std::optional<Error> error;

    friend bool operator==(const SyncSession &, const SyncSession &) = default;
};

} // namespace rollcall
