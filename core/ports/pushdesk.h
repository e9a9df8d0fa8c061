// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/devicecommand.h"
#include "core/domain/devicereport.h"
#include "core/domain/ids.h"

#include <QList>
#include <QString>

namespace rollcall {

/// What is remembered of a ZKTeco push terminal between its requests.
struct PushMemory
{
    PushFamily family = PushFamily::Attendance;
    QString attStamp;  ///< empty = none is known
    QString operStamp; ///< empty = none is known
    /// The office asked for everything again: this one handshake says stamp 0 (push-protocols.md,
    /// section 2.15). Reading it with greet() uses it up.
    bool sendAllAgain = false;
    QString language;     ///< as DeviceReport
    QString registryCode; ///< access dialect: empty until the terminal registered
    QString sessionId;    ///< access dialect: empty until it registered

    friend bool operator==(const PushMemory &, const PushMemory &) = default;
};

/// What a terminal is to do.
struct OwedCommands
{
    QList<DeviceCommand> commands; ///< oldest first
    QString language;              ///< as DeviceReport: how its texts are to be encoded
};

/// What the push listener needs from the house beside the door for punches: what is remembered of a
/// terminal, and what it is owed. Thread: any.
class PushDesk
{
public:
    PushDesk() = default;
    virtual ~PushDesk() = default;
    PushDesk(const PushDesk &) = delete;
    PushDesk &operator=(const PushDesk &) = delete;

    /// A terminal says good morning: keeps what it told, answers what is remembered. @p registers:
    /// registry code and session id are made now, once and for good, if there are none.
    virtual Answer<PushMemory> greet(DeviceId device, const DeviceReport &report,
                                     bool registers) = 0;
    /// Commands to hand out, oldest first, at most @p most: queued ones, and those handed out more
    /// than 3 minutes ago and not answered, at most 3 times each. They count as sent now. Keeps
    /// @p report too.
    virtual Answer<OwedCommands> takeCommands(DeviceId device, int most,
                                              const DeviceReport &report) = 0;
};

} // namespace rollcall
