// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/pushserver.h"

#include "core/base/log.h"
#include "core/base/ondone.h"
#include "devices/push/gateconnection.h"
#include "devices/push/httpreceiver.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace rollcall::push {

namespace {

constexpr int kLeastBacklog = 128;

/// Never the token and never a body: who, what and which request is enough to find it again.
const PushAnswer &logged(const PushAnswer &answer, const QHostAddress &peer,
                         const PushTicket &ticket)
{
    qCInfo(lcPush) << "Request" << ticket.requestId << "from" << peer << "of device"
                   << ticket.device.device.value << "was answered with" << answer.status;
    return answer;
}

} // namespace

PushServer::PushServer(IngestPort &ingest, PushDesk &desk, const Clock &clock,
                       const PushLimits &limits, QObject *parent)
    : QObject(parent)
    , m_ingest(ingest)
    , m_desk(desk)
    , m_clock(clock)
    , m_limits(limits)
    , m_rates(limits)
    , m_count(m_limits)
{}

PushServer::~PushServer()
{
    m_receiver.reset(); // the connections go first: they still speak to the rest of us
}

void PushServer::addDialect(std::unique_ptr<PushDialect> dialect)
{
    m_dialects.push_back(std::move(dialect));
}

Result<quint16> PushServer::listen(const QHostAddress &address, quint16 port,
                                   const std::optional<TlsIdentity> &tls)
{
    if (!m_receiver)
        m_receiver = std::make_unique<HttpReceiver>();
    auto gate =
        std::make_unique<HttpGate>(GateContext{*this, *m_receiver, m_clock, m_limits, m_count},
                                   tls ? std::optional(tls->configuration()) : std::nullopt);
    // The system keeps so many waiting for us. With fewer, a rush of terminals at the first bell
    // would see its greetings lost and repeat them only after a second.
    gate->setListenBacklogSize(std::max(kLeastBacklog, m_limits.maxConnections));
    if (!gate->listen(address, port)) {
        if (gate->serverError() == QAbstractSocket::AddressInUseError)
            return errors::conflict(
                tr("Another program already listens at port %1 of this computer. Terminals that "
                   "push cannot reach Rollcall. Close that program or choose another port in the "
                   "settings and at the terminals.")
                    .arg(port),
                gate->errorString());
        return errors::invalidInput(
            tr("Rollcall cannot listen at %1, port %2. Terminals that push cannot reach it. "
               "Choose an address of this computer and a port above 1023 in the settings.")
                .arg(address.toString())
                .arg(port),
            gate->errorString());
    }
    const quint16 taken = gate->serverPort();
    connect(gate.get(), &HttpGate::connectionEnded, this, &PushServer::tellWhenClosed);
    m_receiver->bind(
        gate.get()); // which makes the receiver its parent; on 6.4 there is no value to look at
    if (!m_receiver->servers().contains(gate.get()))
        return errors::internal(
            QStringLiteral("the HTTP library did not take the listening socket"));
    m_gates.append(gate.release());
    return taken;
}

void PushServer::setCredentials(const QList<PushCredential> &credentials)
{
    m_admission.setCredentials(credentials);
}

void PushServer::setTls(const TlsIdentity &identity)
{
    for (HttpGate *gate : std::as_const(m_gates)) {
        if (gate->isEncrypted())
            gate->setTls(identity.configuration());
    }
}

void PushServer::close()
{
    m_isClosing = true;
    for (HttpGate *gate : std::as_const(m_gates)) {
        gate->close();
        gate->endConnections();
    }
    tellWhenClosed();
}

void PushServer::tellWhenClosed()
{
    if (!m_isClosing || m_isClosed || m_count.total() > 0)
        return;
    m_isClosed = true;
    emit closed();
}

std::optional<PushAnswer> PushServer::admit(const HttpHead &head, const QHostAddress &peer,
                                            PushTicket &ticket)
{
    if (m_isClosing)
        return refuse({ProblemCode::Unavailable}, peer, ticket);
    for (const std::unique_ptr<PushDialect> &dialect : m_dialects) {
        if (!dialect->match(head))
            continue;
        ticket.dialect = dialect.get();
        ticket.query = head.query;
        const qint64 now = m_clock.utcMilliseconds();
        const PushVisitor visitor{head, m_admission, m_sightings, peer, now};
        if (const std::optional<Problem> problem =
                limitRate(dialect->admit(visitor, ticket), peer, ticket, now))
            return refuse(*problem, peer, ticket);
        // Served all the same: a terminal may have been given another address.
        if (!ticket.serial.isEmpty() && m_sightings.note(peer, ticket.serial, now))
            emit refused({peer, ticket.device.device, ticket.serial, 200,
                          QStringLiteral("two_addresses"), now});
        return std::nullopt;
    }
    return refuse({ProblemCode::NotFound}, peer, ticket);
}

/// What a request comes to that the dialect has decided on: the same, or that it came too often.
std::optional<Problem> PushServer::limitRate(const std::optional<Problem> &problem,
                                             const QHostAddress &peer, const PushTicket &ticket,
                                             qint64 nowUtc)
{
    const bool isUnproven = problem && (problem->code == ProblemCode::Unauthorized ||
                                        problem->code == ProblemCode::UnknownSerial ||
                                        problem->code == ProblemCode::DeviceKeyWrong);
    if (problem && !isUnproven)
        return problem;
    const std::optional<int> wait = isUnproven ? m_rates.admitFailure(peer, nowUtc)
                                    : ticket.device.device.isValid()
                                        ? m_rates.admitDevice(ticket.device.device, nowUtc)
                                        : m_rates.admitHealth(peer, nowUtc);
    return wait ? Problem{ProblemCode::RateLimited,
                          {},
                          {},
                          {{QByteArrayLiteral("Retry-After"), QByteArray::number(*wait)}}}
                : problem;
}

PushAnswer PushServer::refuse(const Problem &problem, const QHostAddress &peer,
                              const PushTicket &ticket)
{
    emit refused({peer, ticket.device.device, ticket.serial, problemStatus(problem.code),
                  problemWord(problem.code), m_clock.utcMilliseconds()});
    return logged(ticket.dialect ? ticket.dialect->refuse(problem, ticket)
                                 : problemAnswer(problem, ticket.requestId),
                  peer, ticket);
}

void PushServer::serve(GateConnection *connection, const PushTicket &ticket, const QByteArray &body)
{
    if (ticket.device.device.isValid())
        emit deviceHeard(ticket.device.device);
    PushWork work = ticket.dialect->parse(ticket, body, m_clock.utcMilliseconds());
    if (StoreWork *storing = std::get_if<StoreWork>(&work))
        store(connection, ticket, std::move(*storing));
    else if (ProbeWork *probing = std::get_if<ProbeWork>(&work))
        probe(connection, ticket, std::move(*probing));
    else if (GreetWork *greeting = std::get_if<GreetWork>(&work))
        greet(connection, ticket, std::move(*greeting));
    else if (CommandsWork *commands = std::get_if<CommandsWork>(&work))
        handOut(connection, ticket, std::move(*commands));
    else if (const Problem *problem = std::get_if<Problem>(&work))
        connection->answer(refuse(*problem, connection->peer(), ticket));
    else
        connection->answer(logged(std::get<PushAnswer>(work), connection->peer(), ticket));
}

/// Answers once the house has: with what @p make says of its result, or, when it could not, with a
/// refusal. The terminal may hang up meanwhile; what was stored is stored all the same.
template <typename T, typename Make>
void PushServer::answerLater(Answer<T> answer, GateConnection *connection, const PushTicket &ticket,
                             Make make)
{
    const QPointer<GateConnection> waiting(connection);
    const QHostAddress peer = connection->peer();
    onDone(std::move(answer), this,
           [this, waiting, peer, ticket, make = std::move(make)](const Result<T> &result) {
               if (!result)
                   qCWarning(lcPush) << "Request" << ticket.requestId
                                     << "could not be done:" << result.error().detail;
               const PushAnswer made = result ? logged(make(*result), peer, ticket)
                                              : refuse({ProblemCode::Unavailable}, peer, ticket);
               if (waiting)
                   waiting->answer(made);
           });
}

void PushServer::store(GateConnection *connection, const PushTicket &ticket, StoreWork work)
{
    IngestBatch batch;
    batch.device = ticket.device.device;
    batch.source = LogSource::Push;
    batch.timeZone = ticket.device.timeZone;
    batch.logs = std::move(work.logs);
    batch.setAside = std::move(work.setAside);
    batch.report = std::move(work.report);
    const bool hasPunches = !batch.logs.isEmpty() || !batch.setAside.isEmpty();
    const bool hasReport = !batch.report.isEmpty();
    answerLater(m_ingest.store(std::move(batch)), connection, ticket,
                [this, ticket, hasPunches, hasReport,
                 answer = std::move(work.answer)](const IngestCounts &counts) {
                    qCInfo(lcPush) << "Request" << ticket.requestId << "brought" << counts.added
                                   << "new and" << counts.duplicate << "known punches.";
                    if (hasPunches)
                        emit punchesStored(ticket.device.device, counts);
                    if (hasReport)
                        emit reportStored(ticket.device.device);
                    return answer(counts);
                });
}

void PushServer::greet(GateConnection *connection, const PushTicket &ticket, GreetWork work)
{
    answerLater(m_desk.greet(ticket.device.device, work.report, work.registers), connection, ticket,
                std::move(work.answer));
}

void PushServer::handOut(GateConnection *connection, const PushTicket &ticket, CommandsWork work)
{
    answerLater(m_desk.takeCommands(ticket.device.device, work.most, work.report), connection,
                ticket, std::move(work.answer));
}

void PushServer::probe(GateConnection *connection, const PushTicket &ticket, ProbeWork work)
{
    const QPointer<GateConnection> waiting(connection);
    onDone(m_ingest.probe(), this,
           [waiting, ticket, answer = std::move(work.answer)](const Result<> &healthy) {
               if (waiting)
                   waiting->answer(logged(answer(healthy.isOk()), waiting->peer(), ticket));
           });
}

} // namespace rollcall::push
