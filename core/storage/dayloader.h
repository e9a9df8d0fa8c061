// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"
#include "core/ports/stores.h"
#include "core/storage/database.h"

#include <QList>

namespace rollcall {

/// A person-day that waits to be computed, with the stamp of its mark.
struct DirtyDay
{
    PersonDay key;
    qint64 stamp = 0;
};

/// Which punches a task gets.
enum class Nearby {
    AsNeeded, ///< those of the neighbouring dates only where the settings let them matter
    Always,   ///< those of both neighbouring dates, so that other settings can be tried on them
};

/// Loads everything the engine may look at for the given person-days, and what is stored of them,
/// inside the caller's transaction, so that all of it and the marks come from one snapshot.
/// @p days are in order; so are the tasks.
Result<QList<DayTask>> loadDayTasks(Database &database, const QList<DirtyDay> &days, WallTime now,
                                    Nearby nearby = Nearby::AsNeeded);

/// DayStore::knownDays().
Result<DayPage> loadKnownDays(Database &database, QDate from, QDate to, PersonId after, int people);

} // namespace rollcall
