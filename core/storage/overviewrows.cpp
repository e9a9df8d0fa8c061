// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/overviewrows.h"

#include "core/storage/noticerows.h"

#include <QHash>

namespace rollcall {

namespace {

struct UserFigures
{
    qint64 users = 0;
    qint64 unmapped = 0;
    qint64 waiting = 0;
};

/// Users known on each device, listed by it or seen in its logs. The users of the logs are found by
/// leaping from one to the next in the index, and punches are counted only for those whom no one
/// has mapped: what it costs follows the number of users, not that of the logs, which grows for
/// ever.
Result<QHash<qint64, UserFigures>> loadUserFigures(Database &database)
{
    Result<Rows> rows = database.query(
        "device.user_figures",
        QStringLiteral(
            "WITH RECURSIVE seen (device_id, user_id) AS ("
            "SELECT d.id, (SELECT r.user_id FROM raw_log r WHERE r.device_id = d.id "
            "ORDER BY r.user_id LIMIT 1) FROM device d WHERE d.deleted_utc = 0 UNION ALL "
            "SELECT s.device_id, (SELECT r.user_id FROM raw_log r WHERE r.device_id = s.device_id "
            "AND r.user_id > s.user_id ORDER BY r.user_id LIMIT 1) FROM seen s "
            "WHERE s.user_id IS NOT NULL) "
            "SELECT u.device_id, COUNT(*), SUM(CASE WHEN m.user_id IS NULL THEN 1 ELSE 0 END), "
            "SUM(CASE WHEN m.user_id IS NULL THEN (SELECT COUNT(*) FROM raw_log r "
            "WHERE r.device_id = u.device_id AND r.user_id = u.user_id) ELSE 0 END) FROM ("
            "SELECT device_id, user_id FROM device_user UNION "
            "SELECT device_id, user_id FROM seen WHERE user_id IS NOT NULL) AS u "
            "LEFT JOIN (SELECT DISTINCT device_id, user_id FROM user_mapping) AS m "
            "ON m.device_id = u.device_id AND m.user_id = u.user_id GROUP BY u.device_id"));
    if (!rows)
        return rows.error();
    QHash<qint64, UserFigures> figures;
    while (rows->next())
        figures.insert(rows->number(0), {rows->number(1), rows->number(2), rows->number(3)});
    return figures;
}

Result<> addUserFigures(Database &database, QList<DeviceOverview> &overview)
{
    const Result<QHash<qint64, UserFigures>> figures = loadUserFigures(database);
    if (!figures)
        return figures.error();
    for (DeviceOverview &line : overview) {
        const UserFigures known = figures->value(line.device.id.value);
        line.users = known.users;
        line.unmapped = known.unmapped;
        line.waitingPunches = known.waiting;
    }
    return ok();
}

Result<> addLastSessions(Database &database, QList<DeviceOverview> &overview)
{
    Result<Rows> rows = database.query(
        "sync_session.last",
        QStringLiteral(
            "SELECT s.device_id, s.finished_utc, s.new_count, s.complete, s.error_text "
            "FROM sync_session s JOIN (SELECT device_id, MAX(id) AS id FROM sync_session "
            "WHERE finished_utc > 0 AND source <> 'file' GROUP BY device_id) AS l ON l.id = s.id"));
    if (!rows)
        return rows.error();
    while (rows->next()) {
        for (DeviceOverview &line : overview) {
            if (line.device.id.value != rows->number(0))
                continue;
            line.lastSyncUtc = rows->number(1);
            line.lastSyncNew = rows->number(2);
            line.lastSyncComplete = rows->flag(3);
            line.lastError = rows->text(4);
        }
    }
    return ok();
}

Result<> addNotices(Database &database, QList<DeviceOverview> &overview)
{
    const Result<QList<DeviceNotice>> notices = loadNotices(database);
    if (!notices)
        return notices.error();
    for (DeviceOverview &line : overview) {
        for (const DeviceNotice &notice : *notices) {
            if (notice.device == line.device.id)
                line.notices.append(notice);
        }
    }
    return ok();
}

/// When a terminal last said hello or gave a sign of life, and why it was last refused
/// (push-protocols.md, section 2.16).
Result<> addPushSigns(Database &database, QList<DeviceOverview> &overview)
{
    Result<Rows> rows = database.query(
        "device.push_signs",
        QStringLiteral("SELECT d.id, COALESCE(p.greeted_utc, 0), COALESCE(r.cause, ''), "
                       "COALESCE(r.hour_utc, 0), COALESCE(p.heartbeat_utc, 0), "
                       "COALESCE(p.heartbeat_seconds, 0) FROM device d LEFT JOIN device_push p ON "
                       "p.device_id = d.id "
                       "LEFT JOIN push_refusal r ON r.id = (SELECT n.id FROM push_refusal n WHERE "
                       "n.device_id = d.id ORDER BY n.hour_utc DESC, n.id DESC LIMIT 1) "
                       "WHERE d.deleted_utc = 0"));
    if (!rows)
        return rows.error();
    while (rows->next()) {
        for (DeviceOverview &line : overview) {
            if (line.device.id.value != rows->number(0))
                continue;
            line.greetedUtc = rows->number(1);
            line.lastRefusal = rows->text(2);
            line.refusedUtc = rows->number(3);
            line.heartbeatUtc = rows->number(4);
            line.heartbeatSeconds = rows->number(5);
        }
    }
    return ok();
}

} // namespace

Result<> addFigures(Database &database, QList<DeviceOverview> &overview)
{
    for (const auto add : {addUserFigures, addLastSessions, addNotices, addPushSigns}) {
        if (const Result<> added = add(database, overview); !added)
            return added;
    }
    return ok();
}

} // namespace rollcall
