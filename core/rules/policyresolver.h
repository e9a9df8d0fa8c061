// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"

#include <QJsonObject>
#include <QList>

namespace rollcall {

/// Which settings are in force for whom on which day: the school's timing of that day, with the
/// assignments that fit laid over it in list order, later ones winning key by key
/// (attendance-rules.md, section 3). Pure; a value.
class PolicyResolver
{
public:
    /// @p timings in any order; @p assignments from general to specific, as the product orders
    /// them.
    PolicyResolver(QList<Timing> timings, QList<TimingAssignment> assignments);

    /// The settings as they are written: a key that is not there has its default. Where no
    /// assignment fits, this is the timing's own object, shared, which lets the engine find its
    /// checked form at once.
    QJsonObject settingsFor(PersonId person, GroupId group, QDate day) const;

private:
    QJsonObject timingOf(QDate day) const;

    QList<Timing> m_timings; ///< by validFrom
    QList<TimingAssignment> m_assignments;
};

/// True when @p assignment speaks of this person, class, weekday and date.
bool appliesTo(const TimingAssignment &assignment, PersonId person, GroupId group, QDate day);

} // namespace rollcall
