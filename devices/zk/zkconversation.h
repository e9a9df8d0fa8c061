// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/api/endpoint.h"
#include "devices/zk/zkevents.h"
#include "devices/zk/zktransport.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDeadlineTimer>
#include <QList>
#include <QSet>

#include <memory>
#include <utility>

namespace rollcall {

/// Requests and their answers over one connection: session id, reply numbers, events in between,
/// who is locked out (zk-protocol.md, sections 3, 4, 13 and 15.2). Exactly one request is
/// outstanding. Thread: the one that opened it.
class ZkConversation
{
public:
    /// Connects and authenticates; tells the stages as they are passed. Errors: those of
    /// ZkConnector::find() and answer(), AuthRejected.
    static Result<std::unique_ptr<ZkConversation>> open(const Endpoint &endpoint,
                                                        const SessionControl &control);
    /// Enables the terminal, also when the connection broke while it was disabled, leaves its
    /// settings as they were, says EXIT and closes; in 2 s at most, 100 ms after a cancel
    /// (sections 4 and 13; Q17).
    ~ZkConversation();
    ZkConversation(const ZkConversation &) = delete;
    ZkConversation &operator=(const ZkConversation &) = delete;

    const SessionLimits &limits() const { return m_control.limits; }
    const WireSettings &wire() const { return m_endpoint.wire; }
    /// The id that the terminal gave (section 3).
    quint16 sessionId() const { return m_session; }

    /// How many requests were sent; tells whether somebody asked for something meanwhile.
    qint64 requests() const { return m_requests; }

    bool isOpen() const { return m_transport->isOpen(); }
    bool isCancelled() const { return m_transport->isCancelled(); }
    bool isDatagrams() const { return m_transport->isDatagrams(); }
    /// True when the terminal has said that it does not know this command (section 21).
    bool lacks(zk::Code code) const { return m_lacking.contains(static_cast<int>(code)); }

    /// Sends a request and returns its first answer, a refusal included. A terminal that asks for
    /// patience is asked once more; over UDP a request that changes nothing is sent again when no
    /// answer comes (sections 5.2 and 20). Errors: those of answer().
    Result<zk::Packet> ask(zk::Code code, QByteArrayView data = {});
    Result<zk::Packet> ask(zk::Code code, QByteArrayView data, ZkPatience patience);
    /// The next packet that answers the last request. Late packets of earlier ones are dropped,
    /// events are acknowledged and kept. Errors: Timeout, Unreachable, ProtocolViolation,
    /// Cancelled; a lost session (2005) is Unreachable.
    Result<zk::Packet> answer(ZkPatience &patience);

    /// Waits until an event is there, at most @p milliseconds; that none came is no error. Errors:
    /// those of answer() but Timeout.
    Result<> waitForEvents(int milliseconds);
    /// The events that came in between, oldest first; the last 256 are kept.
    QList<zk::Event> takeEvents();
    /// True once after events came that were not taken in time and are gone.
    bool takeHasMissedEvents() { return std::exchange(m_hasMissedEvents, false); }

    /// Connects and authenticates again after the connection broke, and lets people in again if
    /// they were locked out. Errors: those of open().
    Result<> reconnect();
    /// Closes without a good-bye, when there is nobody left to say it to.
    void abandon() { m_transport->close(); }

    /// Nobody can punch from here to the enable() that belongs to it; calls nest. Told to
    /// SessionControl::onDisabled before, whose error ends it. A terminal that refuses is used as
    /// it is (section 13; Q33). Prefer ZkDisabled.
    Result<> disable();
    /// Renews what wears off by itself after a minute; for long reads, between two requests.
    Result<> keepDisabled();
    /// An Error: the terminal has not answered; it is asked again at the latest with the good-bye.
    Result<> enable();

private:
    ZkConversation(std::unique_ptr<ZkTransport> transport, const Endpoint &endpoint,
                   const SessionControl &control);

    Result<> authenticate();
    Result<> announceSoftware();
    Result<zk::Packet> askOnce(zk::Code code, QByteArrayView data, ZkPatience &patience);
    Result<zk::Packet> receiveOwn(ZkPatience &patience);
    Result<> letItGetReady(const ZkPatience &inAll);
    void keepEvent(const zk::Packet &packet);
    Result<> sendDisable();
    Result<> sendEnable(const ZkPatience &patience);
    void sayGoodBye();
    bool comeBack(const QDeadlineTimer &deadline);

    const Endpoint m_endpoint;
    SessionControl m_control;
    std::unique_ptr<ZkTransport> m_transport;
    quint16 m_session = 0;
    quint16 m_reply = 65534; ///< of the last request; after 65534 comes 0
    qint64 m_requests = 0;
    bool m_hasAnswered = false; ///< ever, in this conversation
    bool m_isGreeted = false;
    QSet<int> m_lacking;
    QList<zk::Event> m_events;
    bool m_hasMissedEvents = false;
    QByteArray m_formerBuild; ///< the option to write back on leaving; empty = none

    int m_disableDepth = 0;
    bool m_isDisabled = false; ///< asked for, and not yet taken back for certain
    QDeadlineTimer m_disabledUntil;
};

} // namespace rollcall
