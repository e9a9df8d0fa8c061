// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/daychange.h"

#include <algorithm>

namespace rollcall {

namespace {

bool byLog(const OutcomeEntry &left, const OutcomeEntry &right)
{
    return left.log < right.log;
}

/// Both lists in order of their logs, walked side by side.
void compareOutcomes(OutcomeList stored, OutcomeList computed, DayChange &change)
{
    std::sort(stored.begin(), stored.end(), byLog);
    std::sort(computed.begin(), computed.end(), byLog);
    auto before = stored.cbegin();
    for (const OutcomeEntry &entry : computed) {
        while (before != stored.cend() && before->log < entry.log)
            change.gone.append((before++)->log);
        const bool isKnown = before != stored.cend() && before->log == entry.log;
        if (!isKnown || before->outcome != entry.outcome)
            change.outcomes.append(entry);
        if (isKnown)
            ++before;
    }
    for (; before != stored.cend(); ++before)
        change.gone.append(before->log);
}

} // namespace

DayChange changeOf(const StoredDay &stored, const DayResult &result)
{
    DayChange change;
    change.key = {result.person, result.day};
    change.dirtyStamp = result.dirtyStamp;
    change.hasNewRecord = stored.record != result.record;
    change.record = result.record;
    if (stored.outcomes.isEmpty())
        change.outcomes = result.outcomes;
    else
        compareOutcomes(stored.outcomes, result.outcomes, change);
    return change;
}

DayChange contradictionOf(const StoredDay &stored, const DayResult &result)
{
    DayChange change = changeOf(stored, result);
    if (!change.hasNewRecord || !stored.record || !stored.record->provisional || !change.record)
        return change;
    // What "now" decides: whether the day is over, and whether somebody is absent yet.
    DayRecord alike = *change.record;
    alike.status = stored.record->status;
    alike.autoStatus = stored.record->autoStatus;
    alike.earlyMinutes = stored.record->earlyMinutes;
    alike.flags = stored.record->flags;
    alike.provisional = true;
    change.hasNewRecord = alike != *stored.record;
    return change;
}

} // namespace rollcall
