// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkdriver.h"

#include "devices/zk/zkconversation.h"
#include "devices/zk/zksession.h"

#include <QCoreApplication>

#include <utility>

namespace rollcall {

namespace {

// A scan asks hundreds of addresses, in the school's own network.
constexpr int kSightConnectMs = 1500;
constexpr int kSightAnswerMs = 3000;
constexpr int kSightExitMs = 500;

} // namespace

ZkDriver::ZkDriver(const Clock &clock)
    : m_clock(clock)
{}

DriverInfo ZkDriver::info() const
{
    return {QStringLiteral("zk"),
            QCoreApplication::translate("rollcall::zk", "ZKTeco, eSSL and alike (TCP/IP)"), 4370,
            true,
            DriverCap::SetClock | DriverCap::WriteUsers | DriverCap::Restart | DriverCap::Beep |
                DriverCap::Unlock | DriverCap::ClearLogs | DriverCap::Live | DriverCap::Discover};
}

Result<std::unique_ptr<DeviceSession>> ZkDriver::open(const Endpoint &endpoint,
                                                      const SessionControl &control) const
{
    Result<std::unique_ptr<ZkConversation>> conversation = ZkConversation::open(endpoint, control);
    if (!conversation)
        return conversation.error();
    return std::unique_ptr<DeviceSession>(
        std::make_unique<ZkSession>(std::move(conversation).value(), m_clock));
}

Result<TerminalSighting> ZkDriver::identify(const Endpoint &endpoint,
                                            const SessionControl &control) const
{
    SessionControl hurried = control;
    SessionLimits &limits = hurried.limits;
    limits.connectMs = qMin(limits.connectMs, kSightConnectMs);
    limits.handshakeMs = qMin(limits.handshakeMs, kSightAnswerMs);
    limits.commandMs = qMin(limits.commandMs, kSightAnswerMs);
    limits.exitMs = qMin(limits.exitMs, kSightExitMs);

    TerminalSighting sighting;
    sighting.host = endpoint.host;
    sighting.port = endpoint.port;
    sighting.driver = info().id;
    Result<std::unique_ptr<ZkConversation>> conversation = ZkConversation::open(endpoint, hurried);
    if (!conversation) {
        if (conversation.error().code != ErrorCode::AuthRejected)
            return conversation.error();
        sighting.needsKey = true;
        return sighting;
    }
    ZkSession session(std::move(conversation).value(), m_clock);
    Result<QString> serial = session.serial();
    if (!serial)
        return serial.error();
    Result<QString> model = session.model();
    if (!model)
        return model.error();
    sighting.serial = std::move(serial).value();
    sighting.model = std::move(model).value();
    return sighting;
}

} // namespace rollcall
