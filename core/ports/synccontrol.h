// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/syncsession.h"

#include <QObject>

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

signals:
    void syncStarted(rollcall::DeviceId device);
    /// @p total is -1 while the device has not said how many logs it has.
    void syncProgress(rollcall::DeviceId device, qint64 done, qint64 total);
    void syncFinished(const rollcall::SyncOutcome &outcome);
};

} // namespace rollcall

Q_DECLARE_METATYPE(rollcall::SyncOutcome)
