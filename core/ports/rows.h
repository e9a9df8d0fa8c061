// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/domain/dayrecord.h"
#include "core/domain/device.h"
#include "core/domain/devicenotice.h"
#include "core/domain/mappingchange.h"
#include "core/domain/person.h"
#include "core/domain/usermapping.h"
#include "core/rules/counting.h"

#include <QList>
#include <QString>

#include <optional>

namespace rollcall {

/// A device with what the list shows of it.
struct DeviceOverview
{
    Device device;
    qint64 users = 0;          ///< users known on the device (listed by it or seen in its logs)
    qint64 unmapped = 0;       ///< of those, without any mapping
    qint64 waitingPunches = 0; ///< logs of unmapped users
    qint64 lastSyncUtc = 0;    ///< end of the last session, UTC ms
    qint64 lastSyncNew = 0;
    bool lastSyncComplete = true;
    QString lastError;           ///< userText of the last session's error, empty = none
    QList<DeviceNotice> notices; ///< what the office is asked about it
    qint64 greetedUtc = 0;       ///< last handshake of a terminal that pushes, UTC ms; 0 = none
    QString lastRefusal;         ///< why it was refused last, as in RefusalCount; empty = never
    qint64 refusedUtc = 0;       ///< beginning of the hour of that, UTC ms
    qint64 heartbeatUtc = 0;     ///< last sign of life that it gave by itself, UTC ms; 0 = none
    qint64 heartbeatSeconds = 0; ///< how often it was asked for one then

    /// It gives signs of life by itself, and three of them are missing (push-protocols.md, section
    /// 1.8). Any other terminal may be silent: at night nobody punches.
    bool isOffline(qint64 nowUtc) const;

    friend bool operator==(const DeviceOverview &, const DeviceOverview &) = default;
};

inline bool DeviceOverview::isOffline(qint64 nowUtc) const
{
    constexpr qint64 kMissedMs = 3000; // for each second: three in a row did not come
    const qint64 heard = qMax(device.lastContactUtc, heartbeatUtc);
    return device.active && device.mode == SyncMode::Push && heartbeatUtc > 0 &&
           nowUtc - heard > kMissedMs * heartbeatSeconds;
}

/// Something that a device said and that could not become a raw log (attendance-rules.md,
/// section 4.2).
struct SetAsideRow
{
    qint64 id = 0; ///< grows with time; the key for paging
    DeviceId device;
    QString rawText;
    QString reason;
    qint64 receivedUtc = 0;

    friend bool operator==(const SetAsideRow &, const SetAsideRow &) = default;
};

/// A device user with its punches and whom it means.
struct MappingRow
{
    QString userId;
    QString name; ///< name on the device, may be empty
    QString card;
    qint64 punches = 0;
    WallTime lastPunch;                 ///< invalid = none
    std::optional<UserMapping> mapping; ///< the latest one
    QString personNumber;
    QString personName;
    QString personGroup;
    PersonKind personKind = PersonKind::Student;

    friend bool operator==(const MappingRow &, const MappingRow &) = default;
};

/// A day record with what a table shows of its person.
struct DayRow
{
    DayRecord record;
    QString number;
    QString name;
    QString group;
    PersonKind kind = PersonKind::Student;
    QString roll;
    QString inDevice;                                     ///< name of the device of IN
    LeaveCounting leaveCounting = LeaveCounting::Excused; ///< how a day of leave counts

    friend bool operator==(const DayRow &, const DayRow &) = default;
};

struct PeopleImportCounts
{
    int added = 0;
    int changed = 0;
    int unchanged = 0;
    qint64 days = 0; ///< person-days marked to be computed

    friend bool operator==(const PeopleImportCounts &, const PeopleImportCounts &) = default;
};

struct MappingCounts
{
    int added = 0; ///< or removed
    int unchanged = 0;
    qint64 days = 0; ///< person-days marked to be computed
    MappingChange change{};
    /// Why the days could not be built yet. The mappings are stored all the same, the days stay
    /// marked and are built with the next ones.
    std::optional<Error> waiting{};

    friend bool operator==(const MappingCounts &, const MappingCounts &) = default;
};

} // namespace rollcall
