// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqldaystore.h"

#include "core/storage/dayloader.h"
#include "core/storage/dayrecordrow.h"
#include "core/storage/dayrows.h"
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

/// Who is tracked: everybody who is mapped, or everybody where some setting tracks people without a
/// mapping; the engine then says for whom it counts.
Result<bool> tracksUnmapped(Database &database)
{
    const Result<qint64> uses = database.number(
        "timing.absent_when_unmapped",
        QStringLiteral("SELECT (SELECT COUNT(*) FROM timing WHERE body LIKE "
                       "'%\"absent_when_unmapped\":true%') + (SELECT COUNT(*) FROM "
                       "timing_assignment WHERE body LIKE '%\"absent_when_unmapped\":true%')"));
    if (!uses)
        return uses.error();
    return *uses > 0;
}

Result<qint64> markUnsettledDay(Database &database, QDate day, bool withUnmapped, qint64 stamp)
{
    const QString text = dayText(day);
    const QString mark = QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                                        "SELECT p.id, CAST(? AS TEXT), 'unsettled', CAST(? AS "
                                        "BIGINT) FROM person p WHERE p.enrolled_from <= ? "
                                        "AND (p.enrolled_to = '' OR p.enrolled_to >= ?) "
                                        "AND NOT EXISTS (SELECT 1 FROM day_record r WHERE "
                                        "r.person_id = p.id AND r.day = ? AND r.provisional = 0) ");
    const QString mapped = QStringLiteral(
        "AND EXISTS (SELECT 1 FROM user_mapping m WHERE m.person_id = p.id AND m.valid_from <= ? "
        "AND (m.valid_to = '' OR m.valid_to >= ?)) ");
    const QString end = QStringLiteral("ON CONFLICT DO NOTHING");
    const QVariantList values{text, stamp, text, text, text};
    if (withUnmapped)
        return database.execute("dirty_day.mark_unsettled_all", QString(mark + end), values);
    return database.execute("dirty_day.mark_unsettled", QString(mark + mapped + end),
                            values + QVariantList{text, text});
}

/// Writes the days whose mark is still the one they were computed for.
class DaySaver
{
public:
    static Result<DaySaver> prepare(Database &database, qint64 school, qint64 computedUtc)
    {
        Result<Statement> take = database.statement(
            "dirty_day.take",
            QStringLiteral("DELETE FROM dirty_day WHERE person_id = ? AND day = ? AND stamp = ?"));
        if (!take)
            return take.error();
        Result<RecordWriter> records = RecordWriter::prepare(database, school, computedUtc);
        if (!records)
            return records.error();
        Result<OutcomeWriter> outcomes = OutcomeWriter::prepare(database);
        if (!outcomes)
            return outcomes.error();
        return DaySaver(std::move(*take), std::move(*records), std::move(*outcomes));
    }

    /// False: the day was marked again, or computed by another program, meanwhile.
    Result<bool> save(const DayChange &change)
    {
        m_take.bind(0, change.key.person.value);
        m_take.bind(1, DayText(change.key.day).view());
        m_take.bind(2, change.dirtyStamp);
        const Result<qint64> taken = m_take.run();
        if (!taken)
            return taken.error();
        if (*taken != 1)
            return false;
        if (change.hasNewRecord) {
            const Result<> saved = change.record
                                       ? m_records.save(*change.record)
                                       : m_records.remove(change.key.person, change.key.day);
            if (!saved)
                return saved.error();
        }
        const Result<> outcomes = saveOutcomes(change);
        return outcomes ? Result<bool>(true) : outcomes.error();
    }

private:
    DaySaver(Statement take, RecordWriter records, OutcomeWriter outcomes)
        : m_take(std::move(take))
        , m_records(std::move(records))
        , m_outcomes(std::move(outcomes))
    {}

    Result<> saveOutcomes(const DayChange &change)
    {
        if (change.outcomes.isEmpty() && change.gone.isEmpty())
            return ok();
        m_outcomes.begin(change.key.person, change.key.day);
        for (const OutcomeEntry &entry : change.outcomes) {
            if (const Result<> saved = m_outcomes.save(entry.log, entry.outcome); !saved)
                return saved;
        }
        for (const RawLogId log : change.gone) {
            if (const Result<> gone = m_outcomes.remove(log); !gone)
                return gone;
        }
        return ok();
    }

    Statement m_take;
    RecordWriter m_records;
    OutcomeWriter m_outcomes;
};

DayRow dayRowFrom(const Rows &rows)
{
    constexpr int at = kDayRecordColumnCount;
    DayRow row;
    row.record = dayRecordFrom(rows);
    row.number = rows.text(at);
    row.name = rows.text(at + 1);
    row.kind = kindFromWord(rows.text(at + 2));
    const QString section = rows.text(at + 4);
    row.group = section.isEmpty() ? rows.text(at + 3) : QString(rows.text(at + 3) + u'-' + section);
    row.inDevice = rows.text(at + 5);
    row.roll = rows.text(at + 6);
    if (rows.flag(at + 7))
        row.leaveCounting = LeaveCounting::AsPresent;
    return row;
}

Result<QList<DayRow>> loadRows(Database &database, QDate from, QDate to)
{
    Result<Rows> rows = database.query(
        "day_record.rows",
        QString(QStringLiteral("SELECT ") + QLatin1String(kDayRecordColumns) +
                QStringLiteral(
                    ", p.number, p.full_name, p.kind, COALESCE(g.name, ''), "
                    "COALESCE(g.section, ''), COALESCE(d.name, ''), p.roll, "
                    "CASE WHEN r.status = 'leave' THEN COALESCE((SELECT MAX(t.counts_as_present) "
                    "FROM leave v JOIN leave_reason t ON t.code = v.type "
                    "WHERE v.person_id = r.person_id AND v.removed_utc = 0 AND v.day_from <= r.day "
                    "AND v.day_to >= r.day), 0) ELSE 0 END "
                    "FROM day_record r JOIN person p ON p.id = r.person_id "
                    "LEFT JOIN person_group g ON g.id = p.group_id LEFT JOIN raw_log l ON l.id = "
                    "r.in_log_id LEFT JOIN device d ON d.id = l.device_id "
                    "WHERE r.school_id = (SELECT MIN(id) FROM school) AND r.day >= ? AND r.day <= "
                    "? ORDER BY r.day, p.kind DESC, g.name, g.section, p.number")),
        {dayText(from), dayText(to)});
    if (!rows)
        return rows.error();
    QList<DayRow> list;
    while (rows->next())
        list.append(dayRowFrom(*rows));
    return list;
}

Result<QList<DirtyDay>> loadDirty(Database &database, const PersonDay &after, int limit)
{
    Result<Rows> rows = database.query(
        "dirty_day.next",
        QStringLiteral("SELECT person_id, day, stamp FROM dirty_day WHERE (person_id, day) > (?, "
                       "?) ORDER BY person_id, day LIMIT ?"),
        {after.person.value, dayText(after.day), limit});
    if (!rows)
        return rows.error();
    QList<DirtyDay> days;
    while (rows->next())
        days.append({{PersonId{rows->number(0)}, dayFromText(rows->ascii(1))}, rows->number(2)});
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
        const Result<bool> withUnmapped = tracksUnmapped(database);
        if (!withUnmapped)
            return withUnmapped.error();
        const qint64 stamp = newDirtyStamp();
        qint64 marked = 0;
        for (QDate day = qMax(from, *first); day <= qMin(to, today); day = day.addDays(1)) {
            const Result<qint64> added = markUnsettledDay(database, day, *withUnmapped, stamp);
            if (!added)
                return added;
            marked += *added;
        }
        return marked;
    });
}

Answer<qint64> SqlDayStore::mark(const QList<PersonDay> &days)
{
    return m_threads.write<qint64>([days](Database &database) -> Result<qint64> {
        const Result<> marked = markDays(database, days, "rebuild", newDirtyStamp());
        return marked ? Result<qint64>(days.size()) : marked.error();
    });
}

Answer<DayPage> SqlDayStore::knownDays(QDate from, QDate to, PersonId after, int people)
{
    // Not the reader of the tasks: both are wanted at the same time.
    return m_threads.read<DayPage>(
        [=](Database &database) { return loadKnownDays(database, from, to, after, people); });
}

Answer<QList<DayTask>> SqlDayStore::dirtyTasks(const PersonDay &after, int limit, WallTime now)
{
    return m_threads.readBehind<QList<DayTask>>([=](Database &database) -> Result<QList<DayTask>> {
        const Result<QList<DirtyDay>> days = loadDirty(database, after, limit);
        if (!days)
            return days.error();
        return loadDayTasks(database, *days, now);
    });
}

Answer<QList<DayTask>> SqlDayStore::tasks(const QList<PersonDay> &days, WallTime now)
{
    return m_threads.readLong<QList<DayTask>>([days, now](Database &database) {
        QList<DirtyDay> wanted;
        wanted.reserve(days.size());
        for (const PersonDay &day : days)
            wanted.append({day, 0});
        return loadDayTasks(database, wanted, now, Nearby::Always);
    });
}

Answer<qint64> SqlDayStore::save(const QList<DayChange> &changes, qint64 computedUtc)
{
    return m_threads.write<qint64>([changes, computedUtc](Database &database) -> Result<qint64> {
        const Result<qint64> school = schoolIdOf(database);
        if (!school)
            return school;
        Result<DaySaver> saver = DaySaver::prepare(database, *school, computedUtc);
        if (!saver)
            return saver.error();
        qint64 saved = 0;
        for (const DayChange &change : changes) {
            const Result<bool> current = saver->save(change);
            if (!current)
                return current.error();
            saved += *current ? 1 : 0;
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
