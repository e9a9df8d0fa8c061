// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqltimingstore.h"

#include "core/rules/policyresolver.h"
#include "core/storage/factwork.h"
#include "core/storage/sqlaudit.h"
#include "core/storage/timingrows.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

Error gone()
{
    return errors::notFound(QCoreApplication::translate(
        "rollcall::Storage", "This timing is no longer there. Nothing was changed. Look at the "
                             "list again."));
}

QString weekdaysText(const QList<int> &weekdays)
{
    QStringList words;
    for (const int weekday : weekdays)
        words.append(QString::number(weekday));
    return words.join(u' ');
}

QString textOf(const TimingAssignment &assignment)
{
    return jsonText({{QStringLiteral("scope"), scopeWord(scopeOf(assignment))},
                     {QStringLiteral("group"), assignment.group.value},
                     {QStringLiteral("person"), assignment.person.value},
                     {QStringLiteral("weekdays"), weekdaysText(assignment.weekdays)},
                     {QStringLiteral("from"), dayText(assignment.from)},
                     {QStringLiteral("to"), dayText(assignment.to)},
                     {QStringLiteral("settings"), assignment.settings}});
}

TouchedDays touchedBy(const TimingAssignment &assignment)
{
    return {assignment.from,  assignment.to,     Audience::Everybody,
            assignment.group, assignment.person, assignment.weekdays};
}

constexpr auto kColumns = "id, person_id, group_id, weekdays, date_from, date_to, body";

AssignmentRow assignmentFrom(const Rows &rows)
{
    AssignmentRow row;
    row.id = AssignmentId{rows.number(0)};
    TimingAssignment &assignment = row.assignment;
    assignment.person = PersonId{rows.number(1)};
    assignment.group = GroupId{rows.number(2)};
    for (const QString &weekday : rows.text(3).split(u' ', Qt::SkipEmptyParts))
        assignment.weekdays.append(weekday.toInt());
    assignment.from = dayFromText(rows.text(4));
    assignment.to = dayFromText(rows.text(5));
    assignment.settings = jsonFromText(rows.text(6));
    return row;
}

Result<FactCounts> removeTimingOf(Database &database, FactWork &work, QDate validFrom)
{
    const Result<TimingPlace> found = TimingPlace::find(database, validFrom);
    if (!found)
        return found.error();
    if (!found->itself)
        return gone();
    // Before it goes: whether neighbouring days share punches may hang on it.
    if (const Result<> marked = work.touchSettings(found->days(), found->keys()); !marked)
        return marked.error();
    const Result<qint64> removed =
        database.execute("timing.remove", QStringLiteral("DELETE FROM timing WHERE valid_from = ?"),
                         {dayText(validFrom)});
    if (!removed)
        return removed.error();
    work.noteChange();
    return work.done(QStringLiteral("timing.remove"), dayText(validFrom),
                     jsonText(found->itself->settings), {});
}

Result<> add(Database &database, FactWork &work, qint64 school, const TimingAssignment &assignment)
{
    const SettingScope scope = scopeOf(assignment);
    const Result<qint64> added = database.execute(
        "timing_assignment.add",
        QStringLiteral("INSERT INTO timing_assignment (school_id, position, scope, group_id, "
                       "person_id, weekdays, date_from, date_to, body) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {school, static_cast<int>(scope), scopeWord(scope), assignment.group.value,
         assignment.person.value, weekdaysText(assignment.weekdays), dayText(assignment.from),
         dayText(assignment.to), jsonText(assignment.settings)});
    if (!added)
        return added.error();
    work.noteChange();
    return work.touchSettings(touchedBy(assignment), assignment.settings);
}

} // namespace

Answer<FactCounts> SqlTimingStore::removeTiming(QDate validFrom, const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        FactWork work(database, now, decision);
        return removeTimingOf(database, work, validFrom);
    });
}

Answer<QList<AssignmentRow>> SqlTimingStore::assignments()
{
    return m_threads.read<QList<AssignmentRow>>(
        [](Database &database) -> Result<QList<AssignmentRow>> {
            Result<Rows> rows = database.query(
                "timing_assignment.list",
                QStringLiteral("SELECT %1 FROM timing_assignment ORDER BY position, id")
                    .arg(QLatin1String(kColumns)));
            if (!rows)
                return rows.error();
            QList<AssignmentRow> list;
            while (rows->next())
                list.append(assignmentFrom(*rows));
            return list;
        });
}

Answer<FactCounts> SqlTimingStore::addAssignments(const QList<TimingAssignment> &assignments,
                                                  const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        const Result<qint64> school = schoolIdOf(database);
        if (!school)
            return school.error();
        FactWork work(database, now, decision);
        QStringList scopes;
        QStringList texts;
        for (const TimingAssignment &assignment : assignments) {
            if (const Result<> added = add(database, work, *school, assignment); !added)
                return added.error();
            scopes.append(scopeWord(scopeOf(assignment)));
            texts.append(textOf(assignment));
        }
        return work.done(QStringLiteral("timing_assignment.add"), scopes.join(u' '), {},
                         texts.join(u'\n'));
    });
}

Answer<QList<GroupRow>> SqlTimingStore::groups()
{
    return m_threads.read<QList<GroupRow>>([](Database &database) -> Result<QList<GroupRow>> {
        Result<Rows> rows = database.query(
            "group.list",
            QStringLiteral("SELECT id, name, section FROM person_group ORDER BY name, section"));
        if (!rows)
            return rows.error();
        QList<GroupRow> list;
        while (rows->next())
            list.append({GroupId{rows->number(0)}, rows->text(1), rows->text(2)});
        return list;
    });
}

Answer<FactCounts> SqlTimingStore::removeAssignment(AssignmentId assignment,
                                                    const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        FactWork work(database, now, decision);
        Result<Rows> rows =
            database.query("timing_assignment.one",
                           QStringLiteral("SELECT %1 FROM timing_assignment WHERE id = ?")
                               .arg(QLatin1String(kColumns)),
                           {assignment.value});
        if (!rows)
            return rows.error();
        if (!rows->next())
            return gone();
        const TimingAssignment present = assignmentFrom(*rows).assignment;
        // Before it goes: whether neighbouring days share punches may hang on it.
        if (const Result<> marked = work.touchSettings(touchedBy(present), present.settings);
            !marked)
            return marked.error();
        const Result<qint64> removed = database.execute(
            "timing_assignment.remove",
            QStringLiteral("DELETE FROM timing_assignment WHERE id = ?"), {assignment.value});
        if (!removed)
            return removed.error();
        work.noteChange();
        return work.done(QStringLiteral("timing_assignment.remove"), scopeWord(scopeOf(present)),
                         textOf(present), {});
    });
}

} // namespace rollcall
