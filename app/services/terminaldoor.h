// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/synctools.h"
#include "core/domain/device.h"
#include "devices/api/devicedriver.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace rollcall {

/// A conversation and how it is steered, which must outlive it.
struct OpenTerminal
{
    std::unique_ptr<SessionControl> control;
    std::unique_ptr<DeviceSession> session;
};

/// The way into a device's terminal: address, key and driver; the note about who may be locked out;
/// and the question whether it is the right terminal at all. Thread: any; what it opens belongs to
/// the thread that asked.
class TerminalDoor
{
public:
    using StageNews = std::function<void(OpenStage stage, const QString &finding)>;

    /// @p drivers outlive the door.
    TerminalDoor(SyncTools tools, std::vector<const DeviceDriver *> drivers);

    const SyncTools &tools() const { return m_tools; }
    const std::vector<const DeviceDriver *> &drivers() const { return m_drivers; }
    /// Null when there is none.
    const DeviceDriver *driverOf(const Device &device) const;

    Result<QList<Device>> devices() const;
    /// NotFound: there is no such device any more.
    Result<Device> find(DeviceId device) const;
    /// The same; Unsupported for a device that is not read.
    Result<Device> agent(DeviceId device) const;
    /// The zone of the device's clock: its own, else the school's.
    Result<QByteArray> zoneOf(const Device &device) const;

    /// With the stored communication key.
    Result<Endpoint> endpointOf(const Device &device) const;
    Result<OpenTerminal> open(const Device &device, std::stop_token stop) const;
    Result<OpenTerminal> open(const Device &device, const Endpoint &endpoint, std::stop_token stop,
                              StageNews news) const;

    /// Makes sure of the terminal before anything is asked of it. Its serial number must be the
    /// device's; one that the device does not have yet is learned. People who may be locked out
    /// are let in. WrongTerminal raises a notice; Conflict: the number is another device's.
    Result<> enter(const Device &device, DeviceSession &session) const;
    /// The same, for somebody who reads on meanwhile: the answer comes when a number that was
    /// learned is written down. Until it is good, nothing of what was read may be stored.
    Result<Answer<>> enterReading(const Device &device, DeviceSession &session) const;
    /// How far the terminal's clock is ahead of this PC's, in seconds; ±1.
    Result<qint64> clockOffset(const QByteArray &zone, DeviceSession &session) const;

private:
    Result<Answer<>> checkSerial(const Device &device, DeviceSession &session) const;
    Result<> letIn(const Device &device, DeviceSession &session) const;
    Result<> noteDisabled(DeviceId device, bool disabled) const;

    const SyncTools m_tools;
    const std::vector<const DeviceDriver *> m_drivers;
};

} // namespace rollcall
