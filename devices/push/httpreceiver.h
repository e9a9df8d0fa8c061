// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/push/httpcompat.h"

#include <QAbstractHttpServer>
#include <QByteArray>
#include <QHttpServerResponder>

#include <memory>
#include <optional>

class QTcpSocket;

namespace rollcall::push {

class HttpGate;

/// The HTTP library behind the gate: it parses what the gate lets through and writes the answers.
///
/// It is the low-level class of the library and not QHttpServer: the gate has chosen the route
/// before the library sees a byte, and a second router might choose another. Answers are written
/// through a responder that the connection keeps, not through a QFuture of the route: on 6.4.2 such
/// a future writes to the socket even when the terminal has hung up and the socket is gone. Thread:
/// the listener's.
class HttpReceiver : public QAbstractHttpServer
{
public:
    /// One request as the library read it.
    struct Received
    {
        QByteArray body;
        std::unique_ptr<QHttpServerResponder> responder;
    };

    using QAbstractHttpServer::QAbstractHttpServer;

    /// Hands a socket over that holds one whole request, and takes what the library makes of it.
    /// nullopt: the library did not find a request in it.
    std::optional<Received> receive(HttpGate &gate, QTcpSocket *socket);

protected:
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
#else
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
#endif
    void missingHandler(const QHttpServerRequest &request, MissingArgument argument) override;

private:
    std::optional<Received> m_received;
};

} // namespace rollcall::push
