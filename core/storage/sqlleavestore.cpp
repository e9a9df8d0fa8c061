// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqlleavestore.h"

#include "core/storage/factwork.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

constexpr auto kLastDay = "9999-12-31";

Leave leaveFrom(const Rows &rows)
{
    return {LeaveId{rows.number(0)},
            PersonId{rows.number(1)},
            dayFromText(rows.text(2)),
            dayFromText(rows.text(3)),
            leavePartFromWord(rows.text(4)).value_or(LeavePart::Full),
            rows.text(5)};
}

QString textOf(const Leave &leave)
{
    return jsonText({{QStringLiteral("from"), dayText(leave.from)},
                     {QStringLiteral("to"), dayText(leave.to)},
                     {QStringLiteral("part"), leavePartWord(leave.part)},
                     {QStringLiteral("reason"), leave.reason}});
}

QString textOf(const LeaveReason &reason)
{
    return jsonText({{QStringLiteral("name"), reason.name},
                     {QStringLiteral("excused"), reason.excused},
                     {QStringLiteral("counts_as_present"), reason.countsAsPresent},
                     {QStringLiteral("offered"), reason.offered}});
}

Result<QList<Leave>> leavesAt(Database &database, const Leave &wanted)
{
    Result<Rows> rows = database.query(
        "leave.at",
        QStringLiteral("SELECT id, person_id, day_from, day_to, part, type FROM leave "
                       "WHERE removed_utc = 0 AND person_id = ? AND day_from <= ? "
                       "AND day_to >= ?"),
        {wanted.person.value, dayText(wanted.to), dayText(wanted.from)});
    if (!rows)
        return rows.error();
    QList<Leave> leaves;
    while (rows->next())
        leaves.append(leaveFrom(*rows));
    return leaves;
}

Result<> addLeave(Database &database, FactWork &work, const Leave &wanted, const QString &number)
{
    const Result<QList<Leave>> present = leavesAt(database, wanted);
    if (!present)
        return present.error();
    for (const Leave &leave : *present) {
        Leave same = wanted;
        same.id = leave.id;
        if (leave != same)
            return errors::conflict(
                QCoreApplication::translate(
                    "rollcall::Storage",
                    "%1 has another leave from %2 to %3 already. Nothing was changed. Remove that "
                    "one first, or give days that do not overlap.")
                    .arg(number, dayText(leave.from), dayText(leave.to)));
        work.noteUnchanged();
        return ok();
    }
    const Result<qint64> added = database.execute(
        "leave.add",
        QStringLiteral("INSERT INTO leave (person_id, day_from, day_to, part, type) "
                       "VALUES (?, ?, ?, ?, ?)"),
        {wanted.person.value, dayText(wanted.from), dayText(wanted.to), leavePartWord(wanted.part),
         wanted.reason});
    if (!added)
        return added.error();
    work.noteChange();
    return work.touchRecords({wanted.from, wanted.to, Audience::Everybody, {}, wanted.person});
}

Result<std::optional<LeaveReason>> reasonOf(Database &database, const QString &code)
{
    Result<Rows> rows = database.query(
        "leave_reason.one",
        QStringLiteral("SELECT code, name, excused, counts_as_present, offered FROM leave_reason "
                       "WHERE code = ?"),
        {code});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<LeaveReason>();
    return std::optional(
        LeaveReason{rows->text(0), rows->text(1), rows->flag(2), rows->flag(3), rows->flag(4)});
}

} // namespace

Answer<QList<Leave>> SqlLeaveStore::leaves(QDate from, QDate to)
{
    return m_threads.readLong<QList<Leave>>([from, to](Database &database) -> Result<QList<Leave>> {
        Result<Rows> rows = database.query(
            "leave.list",
            QStringLiteral("SELECT id, person_id, day_from, day_to, part, type FROM leave "
                           "WHERE removed_utc = 0 AND day_to >= ? AND day_from <= ? "
                           "ORDER BY day_from, person_id, id"),
            {dayText(from), to.isValid() ? dayText(to) : QString::fromLatin1(kLastDay)});
        if (!rows)
            return rows.error();
        QList<Leave> list;
        while (rows->next())
            list.append(leaveFrom(*rows));
        return list;
    });
}

Answer<FactCounts> SqlLeaveStore::addLeaves(const QList<Leave> &leaves, const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        FactWork work(database, now, decision);
        QStringList numbers;
        QStringList texts;
        for (const Leave &leave : leaves) {
            const Result<QString> number = personNumber(database, leave.person);
            if (!number)
                return number.error();
            if (const Result<> added = addLeave(database, work, leave, *number); !added)
                return added.error();
            numbers.append(*number);
            texts.append(textOf(leave));
        }
        return work.done(QStringLiteral("leave.add"), numbers.join(u' '), {}, texts.join(u'\n'));
    });
}

Answer<FactCounts> SqlLeaveStore::removeLeave(LeaveId leave, const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        FactWork work(database, now, decision);
        Result<Rows> rows = database.query(
            "leave.one",
            QStringLiteral("SELECT id, person_id, day_from, day_to, part, type FROM leave "
                           "WHERE id = ? AND removed_utc = 0"),
            {leave.value});
        if (!rows)
            return rows.error();
        if (!rows->next())
            return errors::notFound(QCoreApplication::translate(
                "rollcall::Storage", "This leave is no longer there. Nothing was changed. Look at "
                                     "the list again."));
        const Leave present = leaveFrom(*rows);
        const Result<qint64> removed = database.execute(
            "leave.remove", QStringLiteral("UPDATE leave SET removed_utc = ? WHERE id = ?"),
            {now, leave.value});
        if (!removed)
            return removed.error();
        const Result<QString> number = personNumber(database, present.person);
        if (!number)
            return number.error();
        const TouchedDays touched{
            present.from, present.to, Audience::Everybody, {}, present.person};
        if (const Result<> marked = work.touchRecords(touched); !marked)
            return marked.error();
        work.noteChange();
        return work.done(QStringLiteral("leave.remove"), *number, textOf(present), {});
    });
}

Answer<QList<LeaveReason>> SqlLeaveStore::reasons()
{
    return m_threads.read<QList<LeaveReason>>([](Database &database) -> Result<QList<LeaveReason>> {
        Result<Rows> rows =
            database.query("leave_reason.list",
                           QStringLiteral("SELECT code, name, excused, counts_as_present, offered "
                                          "FROM leave_reason ORDER BY position, code"));
        if (!rows)
            return rows.error();
        QList<LeaveReason> list;
        while (rows->next())
            list.append(
                {rows->text(0), rows->text(1), rows->flag(2), rows->flag(3), rows->flag(4)});
        return list;
    });
}

Answer<FactCounts> SqlLeaveStore::saveReason(const LeaveReason &reason, const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        FactWork work(database, now, decision);
        const Result<std::optional<LeaveReason>> present = reasonOf(database, reason.code);
        if (!present)
            return present.error();
        if (*present == reason) {
            work.noteUnchanged();
            return work.done(QStringLiteral("leave_reason.save"), {}, {}, {});
        }
        const Result<qint64> saved = database.execute(
            "leave_reason.save",
            QStringLiteral(
                "INSERT INTO leave_reason (code, name, position, excused, counts_as_present, "
                "offered) SELECT CAST(? AS TEXT), CAST(? AS TEXT), COALESCE(MAX(position), 0) + 1, "
                "CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT) FROM leave_reason "
                "WHERE 1 = 1 ON CONFLICT (code) DO UPDATE SET name = excluded.name, "
                "excused = excluded.excused, counts_as_present = excluded.counts_as_present, "
                "offered = excluded.offered"),
            {reason.code, reason.name, reason.excused ? 1 : 0, reason.countsAsPresent ? 1 : 0,
             reason.offered ? 1 : 0});
        if (!saved)
            return saved.error();
        work.noteChange();
        return work.done(QStringLiteral("leave_reason.save"), reason.code,
                         *present ? textOf(**present) : QString(), textOf(reason));
    });
}

} // namespace rollcall
