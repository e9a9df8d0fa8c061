// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/personmarks.h"

#include "core/rules/policyresolver.h"
#include "core/storage/dayfacts_p.h"
#include "core/storage/dirtymarks.h"
#include "core/storage/sqltext.h"

#include <algorithm>

namespace rollcall {

namespace {

bool isEnrolled(const Person &person, QDate day)
{
    return (person.enrolledFrom.isNull() || person.enrolledFrom <= day) &&
           (person.enrolledTo.isNull() || day <= person.enrolledTo);
}

/// True when the settings of @p group have a say on the day or next to it.
bool isTouched(const QList<TimingAssignment> &assignments, GroupId group, QDate day)
{
    const auto says = [&](const TimingAssignment &assignment) {
        if (!group.isValid() || assignment.group != group)
            return false;
        return appliesTo(assignment, assignment.person, group, day.addDays(-1)) ||
               appliesTo(assignment, assignment.person, group, day) ||
               appliesTo(assignment, assignment.person, group, day.addDays(1));
    };
    return std::any_of(assignments.begin(), assignments.end(), says);
}

} // namespace

PersonMarks::PersonMarks(Database &database)
    : m_database(database)
    , m_stamp(newDirtyStamp())
{}

Result<qint64> PersonMarks::mark(const PersonRow &before, const PersonRow &after)
{
    const bool hasOtherSpan = before.person.enrolledFrom != after.person.enrolledFrom ||
                              before.person.enrolledTo != after.person.enrolledTo;
    const bool hasOtherGroup = before.group != after.group;
    if (!hasOtherSpan && !hasOtherGroup)
        return 0;
    if (hasOtherGroup) {
        if (const Result<> loaded = loadAssignments(); !loaded)
            return loaded.error();
    }
    const Result<QList<QDate>> days = daysOf(after.person.id);
    if (!days)
        return days.error();
    qint64 marked = 0;
    for (const QDate day : *days) {
        const bool isOther = isEnrolled(before.person, day) != isEnrolled(after.person, day);
        const bool isOtherRule = hasOtherGroup && (isTouched(*m_assignments, before.group, day) ||
                                                   isTouched(*m_assignments, after.group, day));
        if (!isOther && !isOtherRule)
            continue;
        const Result<> done =
            markDay(m_database, after.person.id.value, day, false, "person", m_stamp);
        if (!done)
            return done.error();
        ++marked;
    }
    return marked;
}

Result<> PersonMarks::loadAssignments()
{
    if (m_assignments)
        return ok();
    const Result<SchoolFacts> facts = loadSchoolFacts(m_database, {}, {});
    if (!facts)
        return facts.error();
    m_assignments = facts->assignments;
    return ok();
}

Result<QList<QDate>> PersonMarks::daysOf(PersonId person)
{
    // A day that is marked already may be under way with the facts of before; a new stamp makes it
    // be computed again.
    Result<Rows> rows = m_database.query(
        "person.days",
        QStringLiteral("SELECT day FROM day_record WHERE person_id = ? UNION "
                       "SELECT day FROM log_outcome WHERE person_id = ? UNION "
                       "SELECT day FROM dirty_day WHERE person_id = ? UNION "
                       "SELECT day FROM correction WHERE person_id = ? AND removed_utc = 0 UNION "
                       "SELECT substr(timestamp, 1, 10) FROM manual_punch WHERE person_id = ? "
                       "AND removed_utc = 0"),
        QVariantList(5, person.value));
    if (!rows)
        return rows.error();
    QList<QDate> days;
    while (rows->next())
        days.append(dayFromText(rows->text(0)));
    return days;
}

} // namespace rollcall
