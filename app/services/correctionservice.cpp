// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/correctionservice.h"

#include "core/domain/timewindow.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

Error refused(const char *text)
{
    return errors::invalidInput(QCoreApplication::translate("rollcall::CorrectionService", text));
}

Result<> checkRequest(const CorrectionRequest &request, QDate today, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return refused(QT_TRANSLATE_NOOP("rollcall::CorrectionService",
                                         "A correction needs a reason. Nothing was changed. Say "
                                         "why the day was otherwise."));
    if (!request.status && !request.in.isValid() && !request.out.isValid())
        return refused(QT_TRANSLATE_NOOP("rollcall::CorrectionService",
                                         "A correction needs a status, an IN or an OUT. Nothing "
                                         "was changed."));
    if (request.status == DayStatus::Pending)
        return refused(QT_TRANSLATE_NOOP("rollcall::CorrectionService",
                                         "\"pending\" means that nothing is known yet, so it is no "
                                         "correction. Nothing was changed. Remove the correction "
                                         "to get the computed status back."));
    if (request.day > today)
        return refused(QT_TRANSLATE_NOOP("rollcall::CorrectionService",
                                         "This day is still to come. Nothing was changed. Enter a "
                                         "leave or a holiday instead."));
    return ok();
}

} // namespace

/// A time before day_change lies on the next date (attendance-rules.md, section 4.5).
Result<CorrectionDraft> CorrectionService::draftOf(const CorrectionRequest &request)
{
    const WallTime now = m_changes.recompute().now();
    const Result<QList<DayTask>> tasks = await(m_days.tasks({{request.person, request.day}}, now));
    if (!tasks)
        return tasks.error();
    const DayInput &input = tasks->first().input;
    if ((input.enrolledFrom.isValid() && request.day < input.enrolledFrom) ||
        (input.enrolledTo.isValid() && request.day > input.enrolledTo))
        return refused(QT_TRANSLATE_NOOP("rollcall::CorrectionService",
                                         "The person was not enrolled on this day, so it has no "
                                         "record. Nothing was changed. Look at the dates of "
                                         "enrolment."));
    const QTime dayChange = input.settings.policy().values().dayChange;
    const auto wallOf = [&](QTime time) {
        return time.isValid()
                   ? WallTime::startOf(request.day).addMinutes(dayMinute(time, dayChange))
                   : WallTime();
    };
    const CorrectionDraft draft{request.person, request.day, request.status, wallOf(request.in),
                                wallOf(request.out)};
    if (draft.in.isValid() && draft.out.isValid() && draft.out <= draft.in)
        return refused(QT_TRANSLATE_NOOP("rollcall::CorrectionService",
                                         "OUT does not come after IN. Nothing was changed. Look at "
                                         "the two times."));
    return draft;
}

Answer<FactCounts> CorrectionService::correct(const CorrectionRequest &request,
                                              const QString &reason)
{
    const auto correct = [this, request, reason]() -> Result<FactCounts> {
        const QDate today = m_changes.recompute().now().date();
        if (const Result<> checked = checkRequest(request, today, reason); !checked)
            return checked.error();
        const Result<CorrectionDraft> draft = draftOf(request);
        if (!draft)
            return draft.error();
        return await(m_corrections.correct(*draft, m_changes.decision(reason)));
    };
    return m_changes.run<FactCounts>(correct,
                                     [this, day = request.day] { emit correctionsChanged(day); });
}

Answer<FactCounts> CorrectionService::uncorrect(PersonId person, QDate day, const QString &reason)
{
    const auto remove = [this, person, day, reason] {
        return await(m_corrections.uncorrect(person, day, m_changes.decision(reason)));
    };
    return m_changes.run<FactCounts>(remove, [this, day] { emit correctionsChanged(day); });
}

} // namespace rollcall
