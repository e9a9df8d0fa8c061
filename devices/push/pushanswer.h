// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/push/httphead.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

namespace rollcall::push {

/// What goes back to the terminal.
struct PushAnswer
{
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    QList<HttpField> fields; ///< beyond those that every answer has
    bool close = false;      ///< the connection ends with this answer

    friend bool operator==(const PushAnswer &, const PushAnswer &) = default;
};

/// An answer with a JSON document.
PushAnswer jsonAnswer(int status, const QJsonObject &body);

/// What an answer's head needs beside the answer itself.
struct AnswerFrame
{
    QByteArray requestId;
    qint64 nowUtc = 0;  ///< ms
    bool close = false; ///< this is the connection's last answer
};

/// The fields that every answer carries, whoever writes it: Content-Type, Date, Cache-Control,
/// nosniff, X-Request-Id and the answer's own (push-protocols.md, section 1.7). Content-Length is
/// added by the writer.
QList<HttpField> answerFields(const PushAnswer &answer, const AnswerFrame &frame);

/// The whole answer as bytes, for what the gate says itself: refusals, and answers to HEAD, which
/// carry the length of a body that they leave out.
QByteArray answerBytes(const PushAnswer &answer, const AnswerFrame &frame, bool withBody);

} // namespace rollcall::push
