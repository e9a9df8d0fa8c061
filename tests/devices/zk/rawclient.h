// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractSocket>
#include <QByteArray>
#include <QList>

#include <memory>
#include <optional>

namespace rollcall::test {

/// A packet as it came (zk-protocol.md, section 2).
struct RawPacket
{
    int code = -1; ///< -1: none came
    quint16 session = 0;
    quint16 reply = 0;
    QByteArray data;
    bool isChecksumRight = false;
    QByteArray bytes; ///< whole, without the prefix of TCP
};

/// A client that knows packets and nothing more, to see what a simulated terminal really sends.
/// Blocks; the terminal is on another thread.
class RawClient
{
public:
    enum class Carrier { Tcp, Udp };
    static constexpr int kPatience = 5000; ///< milliseconds for what must come
    static constexpr int kMoment = 80;     ///< for what must not come

    explicit RawClient(quint16 port, Carrier carrier = Carrier::Tcp);
    RawClient(RawClient &&) = default;
    ~RawClient();

    /// Sends a request with the next reply number.
    void send(int command, const QByteArray &data = {});
    /// Sends the same request, number and all, once more.
    void sendAgain() { sendBytes(m_lastRequest); }
    void sendBytes(const QByteArray &bytes);
    /// The next packet; its code is -1 when none came in time.
    RawPacket next(int milliseconds = kPatience);
    RawPacket ask(int command, const QByteArray &data = {});
    /// Whether the next packet is the answer to a question asked now.
    bool isInStep();
    /// CONNECT and, when the terminal wants it, the proof of @p key. True when it let us in.
    bool logIn(quint32 key = 0);
    /// A table as the terminal gives it: at once or in pieces of @p pieceSize bytes, put together
    /// by index. nullopt when it refuses or stops.
    std::optional<QByteArray> table(int inner, int function, int pieceSize = 16384);
    QByteArray users() { return table(9, 5).value_or(QByteArray()); }
    QByteArray logs() { return table(13, 0).value_or(QByteArray()); }
    /// The data of a transfer or a single DATA that is on its way, up to its closing ACK.
    std::optional<QByteArray> transfer();

    /// All bytes until there have been @p size, the end, or a moment of silence.
    QByteArray read(qsizetype size);
    /// Waits for the terminal to close.
    bool isClosed(int milliseconds = kPatience);
    void close();

    quint16 session() const { return m_session; }
    quint16 lastReply() const { return m_reply; }

private:
    bool fill(int milliseconds);
    RawPacket take();

    Carrier m_carrier;
    std::unique_ptr<QAbstractSocket> m_socket;
    QByteArray m_input;
    QList<QByteArray> m_datagrams;
    QByteArray m_lastRequest;
    quint16 m_session = 0;
    quint16 m_reply = 0;
    bool m_hasSent = false;
};

/// A number in @p bytes bytes, and what stands there.
QByteArray little(quint32 value, int bytes);
quint32 littleAt(const QByteArray &data, qsizetype at, int bytes);
/// The answer to a session for a communication key (section 4.1).
QByteArray keyProof(quint32 key, quint16 session);

} // namespace rollcall::test
