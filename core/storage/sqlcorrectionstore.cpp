// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqlcorrectionstore.h"

#include "core/domain/device.h"
#include "core/storage/factwork.h"

#include <QCoreApplication>

#include <map>
#include <utility>

namespace rollcall {

namespace {

constexpr auto kLastDay = "9999-12-31";

QString textOf(const CorrectionDraft &correction)
{
    QJsonObject object{{QStringLiteral("date"), dayText(correction.day)}};
    if (correction.status)
        object.insert(QStringLiteral("status"), statusWord(*correction.status));
    if (correction.in.isValid())
        object.insert(QStringLiteral("in"), correction.in.toString());
    if (correction.out.isValid())
        object.insert(QStringLiteral("out"), correction.out.toString());
    return jsonText(object);
}

/// Whose corrections of which day are read. An invalid person means everybody's.
struct Wanted
{
    PersonId person;
    QDate from;
    QDate to;

    QVariantList values() const
    {
        return {dayText(from), to.isValid() ? dayText(to) : QString::fromLatin1(kLastDay),
                person.value, person.value};
    }
};

QString statusSql()
{
    return QStringLiteral(
        "SELECT c.person_id, c.day, p.number, p.full_name, c.reason, c.author, c.created_utc, "
        "c.status FROM correction c JOIN person p ON p.id = c.person_id WHERE c.removed_utc = 0 "
        "AND c.day >= ? AND c.day <= ? AND (CAST(? AS BIGINT) <= 0 OR c.person_id = ?) "
        "ORDER BY c.day, p.number, c.id");
}

QString punchSql()
{
    return QStringLiteral(
        "SELECT c.person_id, c.day, p.number, p.full_name, c.reason, c.author, c.created_utc, "
        "c.direction, c.timestamp FROM manual_punch c JOIN person p ON p.id = c.person_id "
        "WHERE c.removed_utc = 0 AND c.day >= ? AND c.day <= ? "
        "AND (CAST(? AS BIGINT) <= 0 OR c.person_id = ?) ORDER BY c.day, p.number, c.id");
}

/// Puts the parts of a day together, by day, number and person.
class Collector
{
public:
    CorrectionRow &rowOf(const Rows &rows)
    {
        const PersonId person{rows.number(0)};
        CorrectionRow &row = m_rows[{rows.text(1), rows.text(2), person.value}];
        row.correction.person = person;
        row.correction.day = dayFromText(rows.text(1));
        row.number = rows.text(2);
        row.name = rows.text(3);
        if (rows.number(6) >= row.createdUtc) {
            row.reason = rows.text(4);
            row.author = rows.text(5);
            row.createdUtc = rows.number(6);
        }
        return row;
    }
    QList<CorrectionRow> take()
    {
        QList<CorrectionRow> list;
        for (auto &[key, row] : m_rows)
            list.append(std::move(row));
        return list;
    }

private:
    std::map<std::tuple<QString, QString, qint64>, CorrectionRow> m_rows;
};

Result<QList<CorrectionRow>> load(Database &database, const Wanted &wanted)
{
    Collector collector;
    Result<Rows> statuses = database.query("correction.list", statusSql(), wanted.values());
    if (!statuses)
        return statuses.error();
    while (statuses->next())
        collector.rowOf(*statuses).correction.status = statusFromWord(statuses->text(7));
    Result<Rows> punches = database.query("manual_punch.list", punchSql(), wanted.values());
    if (!punches)
        return punches.error();
    while (punches->next()) {
        CorrectionDraft &correction = collector.rowOf(*punches).correction;
        const bool isIn = directionFromWord(punches->text(7)) == Direction::In;
        (isIn ? correction.in : correction.out) = WallTime::parse(punches->text(8));
    }
    return collector.take();
}

Result<std::optional<CorrectionDraft>> present(Database &database, PersonId person, QDate day)
{
    const Result<QList<CorrectionRow>> rows = load(database, {person, day, day});
    if (!rows)
        return rows.error();
    return rows->isEmpty() ? std::optional<CorrectionDraft>()
                           : std::optional(rows->first().correction);
}

Result<> dropStatus(Database &database, const FactWork &work, PersonId person, QDate day)
{
    return withoutCount(database.execute(
        "correction.remove",
        QStringLiteral("UPDATE correction SET removed_utc = ? WHERE person_id = ? AND day = ? "
                       "AND removed_utc = 0"),
        {work.nowUtc(), person.value, dayText(day)}));
}

Result<> dropPunch(Database &database, const FactWork &work, const CorrectionDraft &correction,
                   Direction direction)
{
    return withoutCount(database.execute(
        "manual_punch.remove",
        QStringLiteral("UPDATE manual_punch SET removed_utc = ? WHERE person_id = ? AND day = ? "
                       "AND direction = ? AND removed_utc = 0"),
        {work.nowUtc(), correction.person.value, dayText(correction.day),
         directionWord(direction)}));
}

Result<> putStatus(Database &database, const FactWork &work, const CorrectionDraft &correction)
{
    if (!correction.status)
        return ok();
    const Result<> dropped = dropStatus(database, work, correction.person, correction.day);
    if (!dropped)
        return dropped;
    return withoutCount(database.execute(
        "correction.add",
        QStringLiteral("INSERT INTO correction (person_id, day, status, reason, author, "
                       "created_utc) VALUES (?, ?, ?, ?, ?, ?)"),
        {correction.person.value, dayText(correction.day), statusWord(*correction.status),
         work.decision().reason, work.decision().author, work.nowUtc()}));
}

Result<> putPunch(Database &database, const FactWork &work, const CorrectionDraft &correction,
                  Direction direction, WallTime at)
{
    if (!at.isValid())
        return ok();
    if (const Result<> dropped = dropPunch(database, work, correction, direction); !dropped)
        return dropped;
    return withoutCount(database.execute(
        "manual_punch.add",
        QStringLiteral("INSERT INTO manual_punch (person_id, day, timestamp, direction, reason, "
                       "author, created_utc) VALUES (?, ?, ?, ?, ?, ?, ?)"),
        {correction.person.value, dayText(correction.day), at.toString(), directionWord(direction),
         work.decision().reason, work.decision().author, work.nowUtc()}));
}

/// The day it was entered for, and those that its punches may belong to instead.
Result<> touch(Database &database, FactWork &work, const CorrectionDraft &correction)
{
    if (const Result<> marked = work.touchDay(correction.person, correction.day); !marked)
        return marked;
    const Result<bool> withDayBefore = dayChangeInUse(database);
    if (!withDayBefore)
        return withDayBefore.error();
    for (const WallTime at : {correction.in, correction.out}) {
        if (!at.isValid())
            continue;
        for (int back = 0; back <= (*withDayBefore ? 1 : 0); ++back) {
            const Result<> marked = work.touchDay(correction.person, at.date().addDays(-back));
            if (!marked)
                return marked;
        }
    }
    return ok();
}

Result<FactCounts> correctDay(Database &database, FactWork &work, const CorrectionDraft &correction)
{
    const Result<QString> number = personNumber(database, correction.person);
    if (!number)
        return number.error();
    const Result<std::optional<CorrectionDraft>> before =
        present(database, correction.person, correction.day);
    if (!before)
        return before.error();
    for (const Result<> &put :
         {putStatus(database, work, correction),
          putPunch(database, work, correction, Direction::In, correction.in),
          putPunch(database, work, correction, Direction::Out, correction.out)}) {
        if (!put)
            return put.error();
    }
    // A punch that was replaced may have belonged to another day than the new one.
    if (*before) {
        if (const Result<> marked = touch(database, work, **before); !marked)
            return marked.error();
    }
    if (const Result<> marked = touch(database, work, correction); !marked)
        return marked.error();
    work.noteChange();
    return work.done(QStringLiteral("correction.add"), *number,
                     *before ? textOf(**before) : QString(), textOf(correction));
}

Result<FactCounts> uncorrectDay(Database &database, FactWork &work, PersonId person, QDate day)
{
    const Result<QString> number = personNumber(database, person);
    if (!number)
        return number.error();
    const Result<std::optional<CorrectionDraft>> before = present(database, person, day);
    if (!before)
        return before.error();
    if (!*before)
        return errors::notFound(
            QCoreApplication::translate("rollcall::Storage",
                                        "The day %1 of %2 has no correction. Nothing was changed.")
                .arg(dayText(day), *number));
    for (const Result<> &dropped : {dropStatus(database, work, person, day),
                                    dropPunch(database, work, **before, Direction::In),
                                    dropPunch(database, work, **before, Direction::Out)}) {
        if (!dropped)
            return dropped.error();
    }
    if (const Result<> marked = touch(database, work, **before); !marked)
        return marked.error();
    work.noteChange();
    return work.done(QStringLiteral("correction.remove"), *number, textOf(**before), {});
}

} // namespace

Answer<QList<CorrectionRow>> SqlCorrectionStore::corrections(QDate from, QDate to)
{
    return m_threads.readLong<QList<CorrectionRow>>([from, to](Database &database) {
        return load(database, {PersonId{}, from, to});
    });
}

Answer<FactCounts> SqlCorrectionStore::correct(const CorrectionDraft &correction,
                                               const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        FactWork work(database, now, decision);
        return correctDay(database, work, correction);
    });
}

Answer<FactCounts> SqlCorrectionStore::uncorrect(PersonId person, QDate day,
                                                 const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        FactWork work(database, now, decision);
        return uncorrectDay(database, work, person, day);
    });
}

} // namespace rollcall
