// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/api/endpoint.h"
#include "devices/zk/zkpacket.h"

#include <QByteArrayView>
#include <QDeadlineTimer>

#include <memory>
#include <stop_token>

class QTcpSocket;

namespace rollcall {

/// What a terminal is being waited for; named in the error when it does not come.
enum class ZkStep { Greeting, Key, Command, Preparing, Transfer, GoodBye };

/// How long to wait for packets: in all, or for as long as bytes keep coming (zk-protocol.md,
/// section 20 and Q20: a large log on a slow line takes minutes and is fine as long as something
/// arrives).
class ZkPatience
{
public:
    static ZkPatience inAll(ZkStep step, int milliseconds) { return {step, milliseconds, false}; }
    static ZkPatience silence(ZkStep step, int milliseconds) { return {step, milliseconds, true}; }

    bool isOver() const { return m_deadline.hasExpired(); }
    /// At most @p slice milliseconds of what is left.
    int left(int slice) const
    {
        return static_cast<int>(qMin<qint64>(slice, m_deadline.remainingTime()));
    }
    void bytesCame();
    Error error() const;

private:
    ZkPatience(ZkStep step, int milliseconds, bool restarts);

    ZkStep m_step;
    int m_milliseconds;
    bool m_restarts;
    QDeadlineTimer m_deadline;
};

/// A TCP connection to a terminal, blocking, in packets. Every wait has a deadline and looks at the
/// stop token at least every 50 ms. Thread: the one that connected.
class ZkTransport
{
public:
    /// Errors: Unreachable (refused, no route, no connection in time), Cancelled.
    static Result<std::unique_ptr<ZkTransport>> connectTo(const Endpoint &endpoint,
                                                          const SessionControl &control);
    ~ZkTransport();
    ZkTransport(const ZkTransport &) = delete;
    ZkTransport &operator=(const ZkTransport &) = delete;

    Result<> send(QByteArrayView frame, ZkPatience patience);
    /// The next packet, whatever it is. Errors: Timeout, Unreachable (connection lost),
    /// ProtocolViolation (the stream is no longer, or never was, one of packets; it is closed
    /// then), Cancelled.
    Result<zk::Packet> receive(ZkPatience &patience);

    bool isOpen() const;
    void close();
    /// For the good-bye, which is said also after a cancel.
    void stopWatching() { m_stop = {}; }
    bool isCancelled() const { return m_stop.stop_requested(); }

private:
    ZkTransport(std::unique_ptr<QTcpSocket> socket, std::stop_token stop);

    Error lost() const;
    Error brokenStream();

    std::unique_ptr<QTcpSocket> m_socket;
    std::stop_token m_stop;
    zk::FrameCutter m_cutter;
};

} // namespace rollcall
