// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqlsyncstore.h"

#include "core/storage/factmarks.h"
#include "core/storage/noticerows.h"
#include "core/storage/sqltext.h"

#include <QMetaEnum>

namespace rollcall {

namespace {

ErrorCode codeFromWord(const QString &word)
{
    const QMetaEnum codes = QMetaEnum::fromType<ErrorCode>();
    for (int i = 0; i < codes.keyCount(); ++i) {
        if (errorWord(static_cast<ErrorCode>(codes.value(i))) == word)
            return static_cast<ErrorCode>(codes.value(i));
    }
    return ErrorCode::Internal;
}

SyncSession sessionFromRow(const Rows &rows)
{
    SyncSession session;
    session.id = SyncSessionId{rows.number(0)};
    session.device = DeviceId{rows.number(1)};
    session.source = sourceFromWord(rows.text(2));
    session.startedUtc = rows.number(3);
    session.finishedUtc = rows.number(4);
    session.announced = rows.number(5);
    session.counts = {rows.number(6), rows.number(7),  rows.number(8),
                      rows.number(9), rows.number(10), rows.number(11)};
    session.complete = rows.flag(12);
    session.clockOffsetSeconds = rows.number(13);
    session.clockKnown = rows.flag(14);
    if (!rows.text(15).isEmpty())
        session.error = Error{codeFromWord(rows.text(15)), rows.text(16), rows.text(17)};
    return session;
}

/// The sync mark says "read up to here", so only a complete read moves it, to the read's start. A
/// file says nothing about whether the terminal can be reached.
Result<> updateDevice(Database &database, const SyncSession &session)
{
    if (session.source == LogSource::File)
        return ok();
    const bool reached = session.complete || session.counts.read > 0 || session.clockKnown;
    if (!reached)
        return ok();
    const Result<qint64> touched = database.execute(
        "device.visited",
        QStringLiteral(
            "UPDATE device SET last_contact_utc = ?, "
            "sync_mark_utc = CASE WHEN ? = 1 AND sync_mark_utc < ? THEN CAST(? AS BIGINT) "
            "ELSE sync_mark_utc END, "
            "clock_offset_s = CASE WHEN ? = 1 THEN CAST(? AS BIGINT) ELSE clock_offset_s END, "
            "clock_known = CASE WHEN ? = 1 THEN 1 ELSE clock_known END WHERE id = ?"),
        {session.finishedUtc, session.complete ? 1 : 0, session.startedUtc, session.startedUtc,
         session.clockKnown ? 1 : 0, session.clockOffsetSeconds, session.clockKnown ? 1 : 0,
         session.device.value});
    if (!touched)
        return touched.error();
    if (!session.complete)
        return ok();
    if (const Result<> marked = markWaitingForDevice(database, session.device); !marked)
        return marked;
    return clearNotices(database, session.device);
}

Result<> finishNow(Database &database, const SyncSession &session)
{
    const Error error = session.error.value_or(Error{});
    const Result<qint64> finished = database.execute(
        "sync_session.finish",
        QStringLiteral("UPDATE sync_session SET finished_utc = ?, announced = ?, complete = ?, "
                       "clock_offset_s = ?, clock_known = ?, error_code = ?, error_text = ?, "
                       "error_detail = ? WHERE id = ?"),
        {session.finishedUtc, session.announced, session.complete ? 1 : 0,
         session.clockOffsetSeconds, session.clockKnown ? 1 : 0,
         session.error ? errorWord(error.code) : QStringLiteral(""), error.userText, error.detail,
         session.id.value});
    if (!finished)
        return finished.error();
    return updateDevice(database, session);
}

} // namespace

Answer<SyncSessionId> SqlSyncStore::begin(const SyncSession &session)
{
    return m_threads.write<SyncSessionId>([session](Database &database) -> Result<SyncSessionId> {
        const Result<qint64> id =
            database.number("sync_session.begin",
                            QStringLiteral("INSERT INTO sync_session (device_id, source, "
                                           "started_utc) VALUES (?, ?, ?) RETURNING id"),
                            {session.device.value, sourceWord(session.source), session.startedUtc});
        if (!id)
            return id.error();
        return SyncSessionId{*id};
    });
}

Answer<> SqlSyncStore::finish(const SyncSession &session)
{
    return m_threads.write<void>(
        [session](Database &database) { return finishNow(database, session); });
}

/// The writer takes what it is given in its order, so what was handed over before is there, or has
/// failed.
Answer<> SqlSyncStore::finishBehind(const SyncSession &session, qint64 rows)
{
    return m_threads.write<void>([session, rows](Database &database) -> Result<> {
        const Result<qint64> stored = database.number(
            "sync_session.read_count",
            QStringLiteral("SELECT read_count FROM sync_session WHERE id = ?"), {session.id.value});
        if (!stored)
            return stored.error();
        if (*stored != rows)
            return errors::storageFailure(
                QStringLiteral("%1 of %2 rows of a session are stored").arg(*stored).arg(rows));
        return finishNow(database, session);
    });
}

Answer<QList<SyncSession>> SqlSyncStore::recent(DeviceId device, int limit)
{
    return m_threads.read<QList<SyncSession>>([device, limit](Database &database)
                                                  -> Result<QList<SyncSession>> {
        Result<Rows> rows = database.query(
            "sync_session.recent",
            QStringLiteral(
                "SELECT id, device_id, source, started_utc, finished_utc, announced, read_count, "
                "new_count, duplicate_count, unmapped_count, set_aside_count, clock_suspect_count, "
                "complete, clock_offset_s, clock_known, error_code, error_text, error_detail "
                "FROM sync_session WHERE device_id = ? ORDER BY id DESC LIMIT ?"),
            {device.value, limit});
        if (!rows)
            return rows.error();
        QList<SyncSession> sessions;
        while (rows->next())
            sessions.append(sessionFromRow(*rows));
        return sessions;
    });
}

} // namespace rollcall
