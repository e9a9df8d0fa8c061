// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqllockstore.h"

#include "core/storage/dayrecordrow.h"
#include "core/storage/factwork.h"
#include "core/storage/lockedrecord.h"
#include "core/storage/sqlaudit.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

QString monthText(QDate month)
{
    return month.toString(QStringLiteral("yyyy-MM"));
}

QDate lastDayOf(QDate month)
{
    return month.addMonths(1).addDays(-1);
}

/// Keeps each record of the month as it is. A day that was locked alone before stays as it was
/// then.
Result<qint64> freeze(Database &database, qint64 school, QDate month, qint64 nowUtc,
                      const QString &author)
{
    QList<DayRecord> records;
    {
        Result<Rows> rows = database.query(
            "day_record.of_month",
            QStringLiteral("SELECT %1 FROM day_record r WHERE r.day >= ? AND r.day <= ?")
                .arg(QLatin1String(kDayRecordColumns)),
            {dayText(month), dayText(lastDayOf(month))});
        if (!rows)
            return rows.error();
        while (rows->next())
            records.append(dayRecordFrom(*rows));
    }
    Result<Statement> insert = database.statement(
        "day_lock.add",
        QStringLiteral("INSERT INTO day_lock (school_id, locked_by, locked_utc, person_id, day, "
                       "record) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (person_id, day) DO "
                       "NOTHING"));
    if (!insert)
        return insert.error();
    insert->bind(0, school);
    insert->bind(1, author);
    insert->bind(2, nowUtc);
    qint64 frozen = 0;
    for (DayRecord &record : records) {
        record.flags.setFlag(DayFlag::ChangeWaiting, false);
        insert->bind(3, record.person.value);
        insert->bind(4, dayText(record.day));
        insert->bind(5, jsonText(lockedRecordToJson(record)));
        const Result<qint64> added = insert->run();
        if (!added)
            return added;
        frozen += *added;
    }
    return frozen;
}

Result<QList<LockedMonth>> loadMonths(Database &database)
{
    Result<Rows> rows = database.query(
        "month_lock.list",
        QStringLiteral("SELECT m.month, m.author, m.created_utc, (SELECT COUNT(*) FROM day_lock l "
                       "WHERE substr(l.day, 1, 7) = m.month), (SELECT COUNT(*) FROM day_record r "
                       "WHERE substr(r.day, 1, 7) = m.month AND (r.flags & %1) <> 0) "
                       "FROM month_lock m WHERE m.removed_utc = 0 ORDER BY m.month")
            .arg(static_cast<unsigned>(DayFlag::ChangeWaiting)));
    if (!rows)
        return rows.error();
    QList<LockedMonth> months;
    while (rows->next())
        months.append({dayFromText(rows->text(0) + QStringLiteral("-01")), rows->text(1),
                       rows->number(2), rows->number(3), rows->number(4)});
    return months;
}

} // namespace

Answer<QList<LockedMonth>> SqlLockStore::months()
{
    return m_threads.readLong<QList<LockedMonth>>(loadMonths);
}

Answer<FactCounts> SqlLockStore::lockMonth(QDate month, const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        const Result<qint64> school = schoolIdOf(database);
        if (!school)
            return school.error();
        FactWork work(database, now, decision);
        const Result<qint64> locked = database.execute(
            "month_lock.add",
            QStringLiteral("INSERT INTO month_lock (school_id, month, author, reason, "
                           "created_utc) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"),
            {*school, monthText(month), decision.author, decision.reason, now});
        if (!locked)
            return locked.error();
        if (*locked == 0) {
            work.noteUnchanged();
            return work.done(QStringLiteral("month.lock"), {}, {}, {});
        }
        const Result<qint64> frozen = freeze(database, *school, month, now, decision.author);
        if (!frozen)
            return frozen.error();
        work.noteChange();
        return work.done(QStringLiteral("month.lock"), monthText(month), {},
                         jsonText({{QStringLiteral("records"), *frozen}}));
    });
}

Answer<FactCounts> SqlLockStore::unlockMonth(QDate month, const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        FactWork work(database, now, decision);
        const Result<qint64> unlocked =
            database.execute("month_lock.remove",
                             QStringLiteral("UPDATE month_lock SET removed_utc = ? WHERE month = ? "
                                            "AND removed_utc = 0"),
                             {now, monthText(month)});
        if (!unlocked)
            return unlocked.error();
        if (*unlocked == 0)
            return errors::notFound(
                QCoreApplication::translate("rollcall::Storage",
                                            "The month %1 is not locked. Nothing was changed.")
                    .arg(monthText(month)));
        const Result<qint64> thawed = database.execute(
            "day_lock.remove", QStringLiteral("DELETE FROM day_lock WHERE day >= ? AND day <= ?"),
            {dayText(month), dayText(lastDayOf(month))});
        if (!thawed)
            return thawed.error();
        if (const Result<> marked = work.touchAll(month, lastDayOf(month)); !marked)
            return marked.error();
        work.noteChange();
        return work.done(QStringLiteral("month.unlock"), monthText(month),
                         jsonText({{QStringLiteral("records"), *thawed}}), {});
    });
}

} // namespace rollcall
