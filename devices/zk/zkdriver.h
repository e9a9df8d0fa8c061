// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "devices/api/devicedriver.h"

namespace rollcall {

/// The driver of ZKTeco, eSSL and alike terminals over TCP, port 4370. Thread: any.
class ZkDriver : public DeviceDriver
{
public:
    /// @p clock must outlive the driver and its sessions.
    explicit ZkDriver(const Clock &clock);

    DriverInfo info() const override;
    Result<std::unique_ptr<DeviceSession>> open(const Endpoint &endpoint,
                                                const SessionControl &control) const override;
    Result<TerminalSighting> identify(const Endpoint &endpoint,
                                      const SessionControl &control) const override;

private:
    const Clock &m_clock;
};

} // namespace rollcall
