// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/dayloader.h"

#include "core/rules/policyresolver.h"
#include "core/storage/dayfacts_p.h"

#include <algorithm>

namespace rollcall {

namespace {

bool appliesTo(const QString &scope, PersonKind kind)
{
    return scope == u"all" || scope == kindWord(kind);
}

OffDay offDay(const SchoolFacts &school, QDate day, PersonKind kind)
{
    for (auto it = school.holidays.constFind(day); it != school.holidays.cend() && it.key() == day;
         ++it) {
        if (appliesTo(*it, kind))
            return OffDay::Holiday;
    }
    for (const SchoolFacts::WeeklyOff &off : school.weeklyOff) {
        const bool inForce = (!off.validFrom.isValid() || off.validFrom <= day) &&
                             (!off.validTo.isValid() || day <= off.validTo);
        if (off.weekday == day.dayOfWeek() && inForce && appliesTo(off.appliesTo, kind))
            return OffDay::WeeklyOff;
    }
    return OffDay::None;
}

/// Sets whether the person is tracked that day and whose sync it waits for (attendance-rules.md,
/// section 8).
void addTracking(DayInput &input, const PersonFacts &person, const SchoolFacts &school)
{
    input.tracked = input.correction.has_value();
    for (const UserMapping &mapping : person.mappings) {
        if (!mapping.isValidOn(input.day))
            continue;
        input.tracked = true;
        const auto device = school.devices.constFind(mapping.device.value);
        if (device == school.devices.cend() || !device->active)
            continue;
        const WallTime mark = device->syncMark;
        if (device->countsAsRead && mark.isValid() && mark >= WallTime::startOf(input.day))
            continue; // heard from on that day, or later
        input.syncMarks.append(mark);
    }
}

template <typename T>
void takeFrom(const QHash<QDate, T> &facts, QDate day, std::optional<T> &into)
{
    const auto found = facts.constFind(day);
    if (found != facts.cend())
        into = *found;
}

/// Makes the tasks of one person after the other; neighbouring days share their settings.
class TaskMaker
{
public:
    TaskMaker(const SchoolFacts &school, WallTime now, Nearby nearby)
        : m_school(school)
        , m_resolver(school.timings, school.assignments)
        , m_now(now)
        , m_nearby(nearby)
    {}

    DayTask make(const DirtyDay &dirty, const PersonFacts &person)
    {
        const QDate day = dirty.key.day;
        DayTask task;
        DayInput &input = task.input;
        input.person = dirty.key.person;
        input.day = day;
        input.kind = person.kind;
        input.group = person.group;
        input.enrolledFrom = person.enrolledFrom;
        input.enrolledTo = person.enrolledTo;
        addSettings(input);
        addPunches(input, person);
        input.off = offDay(m_school, day, person.kind);
        takeFrom(person.leaves, day, input.leave);
        takeFrom(person.corrections, day, input.correction);
        takeFrom(person.locks, day, input.locked);
        if (!input.locked && m_school.lockedMonths.contains(QDate(day.year(), day.month(), 1)))
            input.locked = DayLock{}; // a closed month stays without the records it did not have
        input.dayClosed = m_school.closedDays.contains(day);
        input.now = m_now;
        input.dirtyStamp = dirty.stamp;
        addTracking(input, person, m_school);
        const auto stored = person.stored.constFind(day);
        if (stored != person.stored.cend())
            task.stored = *stored;
        return task;
    }

private:
    void addSettings(DayInput &input)
    {
        const bool follows = m_last.person == input.person && m_last.day.addDays(1) == input.day;
        const auto settingsOn = [&](QDate day) {
            return m_resolver.settingsFor(input.person, input.group, day);
        };
        input.settingsBefore = follows ? m_last.settings : settingsOn(input.day.addDays(-1));
        input.settings = follows ? m_last.settingsAfter : settingsOn(input.day);
        input.settingsAfter = settingsOn(input.day.addDays(1));
        m_last = {input.person, input.day, input.settings, input.settingsAfter};
    }

    void addPunches(DayInput &input, const PersonFacts &person) const
    {
        const bool fromMidnight = input.settingsBefore.policy().minutes().dayBegins == 0 &&
                                  input.settings.policy().minutes().dayBegins == 0 &&
                                  input.settingsAfter.policy().minutes().dayBegins == 0;
        const int more = fromMidnight && m_nearby == Nearby::AsNeeded ? 0 : 1;
        const auto at = [&](QDate day) {
            return std::lower_bound(
                person.punches.cbegin(), person.punches.cend(), WallTime::startOf(day),
                [](const Punch &punch, WallTime wanted) { return punch.at < wanted; });
        };
        const auto begin = at(input.day.addDays(-more));
        const auto end = at(input.day.addDays(more + 1));
        input.punches = QList<Punch>(begin, end);
    }

    struct Last
    {
        PersonId person;
        QDate day;
        DaySettings settings;
        DaySettings settingsAfter;
    };

    const SchoolFacts &m_school;
    PolicyResolver m_resolver;
    const WallTime m_now;
    const Nearby m_nearby;
    Last m_last;
};

QList<PersonSpan> spansOf(const QList<DirtyDay> &days)
{
    QList<PersonSpan> spans;
    for (const DirtyDay &day : days) {
        if (spans.isEmpty() || spans.last().person != day.key.person.value)
            spans.append({day.key.person.value, day.key.day, day.key.day});
        else
            spans.last().to = day.key.day;
    }
    return spans;
}

} // namespace

Result<QList<DayTask>> loadDayTasks(Database &database, const QList<DirtyDay> &days, WallTime now,
                                    Nearby nearby)
{
    if (days.isEmpty())
        return QList<DayTask>();
    const auto [from, to] =
        std::minmax_element(days.cbegin(), days.cend(), [](const DirtyDay &a, const DirtyDay &b) {
            return a.key.day < b.key.day;
        });
    const Result<SchoolFacts> school = loadSchoolFacts(database, from->key.day, to->key.day);
    if (!school)
        return school.error();
    const Result<PeopleFacts> people = loadPersonFacts(database, spansOf(days), *school);
    if (!people)
        return people.error();
    TaskMaker maker(*school, now, nearby);
    QList<DayTask> tasks;
    tasks.reserve(days.size());
    for (const DirtyDay &day : days)
        tasks.append(maker.make(day, people->constFind(day.key.person.value).value()));
    return tasks;
}

} // namespace rollcall
