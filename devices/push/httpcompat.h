// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/push/pushanswer.h"

#include <QAbstractHttpServer>
#include <QHttpServerResponder>
#include <QHttpServerResponse>
#include <QTcpSocket>

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QHttpHeaders>
#endif

// Where the HTTP library of Qt 6.4 differs from later ones: in 6.4 a handler gets the socket,
// from 6.5 on a responder; in 6.4 the library's part of a connection hangs on the socket, from 6.5
// on on a stream object that becomes the socket's parent; from 6.8 on header fields have a class of
// their own.

namespace rollcall::push {

/// What the missing handler is handed.
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
using MissingArgument = QTcpSocket *;
#elif QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
using MissingArgument = QHttpServerResponder &&;
#else
using MissingArgument = QHttpServerResponder &;
#endif

/// Has the library write an answer. Content-Length is its own doing.
inline void sendAnswer(QHttpServerResponder &responder, const PushAnswer &answer,
                       const QList<HttpField> &fields)
{
    // With a type given, the library does not look for one in the body, which costs more than all
    // the rest of an answer.
    QHttpServerResponse response(answer.contentType, answer.body,
                                 static_cast<QHttpServerResponse::StatusCode>(answer.status));
#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
    for (const HttpField &field : fields)
        response.setHeader(field.first, field.second);
#else
    QHttpHeaders headers;
    for (const HttpField &field : fields)
        headers.append(field.first, field.second);
    response.setHeaders(std::move(headers));
#endif
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    response.write(std::move(responder));
#else
    responder.sendResponse(response);
#endif
}

/// After the library has read a request: it may not read the next one by itself. From 6.5 on it
/// does not do so while a responder is out.
inline void stopReading(QTcpSocket *socket, QAbstractHttpServer *library)
{
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    QObject::disconnect(socket, &QTcpSocket::readyRead, library, nullptr);
#else
    Q_UNUSED(socket)
    Q_UNUSED(library)
#endif
}

/// Takes a socket back once the responder is gone, so that the next request, too, reaches the
/// library only when the gate hands it over.
inline void takeBack(QTcpSocket *socket, QObject *owner)
{
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    Q_UNUSED(socket)
    Q_UNUSED(owner)
#else
    QObject *stream = socket->parent();
    if (stream == owner)
        return;
    QObject::disconnect(socket, nullptr, stream, nullptr);
    socket->setParent(owner);
    stream->deleteLater();
#endif
}

} // namespace rollcall::push
