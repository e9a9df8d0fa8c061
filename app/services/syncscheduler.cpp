// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/syncscheduler.h"

#include "app/services/movedsearch.h"
#include "core/base/log.h"
#include "core/domain/appsettings.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace rollcall {

namespace {

/// How soon a change made by another program (rollcallctl device edit) is seen, and a clock that
/// was set.
constexpr int kLookMs = 5'000;
/// For so long people are let in at an inactive terminal again and again (zk-protocol.md, section
/// 13: "for some minutes").
constexpr qint64 kLetInForMs = 5LL * 60'000;

} // namespace

SyncScheduler::SyncScheduler(const TerminalDoor &door, SyncService &sync, LiveListener &live,
                             LiveRules liveRules, QObject *parent)
    : QObject(parent)
    , m_door(door)
    , m_sync(sync)
    , m_live(live)
    , m_liveRules(std::move(liveRules))
{
    // On the threads of the sessions: no event loop is needed for it.
    connect(
        &m_sync, &SyncControl::syncFinished, this,
        [this](const SyncOutcome &outcome) { finished(outcome.device, outcome.error); },
        Qt::DirectConnection);
    connect(
        &m_live, &LiveListener::handedBack, this, [this] { devicesChanged(); },
        Qt::DirectConnection);
}

SyncScheduler::~SyncScheduler()
{
    stop();
}

void SyncScheduler::start()
{
    if (m_thread)
        return;
    m_stopping = false;
    m_look = true;
    m_searchStop = std::stop_source();
    m_search = std::make_unique<Worker>();
    m_thread.reset(QThread::create([this] { loop(); }));
    m_thread->setObjectName(QStringLiteral("scheduler"));
    m_thread->start();
    m_sync.setPlan([this](DeviceId device) {
        const std::lock_guard lock(m_mutex);
        return m_plan.visitOf(device);
    });
}

void SyncScheduler::stop()
{
    if (!m_thread)
        return;
    m_sync.setPlan({});
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    m_searchStop.request_stop();
    m_thread->wait();
    m_thread.reset();
    m_search.reset();
    m_live.stop();
    QSet<DeviceId> visiting;
    {
        const std::lock_guard lock(m_mutex);
        visiting = m_visiting;
    }
    for (const DeviceId device : std::as_const(visiting))
        m_sync.cancel(device);
}

void SyncScheduler::devicesChanged()
{
    {
        const std::lock_guard lock(m_mutex);
        m_look = true;
        m_corrected = true;
    }
    m_changed.notify_all();
}

void SyncScheduler::loop()
{
    m_startedAt = now();
    if (const Result<QList<Device>> devices = m_door.devices())
        startOf(*devices);
    for (;;) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping)
                return;
        }
        reload();
        beginDue();
        searchLost();
        waitForWork();
    }
}

/// A program that died while a terminal was disabled left people standing before it
/// (zk-protocol.md, section 21). The active ones are visited anyway.
void SyncScheduler::startOf(const QList<Device> &devices)
{
    const std::lock_guard lock(m_mutex);
    m_toLetIn.clear();
    for (const Device &device : devices) {
        if (device.leftDisabledUtc > 0 && (!device.active || device.mode != SyncMode::Agent) &&
            m_door.driverOf(device))
            m_toLetIn.insert(device.id);
    }
}

LiveRules SyncScheduler::readSettings()
{
    LiveRules rules = m_liveRules;
    const AppSettings settings(await(m_door.tools().school.settings()).valueOr({}));
    constexpr int kMsPerSecond = 1000;
    rules.intervalMs = kMsPerSecond * static_cast<int>(settings.number(u"sync.interval_seconds"));
    m_isLive = settings.isOn(u"sync.live");
    return rules;
}

void SyncScheduler::reload()
{
    bool isCorrected = false;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_look && !m_nextLook.hasExpired())
            return;
        m_look = false;
        isCorrected = std::exchange(m_corrected, false);
    }
    m_nextLook.setRemainingTime(kLookMs);
    const Result<QList<Device>> devices = m_door.devices();
    if (!devices) {
        qCWarning(lcSync) << "The list of devices could not be read:" << devices.error().detail;
        return;
    }
    m_devices = *devices;
    const LiveRules rules = readSettings();
    const QSet<DeviceId> listened = m_live.listenTo(m_isLive ? m_devices : QList<Device>(), rules);
    if (isCorrected)
        m_live.retryAll();

    const std::lock_guard lock(m_mutex);
    if (now() - m_startedAt > kLetInForMs)
        m_toLetIn.clear();
    QList<PlannedDevice> planned;
    for (const Device &device : std::as_const(m_devices)) {
        const bool isLeftDisabled = device.leftDisabledUtc > 0;
        const bool isOurs =
            device.active && device.mode == SyncMode::Agent && m_door.driverOf(device);
        if (isOurs || (isLeftDisabled && m_toLetIn.contains(device.id)))
            planned.append({device.id, isLeftDisabled, !listened.contains(device.id)});
    }
    m_plan.setIntervalSeconds(rules.intervalMs / 1000);
    m_plan.setDevices(planned, now());
    if (isCorrected)
        m_plan.forgetRefusals(now());
}

void SyncScheduler::beginDue()
{
    QList<DeviceId> due;
    {
        const std::lock_guard lock(m_mutex);
        due = m_plan.takeDue(now());
        for (const DeviceId device : std::as_const(due))
            m_visiting.insert(device);
    }
    for (const DeviceId device : std::as_const(due))
        beginVisit(device);
}

void SyncScheduler::beginVisit(DeviceId device)
{
    const auto known = std::find_if(m_devices.cbegin(), m_devices.cend(),
                                    [device](const Device &each) { return each.id == device; });
    if (known != m_devices.cend() && (!known->active || known->mode != SyncMode::Agent)) {
        m_sync.letIn(device, [this, device](const Result<> &done) {
            if (done) {
                const std::lock_guard lock(m_mutex);
                m_toLetIn.remove(device);
            }
            finished(device, done ? std::nullopt : std::optional<Error>(done.error()));
        });
        return;
    }
    const Answer<SyncOutcome> answer = m_sync.sync(device);
    // What is refused on the spot has no end that would be told.
    if (answer.isFinished() && !answer.result() &&
        answer.result().error().code == ErrorCode::Conflict)
        finished(device, answer.result().error());
}

void SyncScheduler::finished(DeviceId device, const std::optional<Error> &error)
{
    {
        const std::lock_guard lock(m_mutex);
        m_visiting.remove(device);
        m_plan.done(device, error, now());
        m_wake = true;
        // Perhaps it broke while people were locked out.
        m_look = m_look || error.has_value();
    }
    m_changed.notify_all();
}

void SyncScheduler::searchLost()
{
    QList<DeviceId> lost;
    {
        const std::lock_guard lock(m_mutex);
        lost = m_plan.takeLost(now());
    }
    for (const Device &device : std::as_const(m_devices)) {
        if (!lost.contains(device.id) || !canSearchMoved(device))
            continue;
        qCInfo(lcSync) << "Looking for a terminal that has vanished; device" << device.id.value;
        // Nobody waits for the answer: what is found is a notice of the device.
        m_search->run<bool>([this, device]() {
            Result<bool> found = searchMoved(m_door, device, m_searchStop.get_token());
            if (found && *found)
                emit terminalFound(device.id);
            return found;
        });
    }
}

void SyncScheduler::waitForWork()
{
    std::unique_lock lock(m_mutex);
    const qint64 next = m_plan.nextDue();
    const qint64 slice = next < 0 ? kLookMs : std::clamp<qint64>(next - now(), 0, kLookMs);
    m_changed.wait_for(lock, std::chrono::milliseconds(slice),
                       [this] { return m_stopping || m_wake || m_look; });
    m_wake = false;
}

} // namespace rollcall
