// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"
#include "core/storage/database.h"
#include "core/storage/toucheddays.h"

#include <optional>

namespace rollcall {

/// Where settings that begin on a day stand, or would stand, among the school's.
struct TimingPlace
{
    QDate validFrom;
    std::optional<Timing> before;
    std::optional<Timing> itself; ///< those that are stored
    QDate next;                   ///< first day of those that follow; null = none

    static Result<TimingPlace> find(Database &database, QDate validFrom);

    /// The days for which they hold. The first settings hold for all the days before them, too.
    TouchedDays days() const;
    /// The keys that may have another value on these days when the settings come or go, with some
    /// value.
    QJsonObject keys() const;
};

} // namespace rollcall
