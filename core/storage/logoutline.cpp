// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/logoutline.h"

#include "core/storage/logfilter_p.h"
#include "core/storage/sqltext.h"

#include <QHash>

namespace rollcall {

namespace {

/// Without a filter on people the index of a device's punches answers alone.
QString fromSql(bool isNarrowed)
{
    const QString sql = QStringLiteral(
        "FROM raw_log r %1 WHERE r.device_id = ? AND r.timestamp >= ? AND r.timestamp <= ?%2");
    return isNarrowed ? sql.arg(logJoins(), QString(QStringLiteral(" AND ") + narrowingSql()))
                      : sql.arg(QString(), QString());
}

/// The users of a device that have logs, found by leaping from one to the next in an index. Takes
/// the device twice.
QString seenUsersSql()
{
    return QStringLiteral(
        "WITH RECURSIVE seen (user_id) AS (SELECT (SELECT r.user_id FROM raw_log r "
        "WHERE r.device_id = ? ORDER BY r.user_id LIMIT 1) UNION ALL "
        "SELECT (SELECT r.user_id FROM raw_log r WHERE r.device_id = ? "
        "AND r.user_id > s.user_id ORDER BY r.user_id LIMIT 1) FROM seen s "
        "WHERE s.user_id IS NOT NULL) ");
}

/// For all logs of a device: how many there are is counted in an index, and the oldest and newest
/// are found from user to user.
Result<Rows> queryWholeSpan(Database &database, DeviceId device)
{
    const QString sql = QStringLiteral(
        "SELECT (SELECT COUNT(*) FROM raw_log WHERE device_id = ?), "
        "COALESCE(MIN(ends.oldest), ''), COALESCE(MAX(ends.newest), '') FROM (SELECT "
        "(SELECT MIN(r.timestamp) FROM raw_log r WHERE r.device_id = ? "
        "AND r.user_id = u.user_id) AS oldest, "
        "(SELECT MAX(r.timestamp) FROM raw_log r WHERE r.device_id = ? "
        "AND r.user_id = u.user_id) AS newest "
        "FROM seen u WHERE u.user_id IS NOT NULL) AS ends");
    return database.query("raw_log.span_whole", seenUsersSql() + sql,
                          {device.value, device.value, device.value, device.value, device.value});
}

QVariantList valuesOf(const LogFilter &filter)
{
    const QVariantList values{filter.device.value, filter.from.toString(),
                              lastOf(filter).toString()};
    return isNarrowing(filter) ? values + narrowingValues(filter) : values;
}

/// An error when what the filter asks for cannot be counted by the database alone.
Result<> checkCountable(const LogFilter &filter)
{
    if (filter.device.isValid() && !filter.outcome)
        return ok();
    return errors::internal(
        QStringLiteral("only the logs of one device, whatever became of them, can be counted"));
}

const char *startsName(bool isNewestFirst, bool isNarrowed)
{
    if (isNewestFirst)
        return isNarrowed ? "raw_log.starts_back_narrowed" : "raw_log.starts_back";
    return isNarrowed ? "raw_log.starts_narrowed" : "raw_log.starts";
}

} // namespace

Result<LogSpan> loadLogSpan(Database &database, const LogFilter &filter)
{
    if (const Result<> countable = checkCountable(filter); !countable)
        return countable.error();
    const bool isNarrowed = isNarrowing(filter);
    const bool isWhole = !isNarrowed && !filter.from.isValid() && !filter.to.isValid();
    Result<Rows> rows =
        isWhole
            ? queryWholeSpan(database, filter.device)
            : database.query(isNarrowed ? "raw_log.span_narrowed" : "raw_log.span",
                             QString(QStringLiteral("SELECT COUNT(*), COALESCE(MIN(r.timestamp), "
                                                    "''), COALESCE(MAX(r.timestamp), '') ") +
                                     fromSql(isNarrowed)),
                             valuesOf(filter));
    if (!rows)
        return rows.error();
    LogSpan span;
    if (rows->next())
        span = {rows->number(0), WallTime::parse(rows->ascii(1)), WallTime::parse(rows->ascii(2))};
    return span;
}

Result<WallTime> loadLogEnd(Database &database, DeviceId device, bool isNewest)
{
    const QString sql =
        QStringLiteral("SELECT COALESCE(%1(ends.at), '') FROM (SELECT (SELECT %1(r.timestamp) "
                       "FROM raw_log r WHERE r.device_id = ? AND r.user_id = u.user_id) AS at "
                       "FROM seen u WHERE u.user_id IS NOT NULL) AS ends")
            .arg(isNewest ? QStringLiteral("MAX") : QStringLiteral("MIN"));
    Result<Rows> rows =
        database.query(isNewest ? "raw_log.newest_of_device" : "raw_log.oldest_of_device",
                       seenUsersSql() + sql, {device.value, device.value, device.value});
    if (!rows)
        return rows.error();
    return rows->next() ? WallTime::parse(rows->ascii(0)) : WallTime();
}

/// Walks through all of them once; what it hands out is one row for each page.
Result<QList<LogKey>> loadLogStarts(Database &database, const LogFilter &filter, int pageRows)
{
    if (const Result<> countable = checkCountable(filter); !countable)
        return countable.error();
    const bool isNarrowed = isNarrowing(filter);
    const QString order = filter.newestFirst ? QStringLiteral("DESC") : QStringLiteral("ASC");
    const QString sql =
        QStringLiteral("SELECT at, id FROM (SELECT r.timestamp AS at, r.id AS id, "
                       "ROW_NUMBER() OVER (ORDER BY r.timestamp %1, r.id %1) AS place %2) "
                       "AS placed WHERE place % CAST(? AS BIGINT) = 0 ORDER BY place")
            .arg(order, fromSql(isNarrowed));
    Result<Rows> rows = database.query(startsName(filter.newestFirst, isNarrowed), sql,
                                       valuesOf(filter) + QVariantList{pageRows});
    if (!rows)
        return rows.error();
    QList<LogKey> starts{LogKey()};
    while (rows->next())
        starts.append({WallTime::parse(rows->ascii(0)), RawLogId{rows->number(1)}});
    return starts;
}

/// Walks through all of them once.
Result<QList<Recognition>> loadRecognitions(Database &database, DeviceId device)
{
    Result<Rows> rows = database.query(
        "raw_log.recognitions",
        QStringLiteral(
            "SELECT DISTINCT user_id, verify FROM raw_log WHERE device_id = ? AND verify > 0"),
        {device.value});
    if (!rows)
        return rows.error();
    QHash<QString, VerifyMethods> methods;
    while (rows->next()) {
        if (const VerifyMethods proven = provenBy(static_cast<int>(rows->number(1))))
            methods[rows->text(0)] |= proven;
    }
    QList<Recognition> list;
    list.reserve(methods.size());
    for (auto user = methods.cbegin(); user != methods.cend(); ++user)
        list.append({user.key(), user.value()});
    return list;
}

} // namespace rollcall
