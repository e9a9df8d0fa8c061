// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/push/chunkscanner.h"
#include "devices/push/httpgate.h"
#include "devices/push/httphead.h"
#include "devices/push/httpreceiver.h"
#include "devices/push/pushdialect.h"

#include <QDeadlineTimer>
#include <QHostAddress>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <optional>

class QSslSocket;

namespace rollcall::push {

/// One connection at the gate: collects a request within its limits and deadlines, asks the keeper
/// as soon as the head is there, and shows it to the library only when it is whole
/// (push-protocols.md, sections 1.2, 1.5, 1.7 and 5).
///
/// The bytes stay in the socket's buffer meanwhile: they are read inside a QIODevice transaction,
/// which is rolled back for the library. Between requests the library does not listen to the
/// socket. A request that is sent before the one ahead of it was answered (pipelining) is never
/// read: that answer says Connection: close.
///
/// An encrypted connection begins with its handshake, which has the deadline of a head; what is no
/// handshake ends it. From there on the two kinds are alike.
///
/// A connection buffers no more than a head until its request is admitted, and no more than that
/// request may have from then on.
///
/// A terminal that closes its half of the connection has hung up: it gets no answer, though what it
/// sent whole is stored.
///
/// A child of its gate; deletes itself when the connection has ended. Thread: the listener's.
class GateConnection : public QObject
{
    Q_OBJECT

public:
    GateConnection(std::unique_ptr<QTcpSocket> socket, HttpGate &gate, const GateContext &context);
    ~GateConnection() override;

    QHostAddress peer() const { return m_peer; }
    /// Answers the request that is being served; does nothing when the terminal is gone.
    void answer(const PushAnswer &answer);
    /// One connection too many: says 503 and ends. Without a word if it is not encrypted yet.
    void turnAway();
    /// The listener stops.
    void endWhenAnswered();

private:
    enum class State { Handshake, Waiting, Head, Body, Serving, Closing, Ended };

    void shakeHands(QSslSocket &socket);
    void waitForRequest();
    void readMore();
    void beginRequest();
    void readHeadBytes(const QByteArray &bytes);
    void headIsThere(HttpHead head);
    void limitBuffer(qint64 body);
    void beginBody();
    void readBodyBytes(QByteArrayView bytes);
    void requestIsWhole();
    void refuse(const Problem &problem);
    void respond(const PushAnswer &answer, bool isBodyOutstanding);
    void beginClosing(bool isMoreToCome);
    void discard();
    void timeUp();
    void end();

    HttpGate &m_gate;
    GateContext m_context;
    QTcpSocket *m_socket; ///< a child; from Qt 6.5 on the library's while it is being served
    QHostAddress m_peer;
    QTimer m_timer;

    State m_state = State::Waiting;
    bool m_isEnding = false; ///< the listener stops
    bool m_isLingering =
        false;              ///< Closing: the rest of a refused request is still being thrown away
    bool m_isEarly = false; ///< bytes of another request came too early
    int m_answers = 0;
    qint64 m_bytes = 0; ///< of all requests

    // Of the present request:
    QDeadlineTimer m_bodyDeadline;
    QDeadlineTimer m_lingerDeadline;
    QByteArray m_headBytes;
    HttpHead m_head;
    PushTicket m_ticket;
    qint64 m_size = 0;     ///< bytes on the wire, as far as they are known to belong to it
    qint64 m_bodyLeft = 0; ///< with a Content-Length
    std::optional<ChunkScanner> m_chunks;
    std::optional<HttpReceiver::Received> m_received;
};

} // namespace rollcall::push
