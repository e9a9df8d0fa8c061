// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/smalllist.h"
#include "core/domain/dayfacts.h"

#include <QDate>

#include <optional>

namespace rollcall {

/// How a computed person-day differs from what is stored of it. A day that came out as before is
/// the rule when much is computed again, and writes nothing.
struct DayChange
{
    PersonDay key;
    qint64 dirtyStamp = 0; ///< the mark that the computation answers
    bool hasNewRecord = false;
    std::optional<DayRecord> record; ///< the computed one; none: there is no record
    OutcomeList outcomes;            ///< those that are new or different
    /// Logs that had an outcome of this day and have none of it any more.
    SmallList<RawLogId, 4> gone;

    bool isEmpty() const { return !hasNewRecord && outcomes.isEmpty() && gone.isEmpty(); }
};

/// A pure function. @p result was computed from the task that @p stored belongs to.
DayChange changeOf(const StoredDay &stored, const DayResult &result);

/// The same for facts that did not change: a stored record that was provisional may have become
/// another one because time went on, which is no contradiction (attendance-rules.md, section 6).
DayChange contradictionOf(const StoredDay &stored, const DayResult &result);

} // namespace rollcall
