// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/jsonapi/jsonapi.h"

#include "devices/push/jsonapi/jsonbody.h"
#include "devices/push/jsonapi/pushlogparser.h"
#include "devices/push/jsonapi/timestamp.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

#include <array>
#include <utility>

namespace rollcall::push {

namespace {

enum Operation { PushLog, Heartbeat, Health };

struct Route
{
    Operation operation;
    QByteArrayView path;
    QByteArrayView allow; ///< value of the Allow field
};

constexpr std::array kRoutes{
    Route{PushLog, "/api/v1/biometric/push-log", "POST"},
    Route{Heartbeat, "/api/v1/biometric/heartbeat", "POST"},
    Route{Health, "/api/v1/health", "GET, HEAD"},
};

const Route *routeOf(QByteArrayView path)
{
    if (path.size() > 1 && path.endsWith('/'))
        path.chop(1);
    for (const Route &route : kRoutes) {
        if (route.path == path)
            return &route;
    }
    return nullptr;
}

bool isMethodAllowed(const Route &route, QByteArrayView method)
{
    return route.operation == Health ? method == "GET" || method == "HEAD" : method == "POST";
}

Problem methodNotAllowed(const Route &route)
{
    QJsonArray allowed;
    for (const QByteArray &method : route.allow.toByteArray().split(','))
        allowed.append(QString::fromLatin1(method.trimmed()));
    return {ProblemCode::MethodNotAllowed,
            {},
            {{QStringLiteral("allowed"), allowed}},
            {{QByteArrayLiteral("Allow"), route.allow.toByteArray()}}};
}

/// What a heartbeat says of the terminal, as DeviceReport names it. What is none of these, or has
/// no sensible value, is left out.
QHash<QString, QString> factsOf(const QJsonObject &said)
{
    constexpr qsizetype kLongestText = 64;
    constexpr double kMost = 1e9;
    QHash<QString, QString> facts;
    const QString firmware = said.value(u"firmware").toString().simplified().left(kLongestText);
    if (!firmware.isEmpty())
        facts.insert(QStringLiteral("firmware"), firmware);
    for (const auto &[member, fact] :
         {std::pair{QStringLiteral("pending"), QStringLiteral("pending")},
          std::pair{QStringLiteral("users"), QStringLiteral("users")},
          std::pair{QStringLiteral("logs"), QStringLiteral("records")}}) {
        const double number = said.value(member).toDouble(-1);
        if (number >= 0 && number <= kMost)
            facts.insert(fact, QString::number(static_cast<qint64>(number)));
    }
    return facts;
}

/// A token in the query would stand in every log on its way.
bool hasTokenInQuery(const QByteArray &query)
{
    for (const QByteArray &pair : query.split('&')) {
        const QByteArray name = pair.left(pair.indexOf('=')).toLower();
        if (name == "token" || name == "access_token")
            return true;
    }
    return false;
}

/// application/json, with no other parameter than charset=utf-8; any case, quoted or not.
bool isJsonInUtf8(const QByteArray &contentType)
{
    QList<QByteArray> parts = contentType.toLower().split(';');
    if (parts.takeFirst().trimmed() != "application/json")
        return false;
    for (const QByteArray &part : parts) {
        const QByteArray parameter = part.trimmed();
        if (parameter.startsWith("charset=") && parameter != "charset=utf-8" &&
            parameter != "charset=\"utf-8\"")
            return false;
    }
    return true;
}

bool isMediaTypeTaken(const HttpHead &head)
{
    const QList<QByteArray> types = head.values("content-type");
    const QList<QByteArray> encodings = head.values("content-encoding");
    const bool isPlain =
        encodings.isEmpty() ||
        (encodings.size() == 1 && encodings.first().compare("identity", Qt::CaseInsensitive) == 0);
    return types.size() == 1 && isJsonInUtf8(types.first()) && isPlain;
}

QJsonArray toJson(const QList<ItemNote> &notes)
{
    QJsonArray array;
    for (const ItemNote &note : notes) {
        array.append(QJsonObject{{QStringLiteral("index"), note.index},
                                 {QStringLiteral("reason"), note.reason},
                                 {QStringLiteral("detail"), note.detail}});
    }
    return array;
}

PushAnswer pushLogAnswer(const PushLogReading &reading, const IngestCounts &counts,
                         const QString &serverTime, const QByteArray &requestId)
{
    return jsonAnswer(200, {{QStringLiteral("received"), reading.received},
                            {QStringLiteral("accepted"), counts.added},
                            {QStringLiteral("duplicates"), counts.duplicate},
                            {QStringLiteral("rejected"), reading.errors.size()},
                            {QStringLiteral("unmatched"), counts.unmapped},
                            {QStringLiteral("errors"), toJson(reading.errors)},
                            {QStringLiteral("warnings"), toJson(reading.warnings)},
                            {QStringLiteral("server_time"), serverTime},
                            {QStringLiteral("request_id"), QString::fromLatin1(requestId)}});
}

QString utcText(qint64 nowUtc)
{
    return QDateTime::fromMSecsSinceEpoch(nowUtc, Qt::UTC).toString(Qt::ISODate);
}

} // namespace

JsonApi::JsonApi(const PushLimits &limits)
    : m_limits(limits)
{}

bool JsonApi::match(const HttpHead &head) const
{
    return routeOf(head.path) != nullptr;
}

std::optional<Problem> JsonApi::admit(const PushVisitor &visitor, PushTicket &ticket) const
{
    const Route *route = routeOf(visitor.head.path);
    if (!route)
        return Problem{ProblemCode::NotFound};
    if (!isMethodAllowed(*route, visitor.head.method))
        return methodNotAllowed(*route);
    ticket.operation = route->operation;
    ticket.maxBody = m_limits.maxBody;
    if (route->operation != Health) {
        if (hasTokenInQuery(visitor.head.query))
            return unauthorized(false);
        const Admission::Decision decision = visitor.admission.admit(
            visitor.head.values("authorization"), visitor.peer, visitor.nowUtc);
        if (decision.device)
            ticket.device = *decision.device;
        if (decision.refusal)
            return decision.refusal;
    }
    if (route->operation == PushLog && !visitor.head.chunked && visitor.head.contentLength < 0)
        return Problem{ProblemCode::LengthRequired};
    if (visitor.head.contentLength > m_limits.maxBody)
        return Problem{
            ProblemCode::BodyTooLarge, {}, {{QStringLiteral("max_bytes"), m_limits.maxBody}}};
    const bool needsMediaType =
        route->operation == PushLog || (route->operation == Heartbeat && visitor.head.hasBody());
    if (needsMediaType && !isMediaTypeTaken(visitor.head))
        return Problem{ProblemCode::UnsupportedMediaType};
    return std::nullopt;
}

PushWork JsonApi::parse(const PushTicket &ticket, const QByteArray &body, qint64 nowUtc)
{
    switch (ticket.operation) {
    case PushLog:
        return parsePushLog(ticket, body, nowUtc);
    case Heartbeat:
        return parseHeartbeat(ticket, body, nowUtc);
    default:
        break;
    }
    return ProbeWork{[nowUtc](bool healthy) {
        if (!healthy) {
            PushAnswer answer =
                jsonAnswer(503, {{QStringLiteral("status"), QStringLiteral("unavailable")}});
            answer.fields.append(retryAfter());
            return answer;
        }
        return jsonAnswer(200, {{QStringLiteral("status"), QStringLiteral("ok")},
                                {QStringLiteral("server_time"), utcText(nowUtc)}});
    }};
}

PushWork JsonApi::parsePushLog(const PushTicket &ticket, const QByteArray &body,
                               qint64 nowUtc) const
{
    ZoneClock zone(ticket.device.timeZone);
    if (!zone.isValid())
        return Problem{ProblemCode::Internal};
    std::variant<PushLogReading, Problem> read = readPushLog(body, zone, nowUtc, m_limits);
    if (const Problem *problem = std::get_if<Problem>(&read))
        return *problem;

    PushLogReading reading = std::get<PushLogReading>(std::move(read));
    const QString serverTime = isoText(nowUtc, zone);
    const QList<RawLog> logs = std::exchange(reading.logs, {});
    if (logs.isEmpty())
        return pushLogAnswer(reading, {}, serverTime, ticket.requestId);
    const QByteArray requestId = ticket.requestId;
    return StoreWork{logs, {}, {}, [reading, serverTime, requestId](const IngestCounts &counts) {
                         return pushLogAnswer(reading, counts, serverTime, requestId);
                     }};
}

PushWork JsonApi::parseHeartbeat(const PushTicket &ticket, const QByteArray &body,
                                 qint64 nowUtc) const
{
    ZoneClock zone(ticket.device.timeZone);
    if (!zone.isValid())
        return Problem{ProblemCode::Internal};
    QJsonObject said;
    if (!body.isEmpty()) {
        const std::optional<QJsonDocument> document = readJson(body);
        if (!document)
            return Problem{ProblemCode::MalformedJson};
        if (!document->isObject())
            return Problem{ProblemCode::ValidationFailed,
                           QStringLiteral("The document is not an object.")};
        said = document->object();
    }
    // A clock that cannot be read does not make the terminal less alive.
    DeviceReport report;
    report.heartbeat = SignOfLife{m_limits.heartbeatSeconds, std::nullopt};
    report.facts = factsOf(said);
    QJsonValue skew = QJsonValue::Null;
    if (const std::optional<Timestamp> deviceTime =
            readTimestamp(said.value(u"device_time").toString()))
        report.heartbeat->clockOffsetSeconds =
            momentOf(*deviceTime, zone).utc / 1000 - nowUtc / 1000;
    if (report.heartbeat->clockOffsetSeconds)
        skew = *report.heartbeat->clockOffsetSeconds;
    const PushAnswer answer =
        jsonAnswer(200, {{QStringLiteral("server_time"), isoText(nowUtc, zone)},
                         {QStringLiteral("clock_skew_seconds"), skew},
                         {QStringLiteral("interval_seconds"), m_limits.heartbeatSeconds},
                         {QStringLiteral("max_logs"), m_limits.maxLogs},
                         {QStringLiteral("max_bytes"), m_limits.maxBody}});
    return StoreWork{{}, {}, report, [answer](const IngestCounts &) { return answer; }};
}

PushAnswer JsonApi::refuse(const Problem &problem, const PushTicket &ticket) const
{
    return problemAnswer(problem, ticket.requestId);
}

} // namespace rollcall::push
