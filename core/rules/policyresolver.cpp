// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/policyresolver.h"

#include <algorithm>

namespace rollcall {

PolicyResolver::PolicyResolver(QList<Timing> timings, QList<TimingAssignment> assignments)
    : m_timings(std::move(timings))
    , m_assignments(std::move(assignments))
{
    std::stable_sort(
        m_timings.begin(), m_timings.end(),
        [](const Timing &left, const Timing &right) { return left.validFrom < right.validFrom; });
}

QJsonObject PolicyResolver::settingsFor(PersonId person, GroupId group, QDate day) const
{
    QJsonObject settings = timingOf(day);
    for (const TimingAssignment &assignment : m_assignments) {
        if (!appliesTo(assignment, person, group, day))
            continue;
        for (auto it = assignment.settings.begin(); it != assignment.settings.end(); ++it)
            settings.insert(it.key(), it.value());
    }
    return settings;
}

QJsonObject PolicyResolver::timingOf(QDate day) const
{
    if (m_timings.isEmpty())
        return {};
    const auto after = std::upper_bound(
        m_timings.begin(), m_timings.end(), day,
        [](QDate wanted, const Timing &timing) { return wanted < timing.validFrom; });
    // A day before the first timing takes the first one.
    return after == m_timings.begin() ? m_timings.constFirst().settings
                                      : std::prev(after)->settings;
}

bool appliesTo(const TimingAssignment &assignment, PersonId person, GroupId group, QDate day)
{
    return (!assignment.person.isValid() || assignment.person == person) &&
           (!assignment.group.isValid() || assignment.group == group) &&
           (assignment.weekdays.isEmpty() || assignment.weekdays.contains(day.dayOfWeek())) &&
           (assignment.from.isNull() || assignment.from <= day) &&
           (assignment.to.isNull() || day <= assignment.to);
}

} // namespace rollcall
