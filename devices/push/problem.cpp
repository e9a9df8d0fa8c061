// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/problem.h"

#include <QJsonDocument>

#include <array>

namespace rollcall::push {

namespace {

struct ProblemRow
{
    ProblemCode code;
    int status;
    QLatin1String word;
    QLatin1String detail;
    bool close = false;
};

// In the order of ProblemCode.
constexpr std::array kRows{
    ProblemRow{ProblemCode::MalformedJson, 400, QLatin1String("malformed_json"),
               QLatin1String("The body is not one JSON document in UTF-8.")},
    ProblemRow{
        ProblemCode::BadRequest, 400, QLatin1String("bad_request"),
        QLatin1String(
            "The request is not proper HTTP, or it does not say clearly where its body ends."),
        true},
    ProblemRow{ProblemCode::BadSerial, 400, QLatin1String("bad_serial"),
               QLatin1String("The request names no serial number of a terminal.")},
    ProblemRow{ProblemCode::Unauthorized, 401, QLatin1String("unauthorized"),
               QLatin1String(
                   "Send one Authorization header with the Bearer token shown for this device.")},
    ProblemRow{ProblemCode::UnknownSerial, 401, QLatin1String("unknown_serial"),
               QLatin1String("No device has this serial number. Nothing was stored.")},
    ProblemRow{ProblemCode::DeviceInactive, 403, QLatin1String("device_inactive"),
               QLatin1String("This device is set to Inactive. Nothing was stored.")},
    ProblemRow{ProblemCode::DeviceNotPush, 403, QLatin1String("device_not_push"),
               QLatin1String("This device is not set to push its punches. Nothing was stored.")},
    ProblemRow{ProblemCode::AddressNotAllowed, 403, QLatin1String("address_not_allowed"),
               QLatin1String("This device may not send from this address. Nothing was stored.")},
    ProblemRow{ProblemCode::DeviceKeyWrong, 403, QLatin1String("device_key_wrong"),
               QLatin1String("The terminal does not name this device's communication key. Nothing "
                             "was stored.")},
    ProblemRow{ProblemCode::NotFound, 404, QLatin1String("not_found"),
               QLatin1String("There is nothing at this path.")},
    ProblemRow{ProblemCode::MethodNotAllowed, 405, QLatin1String("method_not_allowed"),
               QLatin1String("This path does not take that method.")},
    ProblemRow{ProblemCode::RequestTimeout, 408, QLatin1String("request_timeout"),
               QLatin1String("The request did not arrive whole in time. Nothing was stored."),
               true},
    ProblemRow{ProblemCode::LengthRequired, 411, QLatin1String("length_required"),
               QLatin1String("Say the length of the body. An empty push is {\"logs\":[]}."), true},
    ProblemRow{
        ProblemCode::BodyTooLarge, 413, QLatin1String("body_too_large"),
        QLatin1String(
            "The body is larger than is taken at once. Send the punches in smaller batches."),
        true},
    ProblemRow{ProblemCode::UriTooLong, 414, QLatin1String("uri_too_long"),
               QLatin1String("The request target is longer than is taken."), true},
    ProblemRow{ProblemCode::UnsupportedMediaType, 415, QLatin1String("unsupported_media_type"),
               QLatin1String("Send application/json in UTF-8, not compressed.")},
    ProblemRow{
        ProblemCode::ValidationFailed, 422, QLatin1String("validation_failed"),
        QLatin1String("The document is not an object with an array \"logs\". Nothing was stored.")},
    ProblemRow{
        ProblemCode::TooManyLogs, 422, QLatin1String("too_many_logs"),
        QLatin1String(
            "The batch holds more punches than are taken at once. Nothing was stored; split it.")},
    ProblemRow{ProblemCode::RateLimited, 429, QLatin1String("rate_limited"),
               QLatin1String("Too many requests. Nothing was stored; send the batch again later.")},
    ProblemRow{ProblemCode::HeadersTooLarge, 431, QLatin1String("headers_too_large"),
               QLatin1String("The header is larger than is taken."), true},
    ProblemRow{
        ProblemCode::Internal, 500, QLatin1String("internal"),
        QLatin1String(
            "Something went wrong inside the listener. Nothing was stored; send the batch again.")},
    ProblemRow{
        ProblemCode::Unavailable, 503, QLatin1String("unavailable"),
        QLatin1String(
            "Punches cannot be stored at the moment. Nothing was stored; send the batch again.")},
};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (kRows[i].code != static_cast<ProblemCode>(i))
            return false;
    }
    return true;
}
static_assert(isInOrder());

const ProblemRow &row(ProblemCode code)
{
    return kRows[static_cast<std::size_t>(code)];
}

} // namespace

int problemStatus(ProblemCode code)
{
    return row(code).status;
}

QString problemWord(ProblemCode code)
{
    return row(code).word;
}

bool closesConnection(ProblemCode code)
{
    return row(code).close;
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return QByteArrayLiteral("OK");
    case 400:
        return QByteArrayLiteral("Bad Request");
    case 401:
        return QByteArrayLiteral("Unauthorized");
    case 403:
        return QByteArrayLiteral("Forbidden");
    case 404:
        return QByteArrayLiteral("Not Found");
    case 405:
        return QByteArrayLiteral("Method Not Allowed");
    case 406:
        return QByteArrayLiteral("Not Acceptable");
    case 408:
        return QByteArrayLiteral("Request Timeout");
    case 411:
        return QByteArrayLiteral("Length Required");
    case 413:
        return QByteArrayLiteral("Content Too Large");
    case 414:
        return QByteArrayLiteral("URI Too Long");
    case 415:
        return QByteArrayLiteral("Unsupported Media Type");
    case 422:
        return QByteArrayLiteral("Unprocessable Content");
    case 429:
        return QByteArrayLiteral("Too Many Requests");
    case 431:
        return QByteArrayLiteral("Request Header Fields Too Large");
    case 500:
        return QByteArrayLiteral("Internal Server Error");
    case 503:
        return QByteArrayLiteral("Service Unavailable");
    default:
        return QByteArrayLiteral("Unknown");
    }
}

HttpField retryAfter()
{
    return {QByteArrayLiteral("Retry-After"), QByteArrayLiteral("30")};
}

PushAnswer problemAnswer(const Problem &problem, const QByteArray &requestId)
{
    const ProblemRow &known = row(problem.code);
    QJsonObject body = problem.members;
    body.insert(u"type", QString(u"urn:rollcall:problem:" + known.word));
    body.insert(u"title", QString::fromLatin1(reasonPhrase(known.status)));
    body.insert(u"status", known.status);
    body.insert(u"detail", problem.detail.isEmpty() ? QString(known.detail) : problem.detail);
    body.insert(u"instance", QString(u"urn:rollcall:request:" + QString::fromLatin1(requestId)));
    body.insert(u"code", QString(known.word));

    PushAnswer answer;
    answer.status = known.status;
    answer.contentType = QByteArrayLiteral("application/problem+json");
    answer.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    answer.fields = problem.fields;
    answer.close = known.close;
    if (problem.code == ProblemCode::Unavailable)
        answer.fields.append(retryAfter());
    if (problem.code == ProblemCode::UnsupportedMediaType)
        answer.fields.append({QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")});
    return answer;
}

} // namespace rollcall::push
