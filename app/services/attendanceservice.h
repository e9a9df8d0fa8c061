// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/recomputeservice.h"
#include "app/services/worker.h"
#include "core/ports/attendancecontrol.h"
#include "core/ports/stores.h"

namespace rollcall {

class AttendanceService : public AttendanceControl
{
    Q_OBJECT

public:
    AttendanceService(DayStore &days, SchoolStore &school, RecomputeService &recompute,
                      QObject *parent = nullptr);

    Answer<QList<DayRow>> days(QDate from, QDate to) override;
    Answer<DayResult> explain(PersonId person, QDate day) override;
    Answer<StatusCodes> codes() override;
    QDate today() const override { return m_recompute.now().date(); }
    /// Computes every known day of the span again, some people at a time; answers how many.
    Answer<qint64> rebuild(QDate from, QDate to);

private:
    DayStore &m_days;
    SchoolStore &m_school;
    RecomputeService &m_recompute;
    Worker m_worker;
};

} // namespace rollcall
