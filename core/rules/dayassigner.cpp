// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/dayassigner.h"

#include <optional>

namespace rollcall {

namespace {

/// School times first; without them the windows in use say when a shift begins and ends.
std::optional<qint64> shiftStart(const DayFrame &frame)
{
    if (frame.minutes().schoolStart)
        return frame.minutes().schoolStart;
    if (const TimeWindow *in = frame.policy().inWindow())
        return in->firstMinute();
    return std::nullopt;
}

std::optional<qint64> shiftEnd(const DayFrame &frame)
{
    if (frame.minutes().schoolEnd)
        return frame.minutes().schoolEnd;
    if (const TimeWindow *out = frame.policy().outWindow())
        return out->lastMinute();
    return std::nullopt;
}

/// The minute of @p before from which on the later day takes what both claim.
qint64 handOverMinute(const DayFrame &before, const DayFrame &same)
{
    const std::optional<qint64> end = shiftEnd(before);
    if (!end || *end < kMinutesPerDay)
        return kMinutesPerDay;
    const std::optional<qint64> start = shiftStart(same);
    // Without a next start there is no gap to halve: day_change itself stands for its middle
    // (section 9).
    if (!start)
        return before.endMinute();
    const qint64 nextStart = *start + kMinutesPerDay;
    if (nextStart <= *end)
        return *end + 1;
    return (*end + nextStart + 1) / 2;
}

} // namespace

DayClaim claimingDay(WallTime at, const DayFrame &before, const DayFrame &same)
{
    const bool earlier = before.covers(at);
    const bool later = same.covers(at);
    if (earlier && later) {
        const qint64 handOver = handOverMinute(before, same);
        return {before.minuteOf(at) < handOver ? before.day() : same.day(), before.at(handOver)};
    }
    if (earlier)
        return {before.day(), {}};
    return {later ? same.day() : QDate(), {}};
}

} // namespace rollcall
