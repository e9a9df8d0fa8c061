// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqldaystore.h"

#include "core/storage/clockfacts.h"
#include "core/storage/dayloader.h"
#include "core/storage/dayrecordrow.h"
#include "core/storage/dirtymarks.h"
#include "core/storage/sqlaudit.h"

namespace rollcall {

namespace {

/// Days before the first believable log of the school were not tracked by anybody; asking for one
/// of them must not make a school full of absences.
Result<QDate> firstTrackedDay(Database &database)
{
    Result<Rows> rows = database.query(
        "raw_log.first",
        QStringLiteral(
            "SELECT timestamp FROM raw_log WHERE school_id = (SELECT MIN(id) FROM school) "
            "AND timestamp >= '2010-01-01' ORDER BY timestamp LIMIT 1"));
    if (!rows)
        return rows.error();
    return rows->next() ? dayFromText(rows->text(0).left(10)) : QDate();
}

Result<qint64> markUnsettledDay(Database &database, QDate day, qint64 stamp)
{
    const QString text = dayText(day);
    return database.execute(
        "dirty_day.mark_unsettled",
        QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                       "SELECT DISTINCT m.person_id, CAST(? AS TEXT), 'unsettled', CAST(? AS "
                       "BIGINT) FROM user_mapping m "
                       "JOIN person p ON p.id = m.person_id "
                       "WHERE m.valid_from <= ? AND (m.valid_to = '' OR m.valid_to >= ?) "
                       "AND p.enrolled_from <= ? AND (p.enrolled_to = '' OR p.enrolled_to >= ?) "
                       "AND NOT EXISTS (SELECT 1 FROM day_record r WHERE r.person_id = m.person_id "
                       "AND r.day = ? "
                       "AND r.provisional = 0) ON CONFLICT DO NOTHING"),
        {text, stamp, text, text, text, text, text});
}

/// Saves one result if its dirty mark is still the one it was computed for; false when it is not.
Result<bool> takeMark(Database &database, const DayResult &result)
{
    const Result<qint64> taken = database.execute(
        "dirty_day.take",
        QStringLiteral("DELETE FROM dirty_day WHERE person_id = ? AND day = ? AND stamp = ?"),
        {result.person.value, dayText(result.day), result.dirtyStamp});
    if (!taken)
        return taken.error();
    return *taken == 1;
}

Result<> saveRecord(Database &database, qint64 school, const DayResult &result, qint64 computedUtc)
{
    if (!result.record) {
        const Result<qint64> gone = database.execute(
            "day_record.remove",
            QStringLiteral("DELETE FROM day_record WHERE person_id = ? AND day = ?"),
            {result.person.value, dayText(result.day)});
        return gone ? ok() : Result<>(gone.error());
    }
    const DayRecord &record = *result.record;
    const Result<qint64> saved = database.execute(
        "day_record.save",
        QStringLiteral(
            "INSERT INTO day_record (school_id, person_id, day, status, auto_status, in_at, "
            "out_at, in_log_id, "
            "out_log_id, late_min, early_min, worked_min, flags, provisional, computed_utc) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (person_id, day) DO UPDATE SET status = excluded.status, "
            "auto_status = excluded.auto_status, in_at = excluded.in_at, out_at = excluded.out_at, "
            "in_log_id = excluded.in_log_id, out_log_id = excluded.out_log_id, late_min = "
            "excluded.late_min, "
            "early_min = excluded.early_min, worked_min = excluded.worked_min, flags = "
            "excluded.flags, "
            "provisional = excluded.provisional, computed_utc = excluded.computed_utc"),
        {school, record.person.value, dayText(record.day), statusWord(record.status),
         record.autoStatus ? statusWord(*record.autoStatus) : QStringLiteral(""),
         record.in.toString(), record.out.toString(), record.inLog.value, record.outLog.value,
         record.lateMinutes, record.earlyMinutes, record.workedMinutes.value_or(-1),
         static_cast<int>(record.flags.toInt()), record.provisional ? 1 : 0, computedUtc});
    return saved ? ok() : Result<>(saved.error());
}

Result<> saveOutcomes(Database &database, const DayResult &result)
{
    for (const OutcomeEntry &entry : result.outcomes) {
        const Result<qint64> saved = database.execute(
            "log_outcome.save",
            QStringLiteral(
                "INSERT INTO log_outcome (raw_log_id, person_id, day, outcome) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (raw_log_id) DO UPDATE SET person_id = excluded.person_id, "
                "day = excluded.day, outcome = excluded.outcome"),
            {entry.log.value, result.person.value, dayText(result.day),
             outcomeWord(entry.outcome)});
        if (!saved)
            return saved.error();
    }
    return ok();
}

DayRow dayRowFrom(const Rows &rows)
{
    DayRow row;
    row.record = dayRecordFrom(rows);
    row.number = rows.text(13);
    row.name = rows.text(14);
    row.kind = kindFromWord(rows.text(15));
    row.group =
        rows.text(17).isEmpty() ? rows.text(16) : QString(rows.text(16) + u'-' + rows.text(17));
    row.inDevice = rows.text(18);
    row.roll = rows.text(19);
    if (rows.flag(20))
        row.leaveCounting = LeaveCounting::AsPresent;
    return row;
}

Result<QList<DayRow>> loadRows(Database &database, QDate from, QDate to)
{
    Result<Rows> rows = database.query(
        "day_record.rows",
        QStringLiteral(
            "SELECT %1, p.number, p.full_name, p.kind, "
            "COALESCE(g.name, ''), COALESCE(g.section, ''), COALESCE(d.name, ''), p.roll, "
            "CASE WHEN r.status = 'leave' THEN COALESCE((SELECT MAX(t.counts_as_present) "
            "FROM leave v JOIN leave_reason t ON t.code = v.type WHERE v.person_id = r.person_id "
            "AND v.removed_utc = 0 AND v.day_from <= r.day AND v.day_to >= r.day), 0) ELSE 0 END "
            "FROM day_record r JOIN person p ON p.id = r.person_id "
            "LEFT JOIN person_group g ON g.id = p.group_id LEFT JOIN raw_log l ON l.id = "
            "r.in_log_id "
            "LEFT JOIN device d ON d.id = l.device_id "
            "WHERE r.school_id = (SELECT MIN(id) FROM school) AND r.day >= ? AND r.day <= ? "
            "ORDER BY r.day, p.kind DESC, g.name, g.section, p.number")
            .arg(QLatin1String(kDayRecordColumns)),
        {dayText(from), dayText(to)});
    if (!rows)
        return rows.error();
    QList<DayRow> list;
    while (rows->next())
        list.append(dayRowFrom(*rows));
    return list;
}

Result<QList<DirtyDay>> loadDirty(Database &database, int limit)
{
    Result<Rows> rows = database.query(
        "dirty_day.next",
        QStringLiteral(
            "SELECT person_id, day, stamp FROM dirty_day ORDER BY day, person_id LIMIT ?"),
        {limit});
    if (!rows)
        return rows.error();
    QList<DirtyDay> days;
    while (rows->next())
        days.append({rows->number(0), dayFromText(rows->text(1)), rows->number(2)});
    return days;
}

} // namespace

Answer<qint64> SqlDayStore::markUnsettled(QDate from, QDate to, QDate today)
{
    return m_threads.write<qint64>([from, to, today](Database &database) -> Result<qint64> {
        const Result<QDate> first = firstTrackedDay(database);
        if (!first)
            return first.error();
        if (!first->isValid())
            return 0;
        const qint64 stamp = newDirtyStamp();
        qint64 marked = 0;
        for (QDate day = qMax(from, *first); day <= qMin(to, today); day = day.addDays(1)) {
            const Result<qint64> added = markUnsettledDay(database, day, stamp);
            if (!added)
                return added;
            marked += *added;
        }
        return marked;
    });
}

Answer<qint64> SqlDayStore::markAll(QDate from, QDate to)
{
    return m_threads.write<qint64>([from, to](Database &database) -> Result<qint64> {
        const qint64 stamp = newDirtyStamp();
        const LogChoice ofSpan{{}, QStringLiteral(""), 0, from, to};
        if (const Result<> shifted = markShiftedLogs(database, ofSpan, stamp); !shifted)
            return shifted.error();
        const QVariantList values{stamp, dayText(from), dayText(to), dayText(from),
                                  dayText(to.addDays(1))};
        return database.execute(
            "dirty_day.mark_all",
            QStringLiteral(
                "INSERT INTO dirty_day (person_id, day, reason, stamp) "
                "SELECT person_id, day, 'rebuild', CAST(? AS BIGINT) FROM ("
                "SELECT person_id, day FROM day_record WHERE day >= ? AND day <= ? UNION "
                "SELECT m.person_id, substr(r.timestamp, 1, 10) FROM raw_log r JOIN user_mapping m "
                "ON m.device_id = r.device_id AND m.user_id = r.user_id "
                "AND m.valid_from <= substr(r.timestamp, 1, 10) "
                "AND (m.valid_to = '' OR m.valid_to >= substr(r.timestamp, 1, 10)) "
                "WHERE r.timestamp >= ? AND r.timestamp < ?) AS days WHERE 1 = 1 "
                "ON CONFLICT (person_id, day) DO UPDATE SET stamp = excluded.stamp"),
            values);
    });
}

Answer<QList<DayInput>> SqlDayStore::dirtyInputs(int limit, WallTime now)
{
    return m_threads.readLong<QList<DayInput>>(
        [limit, now](Database &database) -> Result<QList<DayInput>> {
            const Result<QList<DirtyDay>> days = loadDirty(database, limit);
            if (!days)
                return days.error();
            return loadDayInputs(database, *days, now);
        });
}

Answer<DayInput> SqlDayStore::input(PersonId person, QDate day, WallTime now)
{
    return m_threads.readLong<DayInput>([person, day, now](Database &database) -> Result<DayInput> {
        const Result<QList<DayInput>> inputs =
            loadDayInputs(database, {{person.value, day, 0}}, now);
        if (!inputs)
            return inputs.error();
        return inputs->first();
    });
}

Answer<qint64> SqlDayStore::save(const QList<DayResult> &results, qint64 computedUtc)
{
    return m_threads.write<qint64>([results, computedUtc](Database &database) -> Result<qint64> {
        const Result<qint64> school = schoolIdOf(database);
        if (!school)
            return school;
        qint64 saved = 0;
        for (const DayResult &result : results) {
            const Result<bool> current = takeMark(database, result);
            if (!current)
                return current.error();
            if (!*current)
                continue;
            if (const Result<> record = saveRecord(database, *school, result, computedUtc); !record)
                return record.error();
            if (const Result<> outcomes = saveOutcomes(database, result); !outcomes)
                return outcomes.error();
            ++saved;
        }
        return saved;
    });
}

Answer<QList<DayRow>> SqlDayStore::rows(QDate from, QDate to)
{
    return m_threads.readLong<QList<DayRow>>(
        [from, to](Database &database) { return loadRows(database, from, to); });
}

Answer<qint64> SqlDayStore::dirtyCount()
{
    return m_threads.read<qint64>([](Database &database) {
        return database.number("dirty_day.count", QStringLiteral("SELECT COUNT(*) FROM dirty_day"));
    });
}

} // namespace rollcall
