// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/pushcredential.h"
#include "core/domain/syncsession.h"
#include "core/ports/ingestport.h"
#include "core/ports/pushdesk.h"
#include "devices/push/admission.h"
#include "devices/push/httpgate.h"
#include "devices/push/peersightings.h"
#include "devices/push/pushdialect.h"
#include "devices/push/pushlimits.h"
#include "devices/push/ratelimits.h"
#include "devices/push/tlsidentity.h"

#include <QHostAddress>
#include <QList>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace rollcall::push {

class HttpReceiver;

/// A request that was not done, for the list of refusals; or one that was, and that somebody should
/// look at ("two_addresses").
struct PushRefusal
{
    QHostAddress peer;
    DeviceId device; ///< invalid when nobody proved to be one
    QString serial;  ///< which one the visitor claims to be; empty = none, at most 64 characters
    int status = 0;
    QString code;     ///< "unauthorized", "device_inactive" …
    qint64 atUtc = 0; ///< ms
};

/// The push listener: sockets, gate, HTTP library and dialects (push-protocols.md, parts 1 and 2).
/// Punches go to the ingest port, and no terminal gets its answer before the port has said that
/// they are committed; what a terminal is owed comes from the desk.
///
/// Thread: made anywhere, then moved to its own; from there on every function is called on that
/// thread (through QMetaObject::invokeMethod or queued connections) and it is destroyed there, or
/// after the thread has ended. Nothing here blocks. Ports and clock outlive it.
class PushServer : public QObject, private GateKeeper
{
    Q_OBJECT

public:
    PushServer(IngestPort &ingest, PushDesk &desk, const Clock &clock,
               const PushLimits &limits = {}, QObject *parent = nullptr);
    ~PushServer() override;

    /// A way to push. Before listen(); the first that knows a path serves it.
    void addDialect(std::unique_ptr<PushDialect> dialect);
    /// Listens on one address and answers the port (@p port 0: a free one). @p tls: over HTTPS with
    /// it; nullopt: over plain HTTP, which is for networks that are trusted. May be called for
    /// several addresses. Errors: Conflict (the port is taken), InvalidInput (the address is not
    /// this computer's).
    Result<quint16> listen(const QHostAddress &address, quint16 port,
                           const std::optional<TlsIdentity> &tls = std::nullopt);
    /// A renewed certificate for everything that listens over HTTPS. Connections that stand go on
    /// with the one they began with.
    void setTls(const TlsIdentity &identity);
    /// Who may push from now on. Requests whose head was already accepted go on.
    void setCredentials(const QList<PushCredential> &credentials);
    /// Stops listening. What is being stored is still answered, unfinished requests get 503, and
    /// closed() follows when the last connection is gone.
    void close();

signals:
    /// An admitted device sent a request, whatever came of it: its sign of life.
    void deviceHeard(rollcall::DeviceId device);
    /// Committed, and about to be acknowledged.
    void punchesStored(rollcall::DeviceId device, const rollcall::IngestCounts &counts);
    /// An admitted terminal told something beside punches, and it is committed.
    void reportStored(rollcall::DeviceId device);
    void refused(const rollcall::push::PushRefusal &refusal);
    void closed();

private:
    std::optional<PushAnswer> admit(const HttpHead &head, const QHostAddress &peer,
                                    PushTicket &ticket) override;
    PushAnswer refuse(const Problem &problem, const QHostAddress &peer,
                      const PushTicket &ticket) override;
    void serve(GateConnection *connection, const PushTicket &ticket,
               const QByteArray &body) override;

    std::optional<Problem> limitRate(const std::optional<Problem> &problem,
                                     const QHostAddress &peer, const PushTicket &ticket,
                                     qint64 nowUtc);
    void store(GateConnection *connection, const PushTicket &ticket, StoreWork work);
    void probe(GateConnection *connection, const PushTicket &ticket, ProbeWork work);
    void greet(GateConnection *connection, const PushTicket &ticket, GreetWork work);
    void handOut(GateConnection *connection, const PushTicket &ticket, CommandsWork work);
    template <typename T, typename Make>
    void answerLater(Answer<T> answer, GateConnection *connection, const PushTicket &ticket,
                     Make make);
    void tellWhenClosed();

    IngestPort &m_ingest;
    PushDesk &m_desk;
    const Clock &m_clock;
    PushLimits m_limits;
    Admission m_admission;
    PeerSightings m_sightings;
    RateLimits m_rates;
    ConnectionCount m_count;
    std::vector<std::unique_ptr<PushDialect>> m_dialects;
    std::unique_ptr<HttpReceiver> m_receiver; ///< owns the gates
    QList<HttpGate *> m_gates;
    bool m_isClosing = false;
    bool m_isClosed = false;
};

} // namespace rollcall::push
