// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/httpreceiver.h"

#include "devices/push/httpgate.h"

#include <QHttpServerRequest>
#include <QTcpSocket>

#include <utility>

namespace rollcall::push {

std::optional<HttpReceiver::Received> HttpReceiver::receive(HttpGate &gate, QTcpSocket *socket)
{
    m_received.reset();
    gate.handOver(socket);
    // The bytes came before the library looked, so they are announced to it once more; it reads
    // them in this call.
    emit socket->readyRead();
    stopReading(socket, this);
    return std::exchange(m_received, std::nullopt);
}

#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
bool HttpReceiver::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    m_received = {request.body(),
                  std::make_unique<QHttpServerResponder>(makeResponder(request, socket))};
    return true;
}
#else
bool HttpReceiver::handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder)
{
    m_received = {request.body(), std::make_unique<QHttpServerResponder>(std::move(responder))};
    return true;
}
#endif

void HttpReceiver::missingHandler(const QHttpServerRequest &, MissingArgument)
{
    // Never called: handleRequest() takes every request.
}

} // namespace rollcall::push
