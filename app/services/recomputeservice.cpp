// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/recomputeservice.h"

#include "core/base/log.h"
#include "core/domain/zoneclock.h"
#include "core/rules/attendanceengine.h"

#include <optional>
#include <utility>

namespace rollcall {

namespace {

/// About twenty people's year: what costs little to hold and little to commit.
constexpr int kBatch = 8000;
/// So many days are computed sooner than another thread is woken.
constexpr qsizetype kWorthAThread = 500;
/// A walk that saves nothing means its days were marked again meanwhile; after so many the rest is
/// left for later.
constexpr int kFruitlessWalks = 5;

QList<DayChange> computeTasks(QList<DayTask>::const_iterator from,
                              QList<DayTask>::const_iterator to)
{
    const AttendanceEngine engine;
    QList<DayChange> changes;
    changes.reserve(std::distance(from, to));
    for (; from != to; ++from)
        changes.append(changeOf(
            from->stored, engine.computeDay(from->input, AttendanceEngine::Reasons::LeftOut)));
    return changes;
}

} // namespace

RecomputeService::RecomputeService(DayStore &days, const Clock &clock, QByteArray zone,
                                   QObject *parent)
    : QObject(parent)
    , m_days(days)
    , m_clock(clock)
    , m_cores(qMax(1, QThread::idealThreadCount()))
    , m_engines(qMax(1, m_cores - 1))
    , m_thread(QThread::create([this] { loop(); }))
    , m_zone(std::move(zone))
{
    m_thread->setObjectName(QStringLiteral("recompute"));
    m_thread->start();
}

RecomputeService::~RecomputeService()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    m_thread->wait();
}

void RecomputeService::schedule()
{
    {
        const std::lock_guard lock(m_mutex);
        m_wanted = true;
    }
    m_changed.notify_all();
}

Answer<qint64> RecomputeService::drain()
{
    auto promise = std::make_shared<QPromise<Result<qint64>>>();
    promise->start();
    Answer<qint64> answer = promise->future();
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(promise));
    }
    m_changed.notify_all();
    return answer;
}

WallTime RecomputeService::now() const
{
    const std::lock_guard lock(m_mutex);
    return ZoneClock(m_zone).toWall(m_clock.utcMilliseconds());
}

void RecomputeService::setZone(const QByteArray &zone)
{
    const std::lock_guard lock(m_mutex);
    m_zone = zone;
}

void RecomputeService::loop()
{
    for (;;) {
        std::vector<Waiter> waiting;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_stopping || m_wanted || !m_waiting.empty(); });
            waiting.swap(m_waiting);
            m_wanted = false;
            if (m_stopping && waiting.empty())
                return;
        }
        const Result<qint64> drained = drainAll();
        if (std::exchange(m_total, 0) > 0)
            emit progress(0, 0);
        if (!drained)
            qCWarning(lcDb) << "Dirty days could not be computed:" << drained.error().detail;
        for (const Waiter &waiter : waiting) {
            waiter->addResult(drained);
            waiter->finish();
        }
    }
}

Result<qint64> RecomputeService::drainAll()
{
    qint64 computed = 0;
    m_first = m_last = QDate();
    for (int fruitless = 0; fruitless < kFruitlessWalks;) {
        const Result<Pass> pass = walkMarks(computed);
        if (!pass)
            return pass.error();
        if (pass->found == 0)
            break;
        fruitless = pass->saved == 0 ? fruitless + 1 : 0;
        computed += pass->saved;
    }
    if (computed > 0)
        emit daysChanged(m_first, m_last);
    return computed;
}

/// Most drains are of a few days, and not worth counting. @p computed are done already.
Result<> RecomputeService::countTotal(qint64 computed)
{
    if (m_total > 0)
        return ok();
    const Result<qint64> left = await(m_days.dirtyCount());
    if (!left)
        return left.error();
    m_total = computed + *left;
    return ok();
}

/// Days that are marked meanwhile come on top.
void RecomputeService::tellProgress(qint64 done)
{
    if (m_total == 0)
        return;
    m_total = qMax(m_total, done);
    emit progress(done, m_total);
}

/// Reading, computing and storing go on at the same time, each on its own thread, one batch apart.
/// @p computed: by the walks before.
Result<RecomputeService::Pass> RecomputeService::walkMarks(qint64 computed)
{
    Pass pass;
    std::optional<Answer<qint64>> saving;
    const auto finishSaving = [&]() -> Result<> {
        if (!saving)
            return ok();
        const Result<qint64> saved = await(*std::exchange(saving, std::nullopt));
        if (!saved)
            return saved.error();
        pass.saved += *saved;
        tellProgress(computed + pass.saved);
        return ok();
    };
    Answer<QList<DayTask>> loading = m_days.dirtyTasks({}, kBatch, now());
    for (bool isLast = false; !isLast;) {
        const Result<QList<DayTask>> tasks = await(loading);
        if (!tasks)
            return tasks.error();
        if (tasks->isEmpty())
            break;
        isLast = tasks->size() < kBatch;
        pass.found += tasks->size();
        const DayInput &end = tasks->last().input;
        if (!isLast) {
            loading = m_days.dirtyTasks({end.person, end.day}, kBatch, now());
            if (const Result<> counted = countTotal(computed + pass.saved); !counted)
                return counted.error();
        }
        const QList<DayChange> changes = compute(*tasks);
        if (const Result<> stored = finishSaving(); !stored)
            return stored.error();
        saving = m_days.save(changes, m_clock.utcMilliseconds());
    }
    const Result<> stored = finishSaving();
    return stored ? Result<Pass>(pass) : stored.error();
}

QList<DayChange> RecomputeService::compute(const QList<DayTask> &tasks)
{
    for (const DayTask &task : tasks) {
        m_first = m_first.isValid() ? qMin(m_first, task.input.day) : task.input.day;
        m_last = m_last.isValid() ? qMax(m_last, task.input.day) : task.input.day;
    }
    const qsizetype parts = qBound(qsizetype(1), tasks.size() / kWorthAThread, qsizetype(m_cores));
    const auto beginOf = [&](qsizetype part) {
        return tasks.cbegin() + tasks.size() * part / parts;
    };
    std::vector<Answer<QList<DayChange>>> others;
    for (qsizetype part = 1; part < parts; ++part) {
        others.push_back(m_engines.run<QList<DayChange>>(
            [from = beginOf(part), to = beginOf(part + 1)]() -> Result<QList<DayChange>> {
                return computeTasks(from, to);
            }));
    }
    QList<DayChange> changes = computeTasks(beginOf(0), beginOf(1));
    for (const Answer<QList<DayChange>> &other : others)
        changes += await(other).valueOr({});
    return changes;
}

} // namespace rollcall
