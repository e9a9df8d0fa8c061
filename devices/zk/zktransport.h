// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/api/endpoint.h"
#include "devices/zk/zkpacket.h"
#include "devices/zk/zkpatience.h"

#include <QByteArrayView>
#include <QString>

#include <functional>
#include <stop_token>

namespace rollcall {

/// A way to a terminal, blocking, in packets (zk-protocol.md, section 1). Every wait has a deadline
/// and looks at the stop token at least every 50 ms. Thread: the one that connected.
class ZkTransport
{
public:
    virtual ~ZkTransport() = default;
    ZkTransport(const ZkTransport &) = delete;
    ZkTransport &operator=(const ZkTransport &) = delete;

    /// Sends what zk::encodePacket() made.
    virtual Result<> send(const QByteArray &packet, ZkPatience patience) = 0;
    /// The next packet, whatever it is. Errors: Timeout, Unreachable (connection lost or refused),
    /// ProtocolViolation (what answers is no terminal, or the stream has lost its order; it is
    /// closed then), Cancelled.
    virtual Result<zk::Packet> receive(ZkPatience &patience) = 0;

    virtual bool isOpen() const = 0;
    virtual void close() = 0;
    /// True when packets can be lost, doubled or overtaken on the way.
    virtual bool isDatagrams() const = 0;

    /// For the good-bye, which is said also after a cancel.
    void stopWatching() { m_stop = {}; }
    bool isCancelled() const { return m_stop.stop_requested(); }
    /// Packets whose checksum was wrong; they were taken all the same (section 2.1).
    qint64 badChecksums() const { return m_badChecksums; }

    static constexpr int kSliceMs = 50;

protected:
    explicit ZkTransport(const SessionControl &control);

    bool isFresh() const { return m_packets == 0; }
    void tell(OpenStage stage) const;
    /// To be called with each packet before it is handed on.
    void count(const zk::Packet &packet);

private:
    std::stop_token m_stop;
    std::function<void(OpenStage stage, const QString &finding)> m_onStage;
    qint64 m_packets = 0;
    qint64 m_badChecksums = 0;
};

/// What answers, judged by its first bytes, when it is no ZK standalone terminal (section 1; Q38).
Error foreignDevice(QByteArrayView firstBytes);

} // namespace rollcall
