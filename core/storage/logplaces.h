// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"
#include "core/domain/usermapping.h"
#include "core/rules/dirtydays.h"
#include "core/storage/clockfacts.h"
#include "core/storage/database.h"

#include <functional>

namespace rollcall {

/// What decides on which attendance days a log may land: the day_change values in use and the
/// shifts of clocks (attendance-rules.md, sections 4.5 and 10). Loaded once for a job.
struct LogPlaces
{
    DayChanges changes;
    ClockFacts clocks;

    static Result<LogPlaces> load(Database &database);

    /// Each log touches the date that its terminal wrote, and no other day: most schools, told by
    /// one look-up instead of all of it.
    static Result<bool> arePlain(Database &database);
    /// The wall clock that counts.
    WallTime effectiveTime(DeviceId device, WallTime written) const;
    /// The days of a log of @p device that it wrote at @p written.
    DaySpan touchedBy(DeviceId device, WallTime written) const;
    /// Calls @p take with the days of each log of @p mapping, some of them again and again, among
    /// them all from @p from to @p to.
    Result<> findDays(Database &database, const UserMapping &mapping, QDate from, QDate to,
                      const std::function<void(QDate)> &take) const;
};

/// Every day that a mapping decides about: those of its user's logs, and those in its span on which
/// the person has a record or an outcome or waits for one, for whether somebody is tracked at all
/// hangs on the mapping, too (attendance-rules.md, sections 8 and 11). In order.
Result<QList<PersonDay>> loadDaysOf(Database &database, const UserMapping &mapping,
                                    const LogPlaces &places);

} // namespace rollcall
