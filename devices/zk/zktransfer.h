// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/zk/zkpacket.h"

#include <QByteArray>
#include <QMap>

namespace rollcall::zk {

/// Puts the DATA packets of one transfer together (zk-protocol.md, section 11.1). In a stream they
/// come in order. Datagrams can be lost, doubled or overtaken: their session field is their index,
/// unless the firmware puts the session id there, which leaves the order unknown. Completeness is
/// decided by bytes alone (Q21). Holds no more than was expected and one packet. Pure; a value.
class Transfer
{
public:
    enum class Kind { Stream, Datagrams };

    /// @p start is the offset in the terminal's block, @p session the id of the conversation.
    Transfer(Kind kind, qint64 start, qint64 expected, quint16 session);

    /// Fewer bytes than were asked for: the terminal says that there are no more. Never raises what
    /// is expected.
    void announce(qint64 bytes);
    void add(const Packet &data);

    bool isComplete() const;
    /// True when the packets cannot be put in order: ask for pieces that fit into one.
    bool isDisordered() const { return m_isDisordered; }
    /// Complete, or as much came as if it were.
    bool isOver() const { return isComplete() || (m_isDisordered && m_received >= m_expected); }
    /// Data bytes of the largest packet.
    qsizetype largestPacket() const { return m_largest; }
    /// Data packets that brought nothing new.
    int useless() const { return m_useless; }
    qint64 expected() const { return m_expected; }
    /// The first bytes without a gap; all of them when it is complete. Nothing when the order is
    /// unknown.
    QByteArray bytes() const;

private:
    void addDatagram(const Packet &data);
    bool beginsAt(quint16 index) const;

    Kind m_kind;
    qint64 m_start;
    qint64 m_expected;
    quint16 m_session;
    qint64 m_received = 0;
    qsizetype m_largest = 0;
    int m_useless = 0;
    bool m_isDisordered = false;
    QByteArray m_stream;
    QMap<quint16, QByteArray> m_datagrams; ///< by index
};

} // namespace rollcall::zk
