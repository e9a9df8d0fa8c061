// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"
#include "core/storage/database.h"

#include <QDate>

namespace rollcall {

/// A new stamp for the dirty marks of one job. A computation only removes the mark it was made for,
/// told by its stamp, so a mark set meanwhile survives; random, because a counter would start again
/// after the mark was removed (docs/adr/0003).
qint64 newDirtyStamp();

/// Whether some setting lets an attendance day begin at another time than midnight. Then a log may
/// belong to the day before its date, and both are marked.
Result<bool> dayChangeInUse(Database &database);

/// Marks a person's day, and the one before when @p withDayBefore.
Result<> markDay(Database &database, qint64 person, QDate day, bool withDayBefore,
                 const char *reason, qint64 stamp);

/// Marks these days.
Result<> markDays(Database &database, const QList<PersonDay> &days, const char *reason,
                  qint64 stamp);

} // namespace rollcall
