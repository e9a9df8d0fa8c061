// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/admsgreeting.h"

#include "devices/push/adms/admstext.h"
#include "devices/push/adms/handshaketext.h"
#include "devices/push/adms/optionsreader.h"

namespace rollcall::push {

namespace {

constexpr int kCommandsAtOnce = 5;
constexpr qsizetype kMostShort = 32; ///< of what the terminal says of itself

std::optional<PushFamily> familyOf(const QString &deviceType)
{
    if (deviceType.isEmpty())
        return std::nullopt;
    return deviceType.compare(u"acc", Qt::CaseInsensitive) == 0 ? PushFamily::Access
                                                                : PushFamily::Attendance;
}

} // namespace

PushAnswer admsAnswer(const QByteArray &text)
{
    PushAnswer answer;
    answer.contentType = QByteArrayLiteral("text/plain");
    answer.body = text;
    return answer;
}

PushAnswer admsRefusal(const Problem &problem, AdmsEndpoint endpoint)
{
    QByteArray text;
    int status = problemStatus(problem.code);
    switch (problem.code) {
    case ProblemCode::BadSerial:
        text = "bad SN";
        break;
    case ProblemCode::UnknownSerial:
        text = "device not registered";
        break;
    case ProblemCode::DeviceInactive:
    case ProblemCode::DeviceNotPush:
    case ProblemCode::AddressNotAllowed:
    case ProblemCode::DeviceKeyWrong:
        text = "device not allowed";
        break;
    case ProblemCode::Unavailable:
    case ProblemCode::RateLimited:
        text = "busy";
        break;
    default:
        text = problemWord(problem.code).toLatin1().replace('_', ' ');
        break;
    }
    constexpr int kNotAcceptable = 406;
    if (endpoint == AdmsEndpoint::Registry && (status == 401 || status == 403))
        status = kNotAcceptable;
    PushAnswer answer = admsAnswer("ERROR: " + text);
    answer.status = status;
    answer.fields = problem.fields;
    if (problem.code == ProblemCode::Unavailable)
        answer.fields.append(retryAfter());
    answer.close = closesConnection(problem.code);
    return answer;
}

PushAnswer tableAnswer(const AdmsQuery &query, int lines)
{
    const qint64 count = admsNumber(query.value(u"count")).value_or(lines);
    return admsAnswer(query.value(u"tablename").left(kMostShort).toLatin1() + '=' +
                      QByteArray::number(count));
}

PushWork greetTerminal(const PushTicket &ticket, const AdmsQuery &query, qint64 nowUtc)
{
    if (query.value(u"type").compare(u"time", Qt::CaseInsensitive) == 0)
        return tellTime(ticket, nowUtc);
    if (query.table().compare(u"RemoteAtt", Qt::CaseInsensitive) == 0)
        return admsAnswer("OK"); // asks for one user's data: none
    DeviceReport report;
    report.language = query.value(u"language").left(kMostShort);
    report.pushVersion = query.value(u"pushver").left(kMostShort);
    return GreetWork{report, false,
                     [serial = ticket.serial, zoneName = ticket.device.timeZone,
                      nowUtc](const PushMemory &memory) {
                         if (memory.family == PushFamily::Access)
                             return admsAnswer(memory.registryCode.isEmpty()
                                                   ? QByteArrayLiteral("OK")
                                                   : accessGreeting(memory));
                         ZoneClock zone(zoneName);
                         return admsAnswer(attendanceOptions(serial, memory, zone, nowUtc));
                     }};
}

void noteFamily(PushWork &work, const AdmsQuery &query)
{
    const std::optional<PushFamily> said = familyOf(query.value(u"devicetype"));
    if (!said || std::holds_alternative<Problem>(work) || std::holds_alternative<ProbeWork>(work))
        return;
    if (const PushAnswer *answer = std::get_if<PushAnswer>(&work))
        work = StoreWork{{}, {}, {}, [answer = *answer](const IngestCounts &) { return answer; }};
    DeviceReport *report = nullptr;
    if (StoreWork *storing = std::get_if<StoreWork>(&work))
        report = &storing->report;
    else if (GreetWork *greeting = std::get_if<GreetWork>(&work))
        report = &greeting->report;
    else if (CommandsWork *commands = std::get_if<CommandsWork>(&work))
        report = &commands->report;
    if (report && !report->family)
        report->family = said;
}

PushWork registerTerminal(const QByteArray &body)
{
    DeviceReport report;
    report.family = PushFamily::Access;
    report.facts = readOptions(body);
    return GreetWork{report, true, [](const PushMemory &memory) {
                         return admsAnswer("RegistryCode=" + memory.registryCode.toLatin1());
                     }};
}

PushWork configureTerminal()
{
    DeviceReport report;
    report.family = PushFamily::Access;
    return GreetWork{report, true, [](const PushMemory &memory) {
                         return admsAnswer(accessConfiguration(memory));
                     }};
}

PushWork handOutCommands(const AdmsQuery &query)
{
    DeviceReport report;
    report.facts = readPollInfo(query.value(u"info"));
    return CommandsWork{kCommandsAtOnce, report, [](const OwedCommands &owed) {
                            if (owed.commands.isEmpty())
                                return admsAnswer("OK");
                            QByteArray lines;
                            for (const DeviceCommand &command : owed.commands)
                                lines += "C:" + command.wireId.toLatin1() + ':' +
                                         admsBytes(command.text, owed.language) + '\n';
                            return admsAnswer(lines);
                        }};
}

PushAnswer tellTime(const PushTicket &ticket, qint64 nowUtc)
{
    ZoneClock zone(ticket.device.timeZone);
    return admsAnswer(timeAnswer(zone, nowUtc));
}

} // namespace rollcall::push
