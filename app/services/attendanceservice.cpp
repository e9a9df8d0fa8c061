// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/attendanceservice.h"

#include "core/rules/attendanceengine.h"

namespace rollcall {

AttendanceService::AttendanceService(DayStore &days, RecomputeService &recompute, QObject *parent)
    : AttendanceControl(parent)
    , m_days(days)
    , m_recompute(recompute)
{
    connect(&m_recompute, &RecomputeService::daysChanged, this, &AttendanceControl::daysChanged);
}

Answer<QList<DayRow>> AttendanceService::days(QDate from, QDate to)
{
    return m_worker.run<QList<DayRow>>([this, from, to]() -> Result<QList<DayRow>> {
        const Result<qint64> marked = await(m_days.markUnsettled(from, to, today()));
        if (!marked)
            return marked.error();
        if (const Result<qint64> drained = await(m_recompute.drain()); !drained)
            return drained.error();
        return await(m_days.rows(from, to));
    });
}

Answer<DayResult> AttendanceService::explain(PersonId person, QDate day)
{
    return m_worker.run<DayResult>([this, person, day]() -> Result<DayResult> {
        const Result<DayInput> input = await(m_days.input(person, day, m_recompute.now()));
        if (!input)
            return input.error();
        AttendanceEngine engine;
        return engine.computeDay(*input);
    });
}

Answer<qint64> AttendanceService::rebuild(QDate from, QDate to)
{
    return m_worker.run<qint64>([this, from, to]() -> Result<qint64> {
        if (const Result<qint64> marked = await(m_days.markAll(from, to)); !marked)
            return marked;
        return await(m_recompute.drain());
    });
}

} // namespace rollcall
