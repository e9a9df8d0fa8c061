// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/syncservice.h"

#include <chrono>

namespace rollcall {

SyncService::SyncService(const TerminalDoor &door, DeviceLocks &locks, RecomputeService &recompute,
                         QObject *parent)
    : SyncControl(parent)
    , m_door(door)
    , m_locks(locks)
    , m_recompute(recompute)
{
    m_pool.setMaxThreadCount(kSessionsAtOnce);
    m_books.setMaxThreadCount(1);
}

SyncService::~SyncService()
{
    cancelAll();
    m_ending.request_stop();
    m_pool.waitForDone();
    m_books.waitForDone();
}

Answer<SyncOutcome> SyncService::sync(DeviceId device)
{
    {
        const std::lock_guard lock(m_liveMutex);
        if (m_live) {
            if (std::optional<Answer<SyncOutcome>> answer = m_live->readNow(device))
                return *answer;
        }
    }
    auto stop = std::make_shared<std::stop_source>();
    {
        const std::lock_guard lock(m_mutex);
        if (m_running.contains(device))
            return readyAnswer<SyncOutcome>(errors::conflict(tr(
                "This device is being read already. Nothing was started. Wait until it is done.")));
        m_running.insert(device, stop);
    }
    auto promise = std::make_shared<QPromise<Result<SyncOutcome>>>();
    promise->start();
    Answer<SyncOutcome> answer = promise->future();
    emit syncStarted(device);
    const Done done = [this, device, stop, promise](const Result<SyncOutcome> &outcome) {
        end(device, stop, outcome);
        promise->addResult(outcome);
        promise->finish();
    };
    m_pool.start([this, device, stop, done] { runSession(device, stop->get_token(), done); });
    return answer;
}

void SyncService::end(DeviceId device, const Stop &stop, const Result<SyncOutcome> &outcome)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_running.value(device) == stop)
            m_running.remove(device);
    }
    m_recompute.schedule();
    SyncOutcome news = outcome ? *outcome : SyncOutcome{};
    if (!outcome) {
        news.device = device;
        news.error = outcome.error();
    }
    emit syncFinished(news);
}

void SyncService::setPlan(Plan plan)
{
    const std::lock_guard lock(m_planMutex);
    m_plan = std::move(plan);
}

std::optional<PlannedVisit> SyncService::nextVisit(DeviceId device) const
{
    const std::lock_guard lock(m_planMutex);
    return m_plan ? m_plan(device) : std::nullopt;
}

Answer<QList<SyncSession>> SyncService::history(DeviceId device, int limit)
{
    return m_door.tools().sessions.recent(device, limit);
}

void SyncService::cancel(DeviceId device)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_running.constFind(device); found != m_running.constEnd())
        (*found)->request_stop();
}

void SyncService::cancelAll()
{
    const std::lock_guard lock(m_mutex);
    for (const Stop &stop : std::as_const(m_running))
        stop->request_stop();
}

bool SyncService::isRunning(DeviceId device) const
{
    const std::lock_guard lock(m_mutex);
    return m_running.contains(device);
}

void SyncService::setLive(LiveReads *live)
{
    const std::lock_guard lock(m_liveMutex);
    m_live = live;
}

SyncRun::Progress SyncService::progressOf(DeviceId device)
{
    return [this, device](qint64 done, qint64 total) { emit syncProgress(device, done, total); };
}

void SyncService::runSession(DeviceId device, const std::stop_token &stop, const Done &done)
{
    if (!waitForRoom(stop)) {
        done(errors::cancelled());
        return;
    }
    const Result<Run> run = readSession(device, stop);
    if (!run) {
        m_room.release();
        done(run.error());
        return;
    }
    m_books.start([this, run = *run, done] {
        const Result<SyncOutcome> outcome = run->close();
        m_room.release();
        done(outcome);
    });
}

bool SyncService::waitForRoom(const std::stop_token &stop)
{
    constexpr std::chrono::milliseconds kLookForCancel{50};
    while (!m_room.try_acquire_for(kLookForCancel)) {
        if (stop.stop_requested())
            return false;
    }
    return true;
}

Result<SyncService::Run> SyncService::readSession(DeviceId deviceId, const std::stop_token &stop)
{
    const Result<Device> device = m_door.agent(deviceId);
    if (!device)
        return device.error();
    const Result<DeviceLocks::Held> held = m_locks.take(*device, TerminalUse::Reading, stop);
    if (!held)
        return held.error();
    OpenTerminal terminal;
    auto run = std::make_shared<SyncRun>(m_door, *device, progressOf(deviceId));
    const Result<> read = run->read([&]() -> Result<DeviceSession *> {
        Result<OpenTerminal> opened = m_door.open(*device, stop);
        if (!opened)
            return opened.error();
        terminal = std::move(*opened);
        return terminal.session.get();
    });
    return read ? Result<Run>(run) : read.error();
}

Result<SyncOutcome> SyncService::visit(const Device &device, const Stop &stop,
                                       const SyncRun::Opener &open)
{
    {
        const std::lock_guard lock(m_mutex);
        m_running.insert(device.id, stop);
    }
    emit syncStarted(device.id);
    Result<SyncOutcome> outcome = SyncRun(m_door, device, progressOf(device.id)).execute(open);
    end(device.id, stop, outcome);
    return outcome;
}

void SyncService::letIn(DeviceId device, std::function<void(const Result<> &)> done)
{
    m_pool.start([this, device, done = std::move(done)] { done(letInNow(device)); });
}

Result<> SyncService::letInNow(DeviceId deviceId)
{
    const std::stop_token stop = m_ending.get_token();
    const Result<Device> device = m_door.find(deviceId);
    if (!device)
        return device.error();
    const Result<DeviceLocks::Held> held = m_locks.take(*device, TerminalUse::Changing, stop);
    if (!held)
        return held.error();
    const Result<OpenTerminal> terminal = m_door.open(*device, stop);
    if (!terminal)
        return terminal.error();
    return m_door.enter(*device, *terminal->session);
}

} // namespace rollcall
