// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/api/devicesession.h"
#include "devices/api/endpoint.h"

#include <QString>

#include <memory>

namespace rollcall {

/// What the wizard must know of a driver.
struct DriverInfo
{
    QString id;   ///< stable word, kept in the database: "zk"
    QString name; ///< shown: "ZKTeco, eSSL and alike (TCP/IP)"
    quint16 defaultPort = 0;
    bool needsCommKey = false;
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
};

} // namespace rollcall
