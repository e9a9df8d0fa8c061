// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/ingestservice.h"

#include "core/domain/zoneclock.h"

namespace rollcall {

namespace {

// attendance-rules.md, section 3: future_tolerance_minutes and oldest_valid_date. These only count;
// what becomes of a suspect log is the engine's to say, with the settings in force.
constexpr qint64 kFutureMinutes = 1440;
constexpr WallTime oldestValid()
{
    constexpr qint64 k2010 = 1262304000;
    return WallTime::fromSeconds(k2010);
}

} // namespace

Answer<IngestCounts> IngestService::store(IngestBatch batch)
{
    const qint64 now = m_clock.utcMilliseconds();
    ZoneClock zone(batch.timeZone);
    const WallTime latest = zone.toWall(now).addMinutes(kFutureMinutes);
    bool anySuspect = false;
    for (RawLog &log : batch.logs) {
        if (log.instantUtc == 0)
            log.instantUtc = zone.toUtc(log.at);
        anySuspect = anySuspect || log.at < oldestValid() || log.at > latest;
    }
    if (anySuspect) {
        batch.suspectBefore = oldestValid();
        batch.suspectAfter = latest;
    }
    return m_logs.store(batch, now);
}

} // namespace rollcall
