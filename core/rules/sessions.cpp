// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/sessions.h"

#include "core/rules/dayframe.h"

namespace rollcall {

namespace {

/// Which sessions the times give.
struct There
{
    bool morning = false;
    bool afternoon = false;
};

There thereByTimes(const DayRecord &record, const DayFrame &frame)
{
    const bool hasIn = record.in.isValid();
    const bool hasOut = record.out.isValid();
    if (!hasIn && !hasOut)
        return {};
    if (!frame.minutes().halfDaySplit)
        return {true, true};
    const qint64 split = *frame.minutes().halfDaySplit;
    const bool leftAfter = hasOut && frame.minuteOf(record.out) > split;
    return {hasIn ? frame.minuteOf(record.in) < split : leftAfter, !hasOut || leftAfter};
}

There thereByWord(DayStatus status, There byTimes)
{
    switch (status) {
    case DayStatus::Present:
    case DayStatus::Late:
        return {true, true};
    case DayStatus::HalfDay:
        return byTimes.morning != byTimes.afternoon ? byTimes : There{true, false};
    default:
        return {};
    }
}

/// How the first session that the person was there for is marked: that is where lateness shows.
SessionMark arrivalMark(const DayRecord &record, const DayFrame &frame)
{
    if (!record.in.isValid())
        return SessionMark::Present;
    if (frame.minutes().registerClose && frame.minuteOf(record.in) > *frame.minutes().registerClose)
        return SessionMark::AfterClose;
    return record.lateMinutes > 0 ? SessionMark::Late : SessionMark::Present;
}

} // namespace

bool countsAsThere(SessionMark mark)
{
    return mark == SessionMark::Present || mark == SessionMark::Late ||
           mark == SessionMark::AfterClose;
}

Sessions sessionsOf(const DayRecord &record, const AttendancePolicy &policy)
{
    switch (record.status) {
    case DayStatus::Holiday:
    case DayStatus::WeekOff:
        return {SessionMark::Closed, SessionMark::Closed};
    case DayStatus::Leave:
        return {SessionMark::Leave, SessionMark::Leave};
    case DayStatus::Pending:
        return {SessionMark::NotDecided, SessionMark::NotDecided};
    default:
        break;
    }
    const DayFrame frame(record.day, policy);
    const There byTimes = thereByTimes(record, frame);
    const There there = record.autoStatus ? thereByWord(record.status, byTimes) : byTimes;
    Sessions sessions{there.morning ? SessionMark::Present : SessionMark::Absent,
                      there.afternoon ? SessionMark::Present : SessionMark::Absent};
    // Somebody who first came in the afternoon is not late for the morning's register.
    if (there.morning && !record.autoStatus)
        sessions.morning = arrivalMark(record, frame);
    return sessions;
}

QString englishMark(SessionMark mark, bool isMorning)
{
    switch (mark) {
    case SessionMark::Present:
        return isMorning ? QStringLiteral("/") : QStringLiteral("\\");
    case SessionMark::Late:
        return QStringLiteral("L");
    case SessionMark::AfterClose:
        return QStringLiteral("U");
    case SessionMark::Absent:
        return QStringLiteral("N");
    case SessionMark::Leave:
        return statusCode(DayStatus::Leave);
    case SessionMark::Closed:
        return QStringLiteral("#");
    case SessionMark::NotDecided:
        break;
    }
    return statusCode(DayStatus::Pending);
}

} // namespace rollcall
