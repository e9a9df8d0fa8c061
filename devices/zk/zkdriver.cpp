// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkdriver.h"

#include "devices/zk/zkconversation.h"
#include "devices/zk/zksession.h"

#include <QCoreApplication>

#include <utility>

namespace rollcall {

ZkDriver::ZkDriver(const Clock &clock)
    : m_clock(clock)
{}

DriverInfo ZkDriver::info() const
{
    return {QStringLiteral("zk"),
            QCoreApplication::translate("rollcall::zk", "ZKTeco, eSSL and alike (TCP/IP)"),
            4370,
            true,
            {}};
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

Result<TerminalSighting> ZkDriver::identify(const Endpoint &, const SessionControl &) const
{
    return errors::unsupported(QStringLiteral("not yet"));
}

} // namespace rollcall
