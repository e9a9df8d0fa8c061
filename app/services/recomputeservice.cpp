// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/recomputeservice.h"

#include "core/base/log.h"
#include "core/domain/zoneclock.h"
#include "core/rules/attendanceengine.h"

namespace rollcall {

namespace {

constexpr int kBatch = 2000;
/// A round that saves nothing means its days were marked again meanwhile; after so many the rest is
/// left for later.
constexpr int kFruitlessRounds = 5;

} // namespace

RecomputeService::RecomputeService(DayStore &days, const Clock &clock, QByteArray zone,
                                   QObject *parent)
    : QObject(parent)
    , m_days(days)
    , m_clock(clock)
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
    AttendanceEngine engine;
    qint64 computed = 0;
    QDate first;
    QDate last;
    int fruitless = 0;
    while (fruitless < kFruitlessRounds) {
        const Result<QList<DayInput>> inputs = await(m_days.dirtyInputs(kBatch, now()));
        if (!inputs)
            return inputs.error();
        if (inputs->isEmpty())
            break;
        QList<DayResult> results;
        results.reserve(inputs->size());
        for (const DayInput &input : *inputs)
            results.append(engine.computeDay(input, AttendanceEngine::Reasons::LeftOut));
        const Result<qint64> saved = await(m_days.save(results, m_clock.utcMilliseconds()));
        if (!saved)
            return saved;
        fruitless = *saved == 0 ? fruitless + 1 : 0;
        computed += *saved;
        first = first.isValid() ? qMin(first, inputs->first().day) : inputs->first().day;
        last = last.isValid() ? qMax(last, inputs->last().day) : inputs->last().day;
    }
    if (computed > 0)
        emit daysChanged(first, last);
    return computed;
}

} // namespace rollcall
