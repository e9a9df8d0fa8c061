// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/push/pushanswer.h"

#include <QJsonObject>
#include <QString>

namespace rollcall::push {

/// Why a request is not done (push-protocols.md, section 1.5).
enum class ProblemCode {
    MalformedJson,
    BadRequest,
    BadSerial,
    Unauthorized,
    UnknownSerial,
    DeviceInactive,
    DeviceNotPush,
    AddressNotAllowed,
    DeviceKeyWrong,
    NotFound,
    MethodNotAllowed,
    RequestTimeout,
    LengthRequired,
    BodyTooLarge,
    UriTooLong,
    UnsupportedMediaType,
    ValidationFailed,
    TooManyLogs,
    RateLimited,
    HeadersTooLarge,
    Internal,
    Unavailable,
};

/// A refusal before it has the form of a dialect's answer.
struct Problem
{
    ProblemCode code = ProblemCode::Internal;
    QString detail =
        {}; ///< for people; empty = the code's usual sentence. No internals, no input over 64 chars
    QJsonObject members = {};     ///< further members: max_bytes, max_logs, allowed
    QList<HttpField> fields = {}; ///< further header fields: Allow, WWW-Authenticate
};

int problemStatus(ProblemCode code);
/// The code as it stands in answers and logs, e.g. "device_inactive".
QString problemWord(ProblemCode code);
/// Whether the connection ends with the refusal.
bool closesConnection(ProblemCode code);
/// The usual words beside a status number (RFC 9110, section 15).
QByteArray reasonPhrase(int status);

/// When a terminal may come again after a 503.
HttpField retryAfter();

/// RFC 9457 problem details. Says Connection: close where section 1.5 wants it.
PushAnswer problemAnswer(const Problem &problem, const QByteArray &requestId);

} // namespace rollcall::push
