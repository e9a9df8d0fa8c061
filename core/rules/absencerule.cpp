// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/absencerule.h"

#include "core/domain/settingkeys.h"

#include <algorithm>

namespace rollcall {

namespace {

/// From which minute on "no punch" means Absent, and which setting says so.
struct Limit
{
    qint64 minute;
    qint64 absentFrom;
    const char16_t *setting;
};

/// A time of day is a minute that counts in full; the end of the day is an instant.
Limit limitOf(const DayFrame &frame)
{
    const auto after = [](qint64 minute, const char16_t *setting) {
        return Limit{minute, minute + 1, setting};
    };
    if (frame.minutes().absentAfter)
        return after(*frame.minutes().absentAfter, settingkeys::kAbsentAfter);
    if (const TimeWindow *in = frame.policy().inWindow())
        return after(in->lastMinute(), settingkeys::kInWindow);
    if (frame.minutes().schoolEnd)
        return after(*frame.minutes().schoolEnd, settingkeys::kSchoolEnd);
    return {frame.endMinute(), frame.endMinute(), settingkeys::kDayChange};
}

} // namespace

Absence ruleAbsence(const DayInput &facts, const DayFrame &frame, Explanation &why)
{
    const Limit limit = limitOf(frame);
    const WallTime mark = frame.at(limit.minute);
    const auto because = [&] {
        return Because{{limit.setting},
                       {{QStringLiteral("now"), facts.now.toString()},
                        {QStringLiteral("absent_after"), mark.toString()}}};
    };
    if (frame.minuteOf(facts.now) < limit.absentFrom) {
        why.add(u"not_yet_in", because);
        return {};
    }
    if (frame.values().absenceRequiresSync && !facts.dayClosed) {
        // A mark that is not valid ("never") is smaller than every time.
        const auto oldest = std::min_element(facts.syncMarks.begin(), facts.syncMarks.end());
        if (oldest != facts.syncMarks.end() && *oldest < mark) {
            why.add(u"awaiting_sync", [&] {
                return Because{{settingkeys::kAbsenceRequiresSync, limit.setting},
                               {{QStringLiteral("last_sync"), oldest->toString()},
                                {QStringLiteral("absent_after"), mark.toString()}}};
            });
            return {DayStatus::Pending, true};
        }
    }
    if (facts.dayClosed)
        why.add(u"day_closed", [] { return Because(); });
    why.add(u"no_punch", because);
    return {DayStatus::Absent, false};
}

} // namespace rollcall
