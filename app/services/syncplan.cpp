// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/syncplan.h"

#include "app/services/backoff.h"

#include <algorithm>
#include <utility>

namespace rollcall {

namespace {

/// Somebody else is at the terminal; they will be done soon.
constexpr qint64 kBusyMs = 15'000;
constexpr qint64 kUrgentMs = 5'000;
constexpr qint64 kUrgentForMs = 5LL * 60'000;
constexpr int kAbsencesToSearch = 3;
constexpr qint64 kSearchEveryMs = 60LL * 60'000;

bool isAbsence(const Error &error)
{
    return error.code == ErrorCode::Unreachable || error.code == ErrorCode::WrongTerminal;
}

/// Trying again soon would be knocking at a locked door (zk-protocol.md, section 4).
bool isRefusal(const Error &error)
{
    return error.code == ErrorCode::AuthRejected || error.code == ErrorCode::Unsupported;
}

/// Says nothing about the terminal.
bool isNoFailure(const Error &error)
{
    return error.code == ErrorCode::Conflict || error.code == ErrorCode::Cancelled;
}

} // namespace

void SyncPlan::setIntervalSeconds(int seconds)
{
    const qint64 before =
        std::exchange(m_intervalMs, qint64(1000) * std::max(seconds, int(kLeastIntervalSeconds)));
    if (before == m_intervalMs)
        return;
    for (Entry &entry : m_entries) {
        if (entry.failures == 0 && entry.startedAt > 0)
            entry.due = entry.startedAt + m_intervalMs;
    }
}

void SyncPlan::setDevices(const QList<PlannedDevice> &devices, qint64 now)
{
    QHash<DeviceId, Entry> kept;
    for (const PlannedDevice &device : devices) {
        const auto known = m_entries.constFind(device.id);
        Entry entry;
        if (known != m_entries.constEnd())
            entry = *known;
        else
            entry.due = now;
        entry.isPolled = device.isPolled;
        if (!device.isLeftDisabled) {
            entry.urgentSince = -1;
        } else if (entry.urgentSince < 0) {
            entry.urgentSince = now;
            entry.due = std::min(entry.due, now + (entry.failures > 0 ? kUrgentMs : 0));
        }
        kept.insert(device.id, entry);
    }
    m_entries = std::move(kept);
}

void SyncPlan::forgetRefusals(qint64 now)
{
    for (Entry &entry : m_entries) {
        if (!entry.isRefused)
            continue;
        entry.isRefused = false;
        entry.failures = 0;
        entry.due = now;
    }
}

QList<DeviceId> SyncPlan::takeDue(qint64 now)
{
    correctForClock(now);
    QList<std::pair<qint64, DeviceId>> due;
    int running = 0;
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it) {
        running += it->isRunning ? 1 : 0;
        if (it->isPolled && !it->isRunning && it->due <= now)
            due.append({it->due, it.key()});
    }
    std::sort(due.begin(), due.end());
    QList<DeviceId> taken;
    for (const auto &[since, device] : std::as_const(due)) {
        if (running + taken.size() >= m_atOnce)
            break;
        Entry &entry = m_entries[device];
        entry.isRunning = true;
        entry.startedAt = now;
        taken.append(device);
    }
    return taken;
}

/// A clock that was set back must not put the next visit hours away.
void SyncPlan::correctForClock(qint64 now)
{
    const qint64 farthest = now + std::max(m_intervalMs, backOffMs(4));
    for (Entry &entry : m_entries)
        entry.due = std::min(entry.due, farthest);
}

void SyncPlan::done(DeviceId device, const std::optional<Error> &error, qint64 now)
{
    const auto found = m_entries.find(device);
    if (found == m_entries.end())
        return;
    Entry &entry = *found;
    const qint64 startedAt = entry.isRunning ? entry.startedAt : now;
    entry.isRunning = false;
    if (!error) {
        entry.failures = 0;
        entry.absences = 0;
        entry.isRefused = false;
        entry.urgentSince = -1;
        entry.startedAt = startedAt;
        entry.due = std::max(startedAt + m_intervalMs, now);
        return;
    }
    if (isNoFailure(*error)) {
        entry.due = now + kBusyMs;
        return;
    }
    ++entry.failures;
    entry.absences = isAbsence(*error) ? entry.absences + 1 : 0;
    entry.isRefused = isRefusal(*error);
    entry.due = now + delayAfter(entry, *error, now);
}

qint64 SyncPlan::delayAfter(const Entry &entry, const Error &error, qint64 now) const
{
    if (isRefusal(error))
        return backOffMs(4);
    if (entry.urgentSince >= 0 && now - entry.urgentSince < kUrgentForMs)
        return kUrgentMs;
    return backOffMs(entry.failures);
}

qint64 SyncPlan::nextDue() const
{
    qint64 next = -1;
    int running = 0;
    for (const Entry &entry : m_entries) {
        running += entry.isRunning ? 1 : 0;
        if (entry.isPolled && !entry.isRunning && (next < 0 || entry.due < next))
            next = entry.due;
    }
    return running < m_atOnce ? next : -1;
}

std::optional<PlannedVisit> SyncPlan::visitOf(DeviceId device) const
{
    const auto found = m_entries.constFind(device);
    if (found == m_entries.constEnd())
        return std::nullopt;
    return PlannedVisit{found->due, !found->isPolled};
}

QList<DeviceId> SyncPlan::takeLost(qint64 now)
{
    QList<DeviceId> lost;
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
        if (it->absences < kAbsencesToSearch ||
            (it->searchedAt >= 0 && now - it->searchedAt < kSearchEveryMs && now >= it->searchedAt))
            continue;
        it->searchedAt = now;
        lost.append(it.key());
    }
    return lost;
}

} // namespace rollcall
