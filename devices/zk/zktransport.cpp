// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zktransport.h"

#include "core/base/log.h"

namespace rollcall {

ZkTransport::ZkTransport(const SessionControl &control)
    : m_stop(control.stop)
    , m_onStage(control.onStage)
{}

void ZkTransport::tell(OpenStage stage) const
{
    if (m_onStage)
        m_onStage(stage, {});
}

void ZkTransport::count(const zk::Packet &packet)
{
    if (isFresh())
        tell(OpenStage::ProtocolSpoken);
    ++m_packets;
    if (packet.checksumOk)
        return;
    ++m_badChecksums;
    qCInfo(lcZk, "A packet with code %d has a wrong checksum; it is taken as it is.",
           static_cast<int>(packet.code));
}

Error foreignDevice(QByteArrayView firstBytes)
{
    constexpr char kPanelStart = '\xaa';
    if (firstBytes.startsWith(kPanelStart))
        return errors::accessPanel();
    if (firstBytes.startsWith("HTTP/"))
        return errors::httpDevice();
    return errors::notZk(QStringLiteral("the first bytes are not those of a packet"));
}

} // namespace rollcall
