// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/livelistener.h"

#include <algorithm>
#include <utility>

namespace rollcall {

namespace {

QString addressOf(const Device &device)
{
    return QStringLiteral("%1:%2").arg(device.host).arg(device.port);
}

/// Would a connection to either be the same?
bool isSameWay(const Device &a, const Device &b)
{
    return a.driver == b.driver && addressOf(a) == addressOf(b) && a.wire == b.wire &&
           a.timeZone == b.timeZone;
}

} // namespace

LiveListener::LiveListener(const TerminalDoor &door, DeviceLocks &locks, SyncService &sync,
                           RecomputeService &recompute, QObject *parent)
    : QObject(parent)
    , m_door(door)
    , m_locks(locks)
    , m_sync(sync)
    , m_recompute(recompute)
{}

LiveListener::~LiveListener()
{
    stop();
}

QSet<DeviceId> LiveListener::listenTo(const QList<Device> &devices, const LiveRules &rules)
{
    const std::lock_guard changing(m_changing);
    const QList<Device> wanted = choose(devices);
    Workers ending = takeOut(wanted, rules);
    for (const auto &[id, worker] : ending)
        worker->requestStop();
    ending.clear(); // waits, without the lock that the workers' news need
    m_intervalMs = rules.intervalMs;

    const std::lock_guard lock(m_mutex);
    QSet<DeviceId> taken;
    for (const Device &device : wanted) {
        if (m_unable.value(device.id) == addressOf(device))
            continue; // found out just now
        std::unique_ptr<LiveWorker> &worker = m_workers[device.id];
        if (!worker)
            worker = makeWorker(device, rules);
        taken.insert(device.id);
    }
    return taken;
}

QList<Device> LiveListener::choose(const QList<Device> &devices)
{
    const std::lock_guard lock(m_mutex);
    QList<Device> chosen;
    for (const Device &device : devices) {
        const DeviceDriver *driver = m_door.driverOf(device);
        if (chosen.size() < kMost && device.active && device.mode == SyncMode::Agent &&
            device.wire.live && driver && driver->info().caps.testFlag(DriverCap::Live) &&
            m_unable.value(device.id) != addressOf(device))
            chosen.append(device);
    }
    return chosen;
}

/// The workers whose devices are not wanted any more, or not in this way.
LiveListener::Workers LiveListener::takeOut(const QList<Device> &wanted, const LiveRules &rules)
{
    const std::lock_guard lock(m_mutex);
    Workers ending;
    for (auto it = m_workers.begin(); it != m_workers.end();) {
        const bool stays =
            rules.intervalMs == m_intervalMs &&
            std::any_of(wanted.begin(), wanted.end(), [&it](const Device &device) {
                return device.id == it->first && isSameWay(device, it->second->device());
            });
        if (stays) {
            ++it;
            continue;
        }
        ending.emplace(it->first, std::move(it->second));
        it = m_workers.erase(it);
    }
    return ending;
}

std::unique_ptr<LiveWorker> LiveListener::makeWorker(const Device &device, const LiveRules &rules)
{
    LiveWorker::News news;
    news.stored = [this, id = device.id](const IngestCounts &counts) {
        if (counts.added > 0)
            m_recompute.schedule();
        // Nobody waits for this answer: a lost sign of life comes again with the next punch.
        m_door.tools().devices.noteContact(id, m_door.tools().clock.utcMilliseconds());
        emit punchesStored(id, counts);
    };
    news.cannotListen = [this, device] { noteUnable(device); };
    return std::make_unique<LiveWorker>(m_door, m_locks, m_sync, device, rules, std::move(news));
}

void LiveListener::noteUnable(const Device &device)
{
    {
        const std::lock_guard lock(m_mutex);
        m_unable.insert(device.id, addressOf(device));
    }
    emit handedBack(device.id);
}

void LiveListener::retryAll()
{
    const std::lock_guard lock(m_mutex);
    for (const auto &[id, worker] : m_workers)
        worker->retryNow();
}

void LiveListener::stop()
{
    const std::lock_guard changing(m_changing);
    Workers ending;
    {
        const std::lock_guard lock(m_mutex);
        ending.swap(m_workers);
    }
    for (const auto &[id, worker] : ending)
        worker->requestStop();
}

std::optional<Answer<SyncOutcome>> LiveListener::readNow(DeviceId device)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_workers.find(device);
    if (found == m_workers.end())
        return std::nullopt;
    return found->second->readNow();
}

} // namespace rollcall
