// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/factchanges.h"
#include "app/services/schoolservice.h"
#include "core/ports/stores.h"
#include "core/ports/timingcontrol.h"

namespace rollcall {

class TimingService : public TimingControl
{
    Q_OBJECT

public:
    TimingService(TimingStore &timings, SchoolService &school, RecomputeService &recompute,
                  const QString &author, QObject *parent = nullptr)
        : TimingControl(parent)
        , m_timings(timings)
        , m_school(school)
        , m_changes(recompute, author)
    {}

    Answer<QList<Timing>> timings() override { return m_school.timings(); }
    Answer<TimingSaved> setFrom(QDate from, const QJsonObject &keys,
                                const QString &reason) override;
    Answer<FactCounts> removeTiming(QDate validFrom, const QString &reason) override;
    Answer<QList<AssignmentRow>> assignments() override { return m_timings.assignments(); }
    Answer<TimingSaved> assign(const QList<TimingAssignment> &assignments,
                               const QString &reason) override;
    Answer<FactCounts> removeAssignment(AssignmentId assignment, const QString &reason) override;
    Answer<QList<GroupRow>> groups() override { return m_timings.groups(); }
    Answer<SettingsAfter> afterSetting(QDate from, const QJsonObject &keys) override;
    Answer<SettingsAfter> afterRemovingTiming(QDate validFrom) override;
    Answer<SettingsAfter> afterAssigning(const QList<TimingAssignment> &assignments) override;
    Answer<SettingsAfter> afterRemovingAssignment(AssignmentId assignment) override;

private:
    Result<TimingSaved> setAndCheck(QDate from, const QJsonObject &keys, const QString &reason);
    Result<QStringList> checked(const QList<TimingAssignment> &assignments);
    /// The school's settings, of which those that begin on that day may be taken back.
    Result<QList<Timing>> timingsToRemoveFrom(QDate validFrom);
    Result<SettingsAfter> without(QDate validFrom);
    Result<SettingsAfter> with(const QList<TimingAssignment> &assignments);
    Result<SettingsAfter> without(AssignmentId assignment);
    /// Those that are stored.
    Result<QList<TimingAssignment>> presentAssignments();

    TimingStore &m_timings;
    SchoolService &m_school;
    FactChanges m_changes;
    Worker m_previews; ///< its end waits for what runs, so it goes first
};

} // namespace rollcall
