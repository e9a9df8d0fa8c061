// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/attendanceservice.h"

#include "core/rules/attendanceengine.h"

namespace rollcall {

namespace {

/// A rebuild goes on by so many people: what is punched meanwhile is computed in between.
constexpr int kPeopleOfAPage = 100;

} // namespace

AttendanceService::AttendanceService(DayStore &days, SchoolStore &school,
                                     RecomputeService &recompute, QObject *parent)
    : AttendanceControl(parent)
    , m_days(days)
    , m_school(school)
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
        const Result<QList<DayTask>> tasks =
            await(m_days.tasks({{person, day}}, m_recompute.now()));
        if (!tasks)
            return tasks.error();
        return AttendanceEngine().computeDay(tasks->first().input);
    });
}

Answer<StatusCodes> AttendanceService::codes()
{
    return m_worker.run<StatusCodes>([this]() -> Result<StatusCodes> {
        const Result<QHash<QString, QString>> settings = await(m_school.settings());
        return settings ? Result<StatusCodes>(StatusCodes(*settings)) : settings.error();
    });
}

Answer<qint64> AttendanceService::rebuild(QDate from, QDate to)
{
    return m_worker.run<qint64>([this, from, to]() -> Result<qint64> {
        qint64 computed = 0;
        Answer<DayPage> paging = m_days.knownDays(from, to, {}, kPeopleOfAPage);
        for (;;) {
            const Result<DayPage> page = await(paging);
            if (!page)
                return page.error();
            if (!page->last.isValid())
                return computed;
            paging = m_days.knownDays(from, to, page->last, kPeopleOfAPage);
            if (const Result<qint64> marked = await(m_days.mark(page->days)); !marked)
                return marked;
            const Result<qint64> drained = await(m_recompute.drain());
            if (!drained)
                return drained;
            computed += *drained;
        }
    });
}

} // namespace rollcall
