// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"
#include "core/storage/database.h"

#include <QList>

namespace rollcall {

/// A person-day that waits to be computed, with the stamp of its mark.
struct DirtyDay
{
    qint64 person = 0;
    QDate day;
    qint64 stamp = 0;
};

/// Loads everything the engine may look at for the given person-days, inside the caller's
/// transaction, so that all of it and the marks come from one snapshot.
Result<QList<DayInput>> loadDayInputs(Database &database, const QList<DirtyDay> &days,
                                      WallTime now);

} // namespace rollcall
