// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/dayreview.h"

#include "core/rules/attendanceengine.h"
#include "core/rules/dirtydays.h"
#include "core/rules/policyresolver.h"

#include <optional>
#include <utility>

namespace rollcall {

namespace {

/// A page: what bounds the memory, and how soon a cancelled job ends.
constexpr int kPeople = 20;

/// Log numbers are no result, and which of two equal punches was taken is no change.
bool looksAlike(const std::optional<DayRecord> &left, std::optional<DayRecord> right)
{
    if (left && right) {
        right->inLog = left->inLog;
        right->outLog = left->outLog;
    }
    return left == right;
}

/// The whole span of WallTime where a side is open.
QDate openFrom(QDate from)
{
    return from.isNull() ? QDate(1, 1, 2) : from;
}
QDate openTo(QDate to)
{
    return to.isNull() ? QDate(9999, 12, 29) : to;
}

QList<PersonDay> withDaysBefore(const QList<PersonDay> &days)
{
    QList<PersonDay> all;
    all.reserve(2 * days.size());
    for (const PersonDay &day : days) {
        const PersonDay before{day.person, day.day.addDays(-1)};
        if (all.isEmpty() || all.last() != before)
            all.append(before);
        all.append(day);
    }
    return all;
}

} // namespace

Result<> DayReview::forEachPage(QDate from, QDate to, bool withDayBefore,
                                const std::stop_token &stop, const Take &take)
{
    const WallTime now = m_recompute.now();
    Answer<DayPage> paging = m_days.knownDays(from, to, {}, kPeople);
    std::optional<Answer<QList<DayTask>>> loading;
    for (bool isLast = false; !isLast;) {
        if (stop.stop_requested())
            return errors::cancelled();
        const Result<DayPage> page = await(paging);
        if (!page)
            return page.error();
        isLast = !page->last.isValid();
        if (!isLast)
            paging = m_days.knownDays(from, to, page->last, kPeople);
        // The next page is read while this one is computed.
        const std::optional<Answer<QList<DayTask>>> loaded = std::exchange(
            loading, m_days.tasks(withDayBefore ? withDaysBefore(page->days) : page->days, now));
        if (!loaded)
            continue;
        const Result<QList<DayTask>> tasks = await(*loaded);
        if (!tasks)
            return tasks.error();
        take(*tasks);
    }
    return ok();
}

Answer<ChangePreview> DayReview::preview(const SettingsAfter &after, std::stop_token stop)
{
    return m_worker.run<ChangePreview>([this, after, stop]() -> Result<ChangePreview> {
        const DaySpan span = daysTouchedBySettings(after.from, after.to);
        const bool movesPunches = dayChangesOf(after.timings, after.assignments) != DayChanges();
        const AttendanceEngine engine;
        PolicyResolver resolver(after.timings, after.assignments);
        ChangePreview preview;
        PersonId lastCounted;
        const Result<> looked = forEachPage(
            openFrom(span.first), openTo(span.last), movesPunches, stop,
            [&](const QList<DayTask> &tasks) {
                for (const DayTask &task : tasks) {
                    DayInput input = task.input;
                    const auto settingsOn = [&](int offset) {
                        return resolver.settingsFor(input.person, input.group,
                                                    input.day.addDays(offset));
                    };
                    const auto before =
                        engine.computeDay(input, AttendanceEngine::Reasons::LeftOut).record;
                    input.settingsBefore = settingsOn(-1);
                    input.settings = settingsOn(0);
                    input.settingsAfter = settingsOn(1);
                    const auto then =
                        engine.computeDay(input, AttendanceEngine::Reasons::LeftOut).record;
                    if (looksAlike(before, then))
                        continue;
                    ++preview.days;
                    preview.people += lastCounted == input.person ? 0 : 1;
                    lastCounted = input.person;
                    preview.first =
                        preview.first.isValid() ? qMin(preview.first, input.day) : input.day;
                    preview.last =
                        preview.last.isValid() ? qMax(preview.last, input.day) : input.day;
                }
            });
        return looked ? Result<ChangePreview>(preview) : looked.error();
    });
}

Answer<qint64> DayReview::check(QDate from, QDate to, Tell tell, std::stop_token stop)
{
    return m_worker.run<qint64>(
        [this, from, to, tell = std::move(tell), stop = std::move(stop)]() -> Result<qint64> {
            const AttendanceEngine engine;
            qint64 days = 0;
            const Result<> looked =
                forEachPage(from, to, false, stop, [&](const QList<DayTask> &tasks) {
                    days += tasks.size();
                    for (const DayTask &task : tasks) {
                        const DayResult result =
                            engine.computeDay(task.input, AttendanceEngine::Reasons::LeftOut);
                        const DayChange change = contradictionOf(task.stored, result);
                        if (!change.isEmpty())
                            tell({change.key, task.stored.record, result.record,
                                  change.outcomes.size() + change.gone.size()});
                    }
                });
            return looked ? Result<qint64>(days) : looked.error();
        });
}

} // namespace rollcall
