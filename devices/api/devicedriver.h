// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/api/devicesession.h"
#include "devices/api/endpoint.h"

#include <QFlags>
#include <QString>

#include <memory>

namespace rollcall {

/// What terminals of a driver can be asked for beside reading; the window enables only these. A
/// single terminal may still answer Unsupported.
enum class DriverCap {
    SetClock = 0x01,
    WriteUsers = 0x02, ///< also deleting and copying
    Restart = 0x04,
    Beep = 0x08,
    Unlock = 0x10,
    ClearLogs = 0x20,
    Live = 0x40,
    Discover = 0x80,
};
Q_DECLARE_FLAGS(DriverCaps, DriverCap)
// Beside the other flags: operators of this namespace hide those outside of it.
Q_DECLARE_OPERATORS_FOR_FLAGS(DriverCaps)

/// What the wizard must know of a driver.
struct DriverInfo
{
    QString id;   ///< stable word, kept in the database: "zk"
    QString name; ///< shown: "ZKTeco, eSSL and alike (TCP/IP)"
    quint16 defaultPort = 0;
    bool needsCommKey = false;
    DriverCaps caps;
};

/// A make of terminal that is read over the network. Thread: any; sessions belong to the thread
/// that opened them.
class DeviceDriver
{
public:
    DeviceDriver() = default;
    virtual ~DeviceDriver() = default;
    DeviceDriver(const DeviceDriver &) = delete;
    DeviceDriver &operator=(const DeviceDriver &) = delete;

    virtual DriverInfo info() const = 0;
    /// Connects and authenticates. Errors: Unreachable, Timeout, AuthRejected, ProtocolViolation,
    /// Cancelled.
    /// @p control must outlive the session.
    virtual Result<std::unique_ptr<DeviceSession>> open(const Endpoint &endpoint,
                                                        const SessionControl &control) const = 0;
    /// Is there a terminal of this make, and which? For scans: short, one connection, no more
    /// questions than needed. An Error: there is none, or it does not answer in time.
    virtual Result<TerminalSighting> identify(const Endpoint &endpoint,
                                              const SessionControl &control) const = 0;
};

} // namespace rollcall
