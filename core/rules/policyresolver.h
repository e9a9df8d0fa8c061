// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"

#include <QHash>
#include <QList>

namespace rollcall {

/// Which settings are in force for whom on which day: the school's timing of that day, with the
/// assignments that fit laid over it in list order, later ones winning key by key
/// (attendance-rules.md, section 3). Depends on nothing but what it was made from; it only
/// remembers which layers it has joined, so that days with the same layers share their settings and
/// asking costs little. Thread: one at a time.
class PolicyResolver
{
public:
    /// @p timings in any order; @p assignments from general to specific, as the product orders
    /// them: orderFromGeneralToSpecific().
    PolicyResolver(QList<Timing> timings, QList<TimingAssignment> assignments);

    /// A key that no layer names has its default.
    DaySettings settingsFor(PersonId person, GroupId group, QDate day);

private:
    using Fitting = QList<qsizetype>; ///< index of the timing, -1 = none; then the assignments

    qsizetype timingOf(QDate day) const;
    DaySettings joined(const Fitting &fitting) const;

    QList<Timing> m_timings; ///< by validFrom
    QList<TimingAssignment> m_assignments;
    QHash<Fitting, DaySettings> m_joined;
};

/// True when @p assignment speaks of this person, class, weekday and date.
bool appliesTo(const TimingAssignment &assignment, PersonId person, GroupId group, QDate day);

/// For whom an assignment was made; what narrows it most counts: a person before a class before
/// dates before weekdays.
SettingScope scopeOf(const TimingAssignment &assignment);

/// School, weekday, dated, class, person; among equals the given order stays, so that the later one
/// wins.
void orderFromGeneralToSpecific(QList<TimingAssignment> &assignments);

} // namespace rollcall
