// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/devicecommand.h"

#include <QDate>
#include <QList>

namespace rollcall {

/// The queue of commands to push terminals: what waits, what was answered, what never was. Thread:
/// any. Errors everywhere: NotFound (no such device), Unsupported (a device that takes no
/// commands).
class CommandControl
{
public:
    CommandControl() = default;
    virtual ~CommandControl() = default;
    CommandControl(const CommandControl &) = delete;
    CommandControl &operator=(const CommandControl &) = delete;

    /// The newest first.
    virtual Answer<QList<DeviceCommand>> commands(DeviceId device, int limit) = 0;
    /// Takes a command back that no terminal has fetched yet. NotFound: there is none such.
    virtual Answer<> revoke(DeviceId device, qint64 command) = 0;
    /// Has the punches of these days sent again, both included. Answers what was queued.
    virtual Answer<QList<DeviceCommand>> readAgain(DeviceId device, QDate from, QDate to) = 0;
    /// Has everything sent again that the terminal holds.
    virtual Answer<QList<DeviceCommand>> readEverythingAgain(DeviceId device) = 0;
};

} // namespace rollcall
