// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "devices/push/pushdialect.h"
#include "devices/push/pushlimits.h"

#include <QHash>
#include <QHostAddress>
#include <QSslConfiguration>
#include <QTcpServer>

#include <memory>
#include <optional>

class QTcpSocket;

namespace rollcall::push {

class GateConnection;
class HttpReceiver;

/// Who decides about requests at the gate and serves those that pass.
class GateKeeper
{
public:
    /// Decides from the head alone; fills in the ticket. An answer: refused. @p ticket comes with
    /// its request id.
    virtual std::optional<PushAnswer> admit(const HttpHead &head, const QHostAddress &peer,
                                            PushTicket &ticket) = 0;
    /// The gate itself refuses: what arrives is no request, too large or too slow.
    virtual PushAnswer refuse(const Problem &problem, const QHostAddress &peer,
                              const PushTicket &ticket) = 0;
    /// Serves a request that was read whole. Calls connection->answer() once, now or later.
    virtual void serve(GateConnection *connection, const PushTicket &ticket,
                       const QByteArray &body) = 0;

protected:
    ~GateKeeper() = default;
};

/// Counts open connections, over all addresses that are listened on (push-protocols.md,
/// section 1.7).
class ConnectionCount
{
public:
    explicit ConnectionCount(const PushLimits &limits)
        : m_limits(limits)
    {}

    void enter(const QHostAddress &peer);
    void leave(const QHostAddress &peer);
    /// With this many open, is another one from @p peer too many?
    bool isFull(const QHostAddress &peer) const;
    /// So many that a newcomer is not even told.
    bool isFlooded() const;
    int total() const noexcept { return m_total; }

private:
    PushLimits m_limits;
    QHash<QHostAddress, int> m_byPeer;
    int m_total = 0;
};

/// What the connections of a gate work with. All of it outlives the gate.
struct GateContext
{
    GateKeeper &keeper;
    HttpReceiver &receiver;
    const Clock &clock;
    const PushLimits &limits;
    ConnectionCount &count;
};

/// The listening socket in front of the HTTP library (architecture.md, section 12). It makes the
/// sockets, and each is watched by a GateConnection that lets the library see whole, checked
/// requests only, one at a time. Thread: the listener's.
class HttpGate : public QTcpServer
{
    Q_OBJECT

public:
    /// @p tls: connections are encrypted with it; nullopt = none is.
    HttpGate(const GateContext &context, std::optional<QSslConfiguration> tls,
             QObject *parent = nullptr);

    bool isEncrypted() const { return m_tls.has_value(); }
    /// Another certificate for new connections of an encrypted gate; those that stand keep theirs.
    void setTls(const QSslConfiguration &tls) { m_tls = tls; }
    /// Gives a socket with one whole request to the library.
    void handOver(QTcpSocket *socket) { addPendingConnection(socket); }
    /// Takes nobody in any more; what is being served is still answered, everything else ends now.
    void endConnections();

signals:
    void connectionEnded();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    std::unique_ptr<QTcpSocket> makeSocket(qintptr descriptor) const;

    GateContext m_context;
    std::optional<QSslConfiguration> m_tls;
};

} // namespace rollcall::push
