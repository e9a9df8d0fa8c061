// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/zk/zktransport.h"

#include <QHostAddress>

#include <memory>

class QUdpSocket;

namespace rollcall {

/// Datagrams to and from one terminal, each of them one packet (zk-protocol.md, section 1). Nothing
/// is known of the port until the first one comes back. Thread: the one that made it.
class ZkUdpTransport : public ZkTransport
{
public:
    /// Only datagrams of that address and port are taken.
    ZkUdpTransport(const QHostAddress &address, const Endpoint &endpoint,
                   const SessionControl &control);
    ~ZkUdpTransport() override;

    Result<> send(const QByteArray &packet, ZkPatience patience) override;
    Result<zk::Packet> receive(ZkPatience &patience) override;
    bool isOpen() const override;
    void close() override;
    bool isDatagrams() const override { return true; }

private:
    /// The next datagram that is there; null when there is none.
    Result<QByteArray> take();
    Error lost() const;
    /// The host says that nobody listens at the port: the terminal is not there, or not any more.
    Error refused();

    const QString m_host;
    const quint16 m_port;
    std::unique_ptr<QUdpSocket> m_socket;
    QByteArray m_buffer;
    bool m_hasAnswered = false; ///< a datagram came
};

} // namespace rollcall
