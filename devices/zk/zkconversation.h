// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/api/endpoint.h"
#include "devices/zk/zkevents.h"
#include "devices/zk/zktransport.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <memory>
#include <utility>

namespace rollcall {

/// Requests and their answers over one connection: session id, reply numbers, events in between
/// (zk-protocol.md, sections 3, 4 and 15.2). Exactly one request is outstanding. Thread: the one
/// that opened it.
class ZkConversation
{
public:
    /// Connects and authenticates. @p control must outlive the conversation. Errors: those of
    /// ZkTransport::connectTo(), Timeout, AuthRejected, ProtocolViolation.
    static Result<std::unique_ptr<ZkConversation>> open(const Endpoint &endpoint,
                                                        const SessionControl &control);
    /// Enables the terminal, says EXIT and closes, in 2 s at most (section 4; Q17).
    ~ZkConversation();
    ZkConversation(const ZkConversation &) = delete;
    ZkConversation &operator=(const ZkConversation &) = delete;

    const SessionLimits &limits() const { return m_control.limits; }

    bool isOpen() const { return m_transport->isOpen(); }

    /// Sends a request and returns its first answer, a refusal included. Errors: those of answer().
    Result<zk::Packet> ask(zk::Code code, QByteArrayView data = {});
    Result<zk::Packet> ask(zk::Code code, QByteArrayView data, ZkPatience patience);
    /// The next packet that answers the last request. Late packets of earlier ones are dropped,
    /// events are acknowledged and kept. Errors: Timeout, Unreachable, ProtocolViolation,
    /// Cancelled; a lost session (2005) is Unreachable.
    Result<zk::Packet> answer(ZkPatience &patience);

    /// The events that came in between, oldest first; the last 256 are kept.
    QList<zk::Event> takeEvents();
    /// True once after events came that were not taken in time and are gone.
    bool takeHasMissedEvents() { return std::exchange(m_hasMissedEvents, false); }
    /// Waits until there is an event to take, or so long. Errors: Unreachable, ProtocolViolation,
    /// Cancelled.
    Result<> waitForEvents(int milliseconds);

    /// Locks people out of the terminal for a minute at most, until enable().
    Result<> disable();
    Result<> enable();

    /// Closes without a good-bye, because nobody would hear it.
    void abandon() { m_transport->close(); }

private:
    ZkConversation(std::unique_ptr<ZkTransport> transport, const SessionControl &control);

    Result<> greet(const Endpoint &endpoint);
    Result<zk::Packet> askOnce(zk::Code code, QByteArrayView data, ZkPatience &patience);
    Result<zk::Packet> receiveOwn(ZkPatience &patience);
    void keepEvent(const zk::Packet &packet);
    void sayGoodBye();

    const SessionControl &m_control;
    std::unique_ptr<ZkTransport> m_transport;
    quint16 m_session = 0;
    quint16 m_reply = 65534; ///< of the last request; after 65534 comes 0
    bool m_isGreeted = false;
    QList<zk::Event> m_events;
    bool m_hasMissedEvents = false;
};

} // namespace rollcall
