// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/zk/zkcommand.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace rollcall::zk {

/// One packet (zk-protocol.md, section 2).
struct Packet
{
    Code code = Code::AckOk;
    quint16 checksum = 0; ///< as received
    quint16 session = 0;  ///< not always the session id (section 3)
    quint16 reply = 0;
    QByteArray data;
    bool checksumOk = true; ///< a wrong one is a warning only (section 2.1)

    friend bool operator==(const Packet &, const Packet &) = default;
};

/// Header and data with the right checksum: a UDP datagram.
QByteArray encodePacket(Code code, quint16 session, quint16 reply, QByteArrayView data = {});
/// A packet behind the eight bytes that TCP needs (zk-protocol.md, section 1).
QByteArray framed(QByteArrayView packet);
/// Both at once.
QByteArray encodeFrame(Code code, quint16 session, quint16 reply, QByteArrayView data = {});
/// nullopt when there are fewer than the eight bytes of a header.
std::optional<Packet> decodePacket(QByteArrayView bytes);

/// Cuts packets from a TCP stream that arrives in any pieces (zk-protocol.md, section 1). Holds at
/// most one frame of 1 MiB and the last piece appended. Once broken it stays broken: the next magic
/// is never searched for. Thread: one; a value without locks.
class FrameCutter
{
public:
    enum class Cut { NeedMore, Packet, Broken };

    void append(QByteArrayView bytes);
    /// Packet: @p packet holds the next one. Broken is known as soon as the first wrong byte is
    /// there.
    Cut next(Packet &packet);

    /// True until the first whole packet: a stream that breaks before is not of this protocol at
    /// all.
    bool isFresh() const { return m_packets == 0; }
    /// What is left behind the last packet.
    QByteArrayView rest() const { return QByteArrayView(m_buffer).sliced(m_begin); }
    qint64 packets() const { return m_packets; }
    qint64 badChecksums() const { return m_badChecksums; }

    static constexpr quint32 kMinLength = 8;
    static constexpr quint32 kMaxLength = 1024 * 1024;

private:
    QByteArray m_buffer;
    qsizetype m_begin = 0;
    qint64 m_packets = 0;
    qint64 m_badChecksums = 0;
    bool m_isBroken = false;
};

} // namespace rollcall::zk
