// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/zk/zktransport.h"

#include <memory>

class QTcpSocket;

namespace rollcall {

/// A TCP connection to a terminal: a stream of frames that keeps their order (zk-protocol.md,
/// section 1). Thread: the one that connected.
class ZkTcpTransport : public ZkTransport
{
public:
    /// @p socket is connected and belongs to this thread.
    ZkTcpTransport(std::unique_ptr<QTcpSocket> socket, const SessionControl &control);
    ~ZkTcpTransport() override;

    Result<> send(const QByteArray &packet, ZkPatience patience) override;
    Result<zk::Packet> receive(ZkPatience &patience) override;
    bool isOpen() const override;
    void close() override;
    bool isDatagrams() const override { return false; }

private:
    Error lost() const;
    Error brokenStream();

    std::unique_ptr<QTcpSocket> m_socket;
    zk::FrameCutter m_cutter;
};

} // namespace rollcall
