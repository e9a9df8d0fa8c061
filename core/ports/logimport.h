// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/ports/synccontrol.h"

#include <QString>

#include <functional>
#include <stop_token>

namespace rollcall {

/// Punches that a terminal saved on a USB stick (attlog.dat), for a device of either mode. They go
/// the way of all punches: a key that came over the network before is a duplicate. Thread: any.
class LogImport
{
public:
    /// @p done of @p total lines are stored; comes on a thread of the service.
    using Progress = std::function<void(qint64 done, qint64 total)>;

    LogImport() = default;
    virtual ~LogImport() = default;
    LogImport(const LogImport &) = delete;
    LogImport &operator=(const LogImport &) = delete;

    /// Reads the file at @p path to its end. Ends within 200 ms of a stop; what was stored until
    /// then stays, and the outcome is incomplete. An Error, with nothing stored: NotFound (no such
    /// device), InvalidInput (the file cannot be read, or is no attlog.dat).
    virtual Answer<SyncOutcome> importFile(DeviceId device, const QString &path,
                                           std::stop_token stop, Progress progress) = 0;
};

} // namespace rollcall
