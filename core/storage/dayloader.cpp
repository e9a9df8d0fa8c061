// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/dayloader.h"

#include "core/rules/policyresolver.h"
#include "core/storage/dayfacts_p.h"

namespace rollcall {

namespace {

bool appliesTo(const QString &scope, PersonKind kind)
{
    return scope == u"all" || scope == kindWord(kind);
}

OffDay offDay(const SchoolFacts &school, QDate day, PersonKind kind)
{
    for (const SchoolFacts::Holiday &holiday : school.holidays) {
        if (holiday.day == day && appliesTo(holiday.appliesTo, kind))
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
    input.tracked = person.corrections.contains(input.day);
    for (const UserMapping &mapping : person.mappings) {
        if (!mapping.isValidOn(input.day))
            continue;
        input.tracked = true;
        const SchoolFacts::DeviceFacts device = school.devices.value(mapping.device.value);
        if (!device.active)
            continue;
        const bool heardThatDay = device.syncMark.isValid() && device.syncMark.date() >= input.day;
        if (device.countsAsRead && heardThatDay)
            continue;
        input.syncMarks.append(device.syncMark);
    }
    for (auto it = person.punches.cbegin(); it != person.punches.cend() && !input.tracked; ++it)
        input.tracked = it->manual && it->at.date() == input.day;
}

DayInput makeInput(const DirtyDay &dirty, const PersonFacts &person, const SchoolFacts &school,
                   PolicyResolver &resolver, WallTime now)
{
    DayInput input;
    input.person = PersonId{dirty.person};
    input.day = dirty.day;
    input.kind = person.kind;
    input.enrolledFrom = person.enrolledFrom;
    input.enrolledTo = person.enrolledTo;
    const auto settingsOn = [&](QDate day) {
        return resolver.settingsFor(input.person, person.group, day);
    };
    input.settingsBefore = settingsOn(dirty.day.addDays(-1));
    input.settings = settingsOn(dirty.day);
    input.settingsAfter = settingsOn(dirty.day.addDays(1));
    for (int offset = -1; offset <= 1; ++offset)
        input.punches += person.punches.values(dirty.day.addDays(offset));
    input.off = offDay(school, dirty.day, person.kind);
    if (person.leaves.contains(dirty.day))
        input.leave = person.leaves.value(dirty.day);
    if (person.corrections.contains(dirty.day))
        input.correction = person.corrections.value(dirty.day);
    if (person.locks.contains(dirty.day))
        input.locked = person.locks.value(dirty.day);
    else if (school.lockedMonths.contains(QDate(dirty.day.year(), dirty.day.month(), 1)))
        input.locked = DayLock{}; // a closed month stays without the records it did not have
    input.dayClosed = school.closedDays.contains(dirty.day);
    input.now = now;
    input.dirtyStamp = dirty.stamp;
    addTracking(input, person, school);
    return input;
}

} // namespace

Result<QList<DayInput>> loadDayInputs(Database &database, const QList<DirtyDay> &days, WallTime now)
{
    if (days.isEmpty())
        return QList<DayInput>();
    QSet<qint64> persons;
    QDate from = days.first().day;
    QDate to = from;
    for (const DirtyDay &day : days) {
        persons.insert(day.person);
        from = qMin(from, day.day);
        to = qMax(to, day.day);
    }
    const Result<SchoolFacts> school = loadSchoolFacts(database, from, to);
    if (!school)
        return school.error();
    const Result<QHash<qint64, PersonFacts>> people =
        loadPersonFacts(database, persons, from, to, *school);
    if (!people)
        return people.error();
    PolicyResolver resolver(school->timings, school->assignments);
    QList<DayInput> inputs;
    inputs.reserve(days.size());
    for (const DirtyDay &day : days)
        inputs.append(makeInput(day, people->value(day.person), *school, resolver, now));
    return inputs;
}

} // namespace rollcall
