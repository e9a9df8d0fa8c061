// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/policyresolver.h"

#include <algorithm>

namespace rollcall {

namespace {

/// Far more than a school has; a bound all the same.
constexpr qsizetype kRememberedJoins = 4096;

} // namespace

PolicyResolver::PolicyResolver(QList<Timing> timings, QList<TimingAssignment> assignments)
    : m_timings(std::move(timings))
    , m_assignments(std::move(assignments))
{
    std::stable_sort(
        m_timings.begin(), m_timings.end(),
        [](const Timing &left, const Timing &right) { return left.validFrom < right.validFrom; });
}

DaySettings PolicyResolver::settingsFor(PersonId person, GroupId group, QDate day)
{
    Fitting fitting{timingOf(day)};
    for (qsizetype i = 0; i < m_assignments.size(); ++i) {
        if (appliesTo(m_assignments.at(i), person, group, day))
            fitting.append(i);
    }
    if (m_joined.size() > kRememberedJoins)
        m_joined.clear();
    auto found = m_joined.find(fitting);
    if (found == m_joined.end())
        found = m_joined.insert(fitting, joined(fitting));
    return *found;
}

DaySettings PolicyResolver::joined(const Fitting &fitting) const
{
    QList<SettingLayer> layers;
    if (fitting.first() >= 0) {
        const Timing &timing = m_timings.at(fitting.first());
        layers.append({{SettingScope::School, timing.validFrom, {}, {}}, timing.settings});
    }
    for (qsizetype i = 1; i < fitting.size(); ++i) {
        const TimingAssignment &assignment = m_assignments.at(fitting.at(i));
        layers.append({{scopeOf(assignment), assignment.from, assignment.to, assignment.weekdays},
                       assignment.settings});
    }
    return DaySettings(layers);
}

qsizetype PolicyResolver::timingOf(QDate day) const
{
    const auto after = std::upper_bound(
        m_timings.begin(), m_timings.end(), day,
        [](QDate wanted, const Timing &timing) { return wanted < timing.validFrom; });
    const qsizetype index = std::distance(m_timings.begin(), after) - 1;
    // A day before the first timing takes the first one.
    return index < 0 && !m_timings.isEmpty() ? 0 : index;
}

bool appliesTo(const TimingAssignment &assignment, PersonId person, GroupId group, QDate day)
{
    return (!assignment.person.isValid() || assignment.person == person) &&
           (!assignment.group.isValid() || assignment.group == group) &&
           (assignment.weekdays.isEmpty() || assignment.weekdays.contains(day.dayOfWeek())) &&
           (assignment.from.isNull() || assignment.from <= day) &&
           (assignment.to.isNull() || day <= assignment.to);
}

SettingScope scopeOf(const TimingAssignment &assignment)
{
    if (assignment.person.isValid())
        return SettingScope::Person;
    if (assignment.group.isValid())
        return SettingScope::Group;
    if (!assignment.from.isNull() || !assignment.to.isNull())
        return SettingScope::Dated;
    return assignment.weekdays.isEmpty() ? SettingScope::School : SettingScope::Weekday;
}

void orderFromGeneralToSpecific(QList<TimingAssignment> &assignments)
{
    std::stable_sort(assignments.begin(), assignments.end(),
                     [](const TimingAssignment &left, const TimingAssignment &right) {
                         return scopeOf(left) < scopeOf(right);
                     });
}

} // namespace rollcall
