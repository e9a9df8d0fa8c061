// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/syncsession.h"

#include <QList>
#include <QObject>

#include <optional>

namespace rollcall {

/// What a sync brought. error is set when it did not complete; what was read until then is stored
/// all the same.
struct SyncOutcome
{
    DeviceId device;
    QString deviceName;
    IngestCounts counts;
    bool complete = false;
    qint64 milliseconds = 0;
    std::optional<Error> error;
};

/// When a device is read next by itself.
struct PlannedVisit
{
    qint64 dueUtc = 0;   ///< ms; in the past: as soon as one of the visits under way ends
    bool isLive = false; ///< it is listened to: its punches come as they happen

    friend bool operator==(const PlannedVisit &, const PlannedVisit &) = default;
};

/// Reading agent devices. Calls from any thread; signals on the thread it lives on.
class SyncControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Reads one device now. Answers when the session has ended; a failed session is an outcome
    /// with an error, an Error itself only says that no session could begin (no such device,
    /// already running, not an agent device).
    virtual Answer<SyncOutcome> sync(DeviceId device) = 0;
    /// Asks a running session to end; it does within 200 ms and counts as incomplete.
    virtual void cancel(DeviceId device) = 0;
    virtual bool isRunning(DeviceId device) const = 0;
    /// Nullopt: nobody reads it by itself, such as an Inactive one, or while another program on
    /// this PC does.
    virtual std::optional<PlannedVisit> nextVisit(DeviceId device) const = 0;
    /// The last visits, pushes and imported files of a device, the newest first.
    virtual Answer<QList<SyncSession>> history(DeviceId device, int limit) = 0;

signals:
    void syncStarted(rollcall::DeviceId device);
    /// @p total is -1 while the device has not said how many logs it has.
    void syncProgress(rollcall::DeviceId device, qint64 done, qint64 total);
    void syncFinished(const rollcall::SyncOutcome &outcome);
};

} // namespace rollcall

Q_DECLARE_METATYPE(rollcall::SyncOutcome)
