// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/domain/ids.h"
#include "core/ports/synccontrol.h"

#include <QHash>
#include <QList>

#include <optional>

namespace rollcall {

/// A device that is to be visited.
struct PlannedDevice
{
    DeviceId id;
    /// People may be locked out of it: visited at once, and again every few seconds for some
    /// minutes (zk-protocol.md, section 13).
    bool isLeftDisabled = false;
    /// False: it is listened to; only what is told of it counts here.
    bool isPolled = true;
};

/// When which device is visited next: by interval, and after a failure by back-off (zk-protocol.md,
/// section 20). Pure: told what happened and when, in UTC ms. Thread: the owner's.
class SyncPlan
{
public:
    static constexpr int kLeastIntervalSeconds = 60;

    /// @p atOnce: how many visits may be under way at the same time.
    explicit SyncPlan(int atOnce)
        : m_atOnce(atOnce)
    {}

    void setIntervalSeconds(int seconds);
    int intervalSeconds() const { return static_cast<int>(m_intervalMs / 1000); }
    /// These and no others. A new one is due at once; what is known of the others stays.
    void setDevices(const QList<PlannedDevice> &devices, qint64 now);
    /// Somebody corrected something: what was refused is tried again at once.
    void forgetRefusals(qint64 now);

    /// The devices whose visits begin now, the longest overdue first.
    QList<DeviceId> takeDue(qint64 now);
    /// A visit ended, also one that was not taken from here.
    void done(DeviceId device, const std::optional<Error> &error, qint64 now);
    /// When there is something to begin if nothing else happens; -1 = never.
    qint64 nextDue() const;
    /// When @p device is visited next, and whether it is listened to meanwhile; nullopt: it is not
    /// to be visited.
    std::optional<PlannedVisit> visitOf(DeviceId device) const;

    /// Devices whose terminal did not show up at its address three times in a row, each at most
    /// once an hour.
    QList<DeviceId> takeLost(qint64 now);

private:
    struct Entry
    {
        qint64 due = 0;
        qint64 startedAt = 0;
        qint64 urgentSince = -1; ///< -1 = nobody is locked out
        qint64 searchedAt = -1;
        int failures = 0; ///< in a row
        int absences = 0; ///< of those at the end, visits without the right terminal there
        bool isPolled = true;
        bool isRunning = false;
        bool isRefused = false; ///< will not get better by itself
    };

    qint64 delayAfter(const Entry &entry, const Error &error, qint64 now) const;
    void correctForClock(qint64 now);

    const int m_atOnce;
    qint64 m_intervalMs = 300'000;
    QHash<DeviceId, Entry> m_entries;
};

} // namespace rollcall
