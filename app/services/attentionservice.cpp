// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/attentionservice.h"

#include "app/services/attentiontexts.h"
#include "core/domain/appsettings.h"
#include "core/domain/settingkeys.h"

#include <algorithm>
#include <cstdlib>

namespace rollcall {

namespace {

constexpr qint64 kDay = 24LL * 3600 * 1000;
/// How long it is told of: of a command that nobody fetches a week after it was given up.
constexpr qint64 kAlarmMs = 7 * kDay;
constexpr qint64 kCommandMs = 14 * kDay;
constexpr int kLogRows = 1000;
constexpr int kCommandRows = 100;
constexpr int kSetAsideRows = 1000;
constexpr qint64 kMissedVisits = 3; ///< so many in a row are no chance any more (ui.md, "Today")
constexpr qint64 kClockOff = 60;    ///< seconds

using Items = QList<AttentionItem>;

const DeviceOverview *find(const QList<DeviceOverview> &devices, DeviceId id)
{
    const auto found = std::find_if(devices.begin(), devices.end(),
                                    [id](const auto &line) { return line.device.id == id; });
    return found == devices.end() ? nullptr : &*found;
}

bool saysStart(const QJsonObject &settings)
{
    return settings.value(settingkeys::kSchoolStart).isString();
}

/// A device that nobody reads by interval is told of after its last attempt all the same.
bool isNotReached(const DeviceOverview &line, qint64 sinceUtc)
{
    const Device &device = line.device;
    return device.active && device.mode == SyncMode::Agent && !line.lastError.isEmpty() &&
           line.lastError != errors::cancelled().userText && device.lastContactUtc < sinceUtc;
}

/// Whether what was refused would be refused now, too.
bool isCured(const RefusalCount &refusal, const QList<DeviceOverview> &devices)
{
    if (refusal.cause == u"unknown_serial")
        return std::any_of(devices.begin(), devices.end(), [&refusal](const DeviceOverview &line) {
            return line.device.serial == refusal.serial && line.device.driver == u"adms";
        });
    if (!refusal.device.isValid())
        return false;
    const DeviceOverview *line = find(devices, refusal.device);
    if (!line)
        return true; // removed since
    if (refusal.cause == u"device_inactive")
        return line->device.active;
    if (refusal.cause == u"device_not_push")
        return line->device.mode == SyncMode::Push;
    if (refusal.cause == u"address_not_allowed")
        return line->device.addressAllow.contains(refusal.address) ||
               line->device.addressAllow.isEmpty();
    return false;
}

/// Entries of one kind are one item with the latest of them: some terminals set their clock with
/// every answer.
Items alarmsIn(const Device &device, const QList<DeviceLogEntry> &newestFirst)
{
    Items alarms;
    QHash<int, qsizetype> places;
    for (const DeviceLogEntry &entry : newestFirst) {
        const std::optional<AttentionItem> item = attention::ofLogEntry(device, entry);
        if (!item)
            continue;
        if (const auto known = places.constFind(entry.code); known != places.constEnd()) {
            ++alarms[*known].count;
        } else {
            places.insert(entry.code, alarms.size());
            alarms.append(*item);
        }
    }
    return alarms;
}

/// Refusals of several hours are one item.
QList<RefusalCount> joined(const QList<RefusalCount> &refusals)
{
    QList<RefusalCount> list;
    for (const RefusalCount &refusal : refusals) {
        const auto same = std::find_if(list.begin(), list.end(), [&refusal](const auto &entry) {
            return entry.cause == refusal.cause && entry.device == refusal.device &&
                   entry.serial == refusal.serial && entry.address == refusal.address;
        });
        if (same == list.end()) {
            list.append(refusal);
        } else {
            same->count += refusal.count;
            same->hourUtc = std::min(same->hourUtc, refusal.hourUtc);
        }
    }
    return list;
}

} // namespace

Answer<QList<AttentionItem>> AttentionService::items()
{
    return m_worker.run<Items>([this] { return gather(); });
}

Result<QList<AttentionItem>> AttentionService::gather()
{
    const Result<QList<DeviceOverview>> devices = await(m_stores.devices.overview());
    if (!devices)
        return devices.error();
    Items items;
    if (const Result<> added = addSchool(items); !added)
        return added.error();
    if (const Result<> added = addDevices(*devices, items); !added)
        return added.error();
    if (const Result<> added = addRefusals(*devices, items); !added)
        return added.error();
    if (const Result<> added = addPushTerminals(*devices, items); !added)
        return added.error();
    if (const Result<> added = addSetAside(items); !added)
        return added.error();
    if (const Result<> added = addDoubtedClocks(*devices, items); !added)
        return added.error();
    if (const Result<> added = addWaitingChanges(items); !added)
        return added.error();
    return items;
}

Result<> AttentionService::addSchool(Items &items)
{
    const Result<QList<Timing>> timings = await(m_stores.school.timings());
    if (!timings)
        return timings.error();
    const Result<QList<AssignmentRow>> assignments = await(m_stores.timings.assignments());
    if (!assignments)
        return assignments.error();
    const bool isSet =
        std::any_of(timings->begin(), timings->end(),
                    [](const Timing &timing) { return saysStart(timing.settings); }) ||
        std::any_of(assignments->begin(), assignments->end(),
                    [](const AssignmentRow &row) { return saysStart(row.assignment.settings); });
    if (!isSet)
        items.append(attention::noSchoolStart());
    return ok();
}

Result<> AttentionService::addDevices(const QList<DeviceOverview> &devices, Items &items)
{
    const Result<QHash<QString, QString>> stored = await(m_stores.school.settings());
    if (!stored)
        return stored.error();
    const qint64 now = m_clock.utcMilliseconds();
    const qint64 longSilence =
        kMissedVisits * 1000 * AppSettings(*stored).number(u"sync.interval_seconds");
    for (const DeviceOverview &line : devices) {
        const Device &device = line.device;
        if (device.leftDisabledUtc > 0)
            items.append(attention::lockedOut(device));
        if (line.isOffline(now))
            items.append(attention::offline(line));
        if (isNotReached(line, now - longSilence))
            items.append(attention::notReached(line));
        if (device.active && device.clockKnown && std::abs(device.clockOffsetSeconds) > kClockOff)
            items.append(attention::wrongClock(device));
        if (line.unmapped > 0 && line.waitingPunches > 0)
            items.append(attention::unmapped(line));
        for (const DeviceNotice &notice : line.notices)
            items.append(attention::ofNotice(device, notice));
    }
    return ok();
}

Result<> AttentionService::addRefusals(const QList<DeviceOverview> &devices, Items &items)
{
    const Result<QList<RefusalCount>> refusals =
        await(m_stores.push.refusals(m_clock.utcMilliseconds() - kDay));
    if (!refusals)
        return refusals.error();
    for (const RefusalCount &refusal : joined(*refusals)) {
        if (isCured(refusal, devices))
            continue;
        const DeviceOverview *line = find(devices, refusal.device);
        if (std::optional<AttentionItem> item =
                attention::ofRefusal(refusal, line ? &line->device : nullptr))
            items.append(*item);
    }
    return ok();
}

Result<> AttentionService::addPushTerminals(const QList<DeviceOverview> &devices, Items &items)
{
    const qint64 now = m_clock.utcMilliseconds();
    for (const DeviceOverview &line : devices) {
        if (line.device.driver != u"adms")
            continue; // others have no queue and no log
        const Result<QList<DeviceCommand>> commands =
            await(m_stores.push.commands(line.device.id, kCommandRows));
        if (!commands)
            return commands.error();
        const qint64 undone =
            std::count_if(commands->begin(), commands->end(), [now](const auto &command) {
                return command.createdUtc >= now - kCommandMs &&
                       (command.state == CommandState::Failed ||
                        command.state == CommandState::Expired);
            });
        if (undone > 0)
            items.append(attention::undoneCommands(line.device, undone));
        const Result<QList<DeviceLogEntry>> log =
            await(m_stores.push.deviceLog(line.device.id, now - kAlarmMs, kLogRows));
        if (!log)
            return log.error();
        items += alarmsIn(line.device, *log);
    }
    return ok();
}

Result<> AttentionService::addSetAside(Items &items)
{
    const Result<QList<SetAsideRow>> rows =
        await(m_stores.logs.setAside(DeviceId{}, 0, kSetAsideRows));
    if (!rows)
        return rows.error();
    if (!rows->isEmpty())
        items.append(attention::setAside(rows->size()));
    return ok();
}

Result<> AttentionService::addDoubtedClocks(const QList<DeviceOverview> &devices, Items &items)
{
    const Result<QList<DoubtedClock>> doubted = await(m_stores.clocks.doubted());
    if (!doubted)
        return doubted.error();
    for (const DoubtedClock &clock : *doubted) {
        if (const DeviceOverview *line = find(devices, clock.device))
            items.append(attention::doubtedClock(line->device, clock));
    }
    return ok();
}

Result<> AttentionService::addWaitingChanges(Items &items)
{
    const Result<QList<LockedMonth>> months = await(m_stores.locks.months());
    if (!months)
        return months.error();
    for (const LockedMonth &month : *months) {
        if (month.waiting > 0)
            items.append(attention::changeWaiting(month));
    }
    return ok();
}

} // namespace rollcall
