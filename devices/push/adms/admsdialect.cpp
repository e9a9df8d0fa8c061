// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/admsdialect.h"

#include "core/base/log.h"
#include "devices/push/adms/admsgreeting.h"
#include "devices/push/adms/admstext.h"
#include "devices/push/adms/attlogreader.h"
#include "devices/push/adms/operlogreader.h"
#include "devices/push/adms/optionsreader.h"
#include "devices/push/adms/resultreader.h"

#include <QCryptographicHash>

#include <utility>

namespace rollcall::push {

namespace {

constexpr qint64 kMostBody = 2LL * 1024 * 1024;
constexpr qint64 kMostQueryData = 4LL * 1024 * 1024;
/// What is told of a table nobody knows.
constexpr qsizetype kShownOfUnknown = 200;

bool isMethodTaken(AdmsEndpoint endpoint, QByteArrayView method)
{
    const bool isGet = method == "GET" || method == "HEAD";
    switch (endpoint) {
    case AdmsEndpoint::GetRequest:
    case AdmsEndpoint::RtData:
        return isGet;
    case AdmsEndpoint::DeviceCmd:
    case AdmsEndpoint::Fdata:
    case AdmsEndpoint::Registry:
    case AdmsEndpoint::QueryData:
        return method == "POST";
    case AdmsEndpoint::Cdata:
    case AdmsEndpoint::Ping:
    case AdmsEndpoint::Push:
        return isGet || method == "POST";
    default:
        return true; // 404 whatever the method
    }
}

/// "OK: 12": every line that came, also those that are known or unreadable; only then does the
/// terminal go on to the next ones (section 2.5).
PushAnswer counted(int lines)
{
    return admsAnswer("OK: " + QByteArray::number(qMax(lines, 1)));
}

/// Stores what was read, and answers when that is done; at once when there is nothing to store.
PushWork stored(AdmsPunches punches, DeviceReport report, const PushAnswer &answer)
{
    if (punches.logs.isEmpty() && punches.setAside.isEmpty() && report.isEmpty())
        return answer;
    return StoreWork{std::move(punches.logs), std::move(punches.setAside), std::move(report),
                     [answer](const IngestCounts &) { return answer; }};
}

/// The cursor that an upload names, whichever way its firmware spells it.
QString stampOf(const AdmsQuery &query, std::initializer_list<QStringView> names)
{
    for (const QStringView name : names) {
        if (query.has(name))
            return query.value(name).trimmed();
    }
    return {};
}

void logUnknown(const PushTicket &ticket, const QString &what, QByteArrayView body)
{
    qCInfo(lcPush) << "Device" << ticket.device.device.value << "sent" << deviceLogText(what)
                   << "in request" << ticket.requestId << "which nobody here knows;" << body.size()
                   << "bytes";
}

/// A number of parts; 1 when none is given, 0 when it is no number that parts have.
int smallNumber(const QString &text)
{
    constexpr qint64 kMost = 100'000;
    if (text.isEmpty())
        return 1;
    const qint64 number = admsNumber(text).value_or(0);
    return number > 0 && number <= kMost ? static_cast<int>(number) : 0;
}

bool isDiscardedTable(QStringView table)
{
    for (const QStringView known : {QStringView(u"BIODATA"), QStringView(u"FINGERTMP"),
                                    QStringView(u"FACE"), QStringView(u"IDCARD")}) {
        if (table.compare(known, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

} // namespace

AdmsDialect::AdmsDialect(const PushLimits &limits)
    : m_limits(limits)
{}

bool AdmsDialect::match(const HttpHead &head) const
{
    return isAdmsPath(head.path);
}

std::optional<Problem> AdmsDialect::admit(const PushVisitor &visitor, PushTicket &ticket) const
{
    const AdmsQuery query(visitor.head.query);
    const AdmsEndpoint endpoint = admsEndpoint(visitor.head.path);
    ticket.operation = static_cast<int>(endpoint);
    ticket.maxBody = endpoint == AdmsEndpoint::QueryData ? kMostQueryData : kMostBody;
    ticket.serial = query.serial();
    if (ticket.serial.isEmpty() && endpoint == AdmsEndpoint::DeviceCmd && !query.has(u"sn"))
        ticket.serial = visitor.sightings.onlySerialOf(visitor.peer, visitor.nowUtc);
    if (ticket.serial.isEmpty())
        return Problem{ProblemCode::BadSerial};
    const Admission::Decision decision = visitor.admission.admitSerial(ticket.serial, visitor.peer);
    if (decision.device)
        ticket.device = *decision.device;
    if (decision.refusal)
        return decision.refusal;
    return admitEndpoint(visitor, ticket, query);
}

std::optional<Problem> AdmsDialect::admitEndpoint(const PushVisitor &visitor, PushTicket &ticket,
                                                  const AdmsQuery &query) const
{
    const auto endpoint = static_cast<AdmsEndpoint>(ticket.operation);
    ticket.isRead = visitor.head.method != "POST";
    if (endpoint == AdmsEndpoint::Other || endpoint == AdmsEndpoint::Exchange) {
        qCInfo(lcPush) << "Device" << ticket.device.device.value
                       << "asks for something under /iclock that is not offered.";
        return Problem{ProblemCode::NotFound};
    }
    if (!isMethodTaken(endpoint, visitor.head.method))
        return Problem{ProblemCode::MethodNotAllowed,
                       {},
                       {},
                       {{QByteArrayLiteral("Allow"), QByteArrayLiteral("GET, POST")}}};
    const bool isHandshake = endpoint == AdmsEndpoint::Cdata && ticket.isRead;
    if (isHandshake && !ticket.device.commKeySha256.isEmpty() &&
        !equalDigests(ticket.device.commKeySha256,
                      QCryptographicHash::hash(query.value(u"pushcommkey").toUtf8(),
                                               QCryptographicHash::Sha256)))
        return Problem{ProblemCode::DeviceKeyWrong};
    if (visitor.head.contentLength > ticket.maxBody)
        return Problem{ProblemCode::BodyTooLarge};
    if (query.value(u"contenttype").compare(u"tgz", Qt::CaseInsensitive) == 0)
        return Problem{ProblemCode::UnsupportedMediaType};
    return std::nullopt;
}

PushWork AdmsDialect::parse(const PushTicket &ticket, const QByteArray &body, qint64 nowUtc)
{
    const AdmsQuery query(ticket.query);
    PushWork work = parseRequest(ticket, query, body, nowUtc);
    noteFamily(work, query);
    return work;
}

PushWork AdmsDialect::parseRequest(const PushTicket &ticket, const AdmsQuery &query,
                                   const QByteArray &body, qint64 nowUtc)
{
    switch (static_cast<AdmsEndpoint>(ticket.operation)) {
    case AdmsEndpoint::Cdata:
        return ticket.isRead ? greetTerminal(ticket, query, nowUtc)
                             : parseUpload(ticket, query, body, nowUtc);
    case AdmsEndpoint::GetRequest:
        return handOutCommands(query);
    case AdmsEndpoint::DeviceCmd: {
        DeviceReport report;
        report.results = readResults(body) + readResults(query);
        for (const CommandResult &result : std::as_const(report.results))
            report.facts.insert(readOptions(result.info.toUtf8()));
        return stored({}, report, admsAnswer("OK"));
    }
    case AdmsEndpoint::Registry:
        return registerTerminal(body);
    case AdmsEndpoint::Push:
        return configureTerminal();
    case AdmsEndpoint::RtData:
        return tellTime(ticket, nowUtc);
    case AdmsEndpoint::QueryData:
        return parseQueryData(ticket, query, body, nowUtc);
    default:
        return admsAnswer("OK"); // ping, and photos, which are not kept
    }
}

PushWork AdmsDialect::parseUpload(const PushTicket &ticket, const AdmsQuery &query,
                                  const QByteArray &body, qint64 nowUtc)
{
    const QString table = query.table();
    const auto is = [&table](QStringView name) {
        return table.compare(name, Qt::CaseInsensitive) == 0;
    };
    DeviceReport report;
    if (is(u"ATTLOG")) {
        ZoneClock zone(ticket.device.timeZone);
        AdmsPunches punches = readAttlog(body, zone, nowUtc, m_limits);
        report.attStamp = stampOf(query, {u"attlogstamp", u"stamp"});
        report.family = PushFamily::Attendance;
        const PushAnswer answer = counted(punches.lines);
        return stored(std::move(punches), std::move(report), answer);
    }
    if (is(u"OPERLOG") || is(u"USERINFO")) {
        OperlogReading reading = readOperlog(body, is(u"USERINFO"));
        for (const QString &keyword : std::as_const(reading.unknown))
            logUnknown(ticket, keyword, {});
        report.users = std::move(reading.users);
        report.log = std::move(reading.log);
        report.operStamp = stampOf(query, {u"operlogstamp", u"opstamp", u"stamp"});
        return stored({}, std::move(report), counted(reading.lines));
    }
    if (isDiscardedTable(table))
        return counted(countAdmsLines(body));
    if (is(u"options") || (table.isEmpty() && !query.has(u"authtype"))) {
        report.facts = readOptions(body);
        return stored({}, std::move(report), admsAnswer("OK"));
    }
    if (is(u"ERRORLOG")) {
        report.log = readErrorlog(body);
        return stored({}, std::move(report), admsAnswer("OK"));
    }
    return parseAccess(ticket, query, body, nowUtc);
}

PushWork AdmsDialect::parseAccess(const PushTicket &ticket, const AdmsQuery &query,
                                  const QByteArray &body, qint64 nowUtc)
{
    const QString table = query.table();
    ZoneClock zone(ticket.device.timeZone);
    DeviceReport report;
    if (table.compare(u"rtlog", Qt::CaseInsensitive) == 0) {
        AccessReading reading = readRtlog(body, zone, nowUtc, m_limits);
        report.log = std::move(reading.log);
        return stored(std::move(reading.punches), std::move(report), admsAnswer("OK"));
    }
    if (table.compare(u"tabledata", Qt::CaseInsensitive) == 0) {
        const QString name = query.value(u"tablename");
        AccessReading reading = readTableData(name, body, zone, nowUtc, m_limits);
        report.log = std::move(reading.log);
        report.users = std::move(reading.users);
        const PushAnswer answer = tableAnswer(query, reading.punches.lines);
        return stored(std::move(reading.punches), std::move(report), answer);
    }
    const bool isKnown = table.compare(u"rtstate", Qt::CaseInsensitive) == 0 ||
                         table.compare(u"ATTPHOTO", Qt::CaseInsensitive) == 0;
    if (!isKnown) {
        logUnknown(ticket, u"table " % table, body);
        DeviceLogEntry entry;
        entry.kind = QStringLiteral("other");
        entry.text =
            deviceLogText(table % u": " %
                          admsText(QByteArrayView(body).first(qMin(body.size(), kShownOfUnknown))));
        report.log.append(entry);
    }
    return stored({}, std::move(report), admsAnswer("OK"));
}

PushWork AdmsDialect::parseQueryData(const PushTicket &ticket, const AdmsQuery &query,
                                     const QByteArray &body, qint64 nowUtc)
{
    const QString commandId = query.value(u"cmdid");
    QueryJoiner::Part part;
    part.set = ticket.serial % u' ' % commandId % u' ' % query.value(u"tablename");
    part.count = smallNumber(query.value(u"packcnt"));
    part.index = smallNumber(query.value(u"packidx"));
    part.body = body;
    const std::optional<QByteArray> whole = m_joiner.add(part, nowUtc);
    if (!whole)
        return tableAnswer(query, countAdmsLines(body));
    ZoneClock zone(ticket.device.timeZone);
    AccessReading reading =
        readTableData(query.value(u"tablename"), *whole, zone, nowUtc, m_limits);
    DeviceReport report;
    report.family = PushFamily::Access; // nobody else answers this way
    report.log = std::move(reading.log);
    report.users = std::move(reading.users);
    if (!commandId.isEmpty())
        report.results.append({commandId, reading.punches.lines, QStringLiteral("DATA QUERY"), {}});
    const PushAnswer answer = tableAnswer(query, reading.punches.lines);
    PushWork work = stored(std::move(reading.punches), std::move(report), answer);
    // What was stored need not be kept; what was not comes again, and its set is still here.
    if (StoreWork *storing = std::get_if<StoreWork>(&work))
        storing->answer = [this, set = part.set, answer](const IngestCounts &) {
            m_joiner.forget(set);
            return answer;
        };
    else
        m_joiner.forget(part.set);
    return work;
}

PushAnswer AdmsDialect::refuse(const Problem &problem, const PushTicket &ticket) const
{
    return admsRefusal(problem, static_cast<AdmsEndpoint>(ticket.operation));
}

} // namespace rollcall::push
