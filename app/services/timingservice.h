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
    Answer<TimingSaved> setFrom(QDate from, const QJsonObject &keys) override;
    Answer<FactCounts> removeTiming(QDate validFrom, const QString &reason) override;
    Answer<QList<AssignmentRow>> assignments() override { return m_timings.assignments(); }
    Answer<TimingSaved> assign(const QList<TimingAssignment> &assignments,
                               const QString &reason) override;
    Answer<FactCounts> removeAssignment(AssignmentId assignment, const QString &reason) override;
    Answer<QList<GroupRow>> groups() override { return m_timings.groups(); }

private:
    Result<TimingSaved> setAndCheck(QDate from, const QJsonObject &keys);
    Result<QStringList> checked(const QList<TimingAssignment> &assignments);

    TimingStore &m_timings;
    SchoolService &m_school;
    FactChanges m_changes;
};

} // namespace rollcall
