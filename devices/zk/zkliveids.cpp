// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkliveids.h"

#include "devices/zk/zktext.h"

namespace rollcall::zk {

namespace {

constexpr qsizetype kWideNumberForm = 12;
constexpr qsizetype kTextForm = 32;
constexpr qsizetype kLongestForm = 52; // bytes behind it may be a further record

/// The forms whose id is a number.
bool hasNumber(const Event &event)
{
    return event.code == EventCode::Attendance && event.attendance && event.data.size() < kTextForm;
}

/// nullopt: the number can mean two users, or nobody who is known. A terminal that keeps ids as
/// text may have the user 7 as "0007", and its log would name that one.
std::optional<QString> userIdOf(const QString &number, ShortId meaning, const LiveIds &ids)
{
    const auto byUid = ids.byUid.constFind(number.toInt());
    const bool isUid = meaning != ShortId::IsUserId && byUid != ids.byUid.cend();
    const bool isUserId = meaning != ShortId::IsUid && ids.userIds.contains(number);
    if (isUid && isUserId && *byUid != number)
        return std::nullopt;
    if (isUid)
        return *byUid;
    return isUserId ? std::optional(number) : std::nullopt;
}

} // namespace

bool needsLiveIds(const Event &event)
{
    return hasNumber(event);
}

std::optional<RawLog> punchOf(const Event &event, const LiveIds &ids)
{
    if (event.code != EventCode::Attendance || !event.attendance)
        return std::nullopt;
    const AttendanceEvent &attendance = *event.attendance;
    std::optional<QString> userId = attendance.userId;
    if (hasNumber(event)) {
        const bool isWide = event.data.size() == kWideNumberForm; // has room for the user id
        userId = userIdOf(attendance.userId, isWide ? ShortId::IsUserId : ids.shortId, ids);
    }
    if (!userId || userId->isEmpty() || !attendance.at.isValid())
        return std::nullopt;
    RawLog log;
    log.userId = *userId;
    log.at = attendance.at;
    log.state = attendance.state;
    log.verify = attendance.verify;
    log.rawText = QStringLiteral("event:") + hexText(event.data);
    return log;
}

bool needsLogRead(const Event &event, const LiveIds &ids)
{
    return event.code == EventCode::Attendance &&
           (event.data.size() > kLongestForm || !punchOf(event, ids));
}

} // namespace rollcall::zk
