// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkconversation.h"

#include "core/base/log.h"
#include "devices/zk/zkcommkey.h"
#include "devices/zk/zkconnector.h"
#include "devices/zk/zkrequests.h"
#include "devices/zk/zktcptransport.h"
#include "devices/zk/zktext.h"
#include "devices/zk/zkudptransport.h"

#include <QCoreApplication>

#include <utility>

namespace rollcall {

using zk::Code;
using zk::Packet;

namespace {

constexpr quint16 kLastReply = 65534; // 65535 is not used (zk-protocol.md, section 3)
constexpr qsizetype kEventsKept = 256;
constexpr int kForeignPackets = 10000;
constexpr int kHurriedGoodByeMs = 100;
constexpr int kNotReadyMs = 1000;
constexpr int kDatagramSends = 3;
constexpr quint32 kDisabledSeconds = 60; // the terminal wakes by itself (section 13)
constexpr int kRenewDisabledMs = 30000;

Result<std::unique_ptr<ZkTransport>> connectTransport(const Endpoint &endpoint,
                                                      const SessionControl &control)
{
    Result<ZkConnector::Found> found = ZkConnector::find(endpoint, control);
    if (!found)
        return found.error();
    if (endpoint.wire.transport == WireTransport::Udp)
        return std::unique_ptr<ZkTransport>(
            std::make_unique<ZkUdpTransport>(found->address, endpoint, control));
    return std::unique_ptr<ZkTransport>(
        std::make_unique<ZkTcpTransport>(std::move(found->socket), control));
}

/// Requests that may be sent twice because they change nothing, or nothing that the first one has
/// not changed; never writes, clears or a restart (section 20).
bool isRepeatable(Code code)
{
    switch (code) {
    case Code::Connect:
    case Code::Authenticate:
    case Code::EnableDevice:
    case Code::ReadTable:
    case Code::ReadUsers:
    case Code::ReadOption:
    case Code::ReadLogs:
    case Code::ReadOperationLog:
    case Code::FreeSizes:
    case Code::StartVerify:
    case Code::CancelCapture:
    case Code::RefreshData:
    case Code::FingerTemplate:
    case Code::ReadTime:
    case Code::Event:
    case Code::Version:
    case Code::FreeData:
    case Code::PrepareBuffer:
    case Code::ReadBuffer:
        return true;
    default:
        return false;
    }
}

} // namespace

Result<std::unique_ptr<ZkConversation>> ZkConversation::open(const Endpoint &endpoint,
                                                             const SessionControl &control)
{
    Result<std::unique_ptr<ZkTransport>> transport = connectTransport(endpoint, control);
    if (!transport)
        return transport.error();
    std::unique_ptr<ZkConversation> conversation(
        new ZkConversation(std::move(transport).value(), endpoint, control));
    if (const Result<> authenticated = conversation->authenticate(); !authenticated)
        return authenticated.error();
    if (control.onStage)
        control.onStage(OpenStage::KeyAccepted, {});
    conversation->m_control.onStage = {}; // the way in is told once
    if (const Result<> announced = conversation->announceSoftware(); !announced)
        return announced.error();
    return conversation;
}

ZkConversation::ZkConversation(std::unique_ptr<ZkTransport> transport, const Endpoint &endpoint,
                               const SessionControl &control)
    : m_endpoint(endpoint)
    , m_control(control)
    , m_transport(std::move(transport))
{}

ZkConversation::~ZkConversation()
{
    sayGoodBye();
}

Result<> ZkConversation::authenticate()
{
    const int limit = limits().handshakeMs;
    m_isGreeted = false;
    m_session = 0;
    m_reply = kLastReply;
    Result<Packet> reply = ask(Code::Connect, {}, ZkPatience::inAll(ZkStep::Greeting, limit));
    if (!reply)
        return reply.error();
    m_hasAnswered = true;
    m_session = reply->session;
    if (reply->code == Code::AckUnauthorized) {
        // A terminal may ask although no key is set on either side: key 0 is tried once (section
        // 4).
        const QByteArray proof = zk::scrambleCommKey(m_endpoint.commKey.value_or(0), m_session);
        reply = ask(Code::Authenticate, proof, ZkPatience::inAll(ZkStep::Key, limit));
        if (!reply)
            return reply.error();
        if (reply->code == Code::AckUnauthorized)
            return errors::authRejected();
    }
    if (reply->code != Code::AckOk) {
        return errors::protocolViolation(
            QCoreApplication::translate("rollcall::zk", "an unknown answer to the greeting"),
            QStringLiteral("code %1").arg(static_cast<int>(reply->code)));
    }
    m_isGreeted = true;
    return ok();
}

/// Some firmware gives unusable logs to clients that do not say so; a refusal means nothing (Q12).
Result<> ZkConversation::announceSoftware()
{
    const Result<Packet> former = ask(Code::ReadOption, zk::optionData("SDKBuild"));
    if (!former)
        return former.error();
    const Result<Packet> written = ask(Code::WriteOption, zk::optionData("SDKBuild=1"));
    if (!written)
        return written.error();
    if (former->code != Code::AckOk || written->code != Code::AckOk || !m_formerBuild.isEmpty())
        return ok();
    const QString value = zk::optionValue(former->data);
    if (!value.isEmpty() && value != u"1")
        m_formerBuild = zk::optionData(QByteArray("SDKBuild=").append(value.toLatin1()));
    return ok();
}

Result<Packet> ZkConversation::ask(Code code, QByteArrayView data)
{
    return ask(code, data, ZkPatience::inAll(ZkStep::Command, limits().commandMs));
}

Result<Packet> ZkConversation::ask(Code code, QByteArrayView data, ZkPatience patience)
{
    Result<Packet> reply = askOnce(code, data, patience);
    if (reply && reply->code == Code::AckRetry) {
        // "A registered event occurred": the terminal wants to be asked again (section 5.2).
        reply = askOnce(code, data, patience);
    } else if (reply && reply->code == Code::ErrorInit) {
        if (const Result<> waited = letItGetReady(patience); !waited)
            return waited.error();
        reply = askOnce(code, data, patience);
    }
    if (reply && reply->code == Code::AckUnknown)
        m_lacking.insert(static_cast<int>(code));
    return reply;
}

Result<Packet> ZkConversation::askOnce(Code code, QByteArrayView data, ZkPatience &patience)
{
    m_reply = m_reply >= kLastReply ? quint16(0) : static_cast<quint16>(m_reply + 1);
    ++m_requests;
    const QByteArray packet = zk::encodePacket(code, m_session, m_reply, data);
    const int sends = isDatagrams() && isRepeatable(code) ? kDatagramSends : 1;
    for (int sent = 1;; ++sent) {
        if (const Result<> gone = m_transport->send(packet, patience); !gone)
            return gone.error();
        if (sent == sends)
            return answer(patience);
        ZkPatience wait = patience.untilResend();
        Result<Packet> reply = answer(wait);
        if (reply || reply.error().code != ErrorCode::Timeout)
            return reply;
        qCDebug(lcZk, "Request %d is sent again.", static_cast<int>(code));
    }
}

Result<Packet> ZkConversation::answer(ZkPatience &patience)
{
    Result<Packet> packet = receiveOwn(patience);
    if (!packet || !m_isGreeted || packet->code != Code::AckUnauthorized)
        return packet;
    m_transport->close();
    return errors::connectionLost(QStringLiteral("the terminal has forgotten the session"));
}

Result<Packet> ZkConversation::receiveOwn(ZkPatience &patience)
{
    for (int foreign = 0; foreign < kForeignPackets; ++foreign) {
        Result<Packet> packet = m_transport->receive(patience);
        if (!packet)
            return packet;
        if (packet->code == Code::Event) {
            keepEvent(*packet);
            continue;
        }
        if (packet->reply == m_reply)
            return packet;
        qCDebug(lcZk, "A late packet with code %d for request %d is dropped; request %d is open.",
                static_cast<int>(packet->code), packet->reply, m_reply);
    }
    m_transport->close();
    return errors::protocolViolation(
        QCoreApplication::translate("rollcall::zk", "a flood of packets that nobody asked for"),
        QStringLiteral("%1 packets").arg(kForeignPackets));
}

/// A second for a terminal that has just started, or half of the time there is; what comes
/// meanwhile is late (section 5.2).
Result<> ZkConversation::letItGetReady(const ZkPatience &inAll)
{
    ZkPatience patience = ZkPatience::inAll(ZkStep::Command, inAll.left(2 * kNotReadyMs) / 2);
    while (true) {
        const Result<Packet> packet = answer(patience);
        if (!packet)
            return packet.error().code == ErrorCode::Timeout ? ok() : Result<>(packet.error());
    }
}

void ZkConversation::keepEvent(const Packet &packet)
{
    // Acknowledged with the true session and reply number 0; a failure shows at the next receive
    // (section 15.2).
    const Result<> sent = m_transport->send(zk::encodePacket(Code::AckOk, m_session, 0),
                                            ZkPatience::inAll(ZkStep::Command, limits().commandMs));
    if (!sent)
        qCInfo(lcZk, "An event could not be acknowledged.");
    if (m_events.size() >= kEventsKept) {
        m_events.removeFirst();
        m_hasMissedEvents = true;
    }
    m_events.append(zk::readEvent(packet));
}

Result<> ZkConversation::waitForEvents(int milliseconds)
{
    ZkPatience patience = ZkPatience::inAll(ZkStep::Command, milliseconds);
    while (m_events.isEmpty() && !patience.isOver()) {
        const Result<Packet> packet = m_transport->receive(patience);
        if (!packet)
            return packet.error().code == ErrorCode::Timeout ? ok() : Result<>(packet.error());
        if (packet->code == Code::Event)
            keepEvent(*packet);
    }
    return ok();
}

QList<zk::Event> ZkConversation::takeEvents()
{
    return std::exchange(m_events, {});
}

Result<> ZkConversation::reconnect()
{
    m_transport->close();
    m_hasMissedEvents = true; // whoever listened must register again (section 15.1)
    Result<std::unique_ptr<ZkTransport>> transport = connectTransport(m_endpoint, m_control);
    if (!transport)
        return transport.error();
    m_transport = std::move(transport).value();
    if (const Result<> authenticated = authenticate(); !authenticated)
        return authenticated;
    if (m_isDisabled) {
        const ZkPatience patience = ZkPatience::inAll(ZkStep::Command, limits().commandMs);
        if (const Result<> enabled = sendEnable(patience); !enabled)
            return enabled;
    }
    return announceSoftware();
}

Result<> ZkConversation::disable()
{
    if (!m_isDisabled) {
        if (const Result<> sent = sendDisable(); !sent)
            return sent;
    }
    ++m_disableDepth;
    return ok();
}

Result<> ZkConversation::keepDisabled()
{
    return m_isDisabled && m_disabledUntil.hasExpired() ? sendDisable() : ok();
}

Result<> ZkConversation::sendDisable()
{
    if (!m_isDisabled && m_control.onDisabled) {
        if (Result<> told = m_control.onDisabled(true); !told)
            return told;
    }
    m_isDisabled = true; // from here on, whatever comes back: the request may have arrived
    m_disabledUntil.setRemainingTime(qMin(kRenewDisabledMs, 2 * limits().silenceMs));
    QByteArray seconds;
    zk::appendU32(seconds, kDisabledSeconds);
    const Result<Packet> reply = ask(Code::DisableDevice, seconds);
    if (!reply)
        return reply.error();
    if (reply->code != Code::AckOk)
        qCInfo(lcZk, "The terminal does not let itself be disabled; people may punch meanwhile.");
    return ok();
}

Result<> ZkConversation::enable()
{
    m_disableDepth = qMax(0, m_disableDepth - 1);
    if (m_disableDepth > 0 || !m_isDisabled || !isOpen())
        return ok();
    return sendEnable(ZkPatience::inAll(ZkStep::Command, limits().exitMs));
}

Result<> ZkConversation::sendEnable(const ZkPatience &patience)
{
    const Result<Packet> reply = ask(Code::EnableDevice, {}, patience);
    if (!reply || reply->code != Code::AckOk) {
        qCInfo(lcZk, "The terminal did not confirm that it is enabled.");
        return reply ? ok() : Result<>(reply.error());
    }
    if (std::exchange(m_isDisabled, false) && m_control.onDisabled && !m_control.onDisabled(false))
        qCWarning(lcZk, "It could not be noted that the terminal is enabled again.");
    return ok();
}

void ZkConversation::sayGoodBye()
{
    // Who did not answer the greeting will not answer the good-bye, and somebody else waits for the
    // place.
    const bool isHurried = isCancelled() || !m_hasAnswered;
    m_control.stop = {};
    m_transport->stopWatching();
    const QDeadlineTimer deadline(isHurried ? qMin(kHurriedGoodByeMs, limits().exitMs)
                                            : limits().exitMs);
    if (!isOpen() && !(m_isDisabled && comeBack(deadline)))
        return;
    const auto left = [&deadline] {
        return ZkPatience::inAll(ZkStep::GoodBye, static_cast<int>(deadline.remainingTime()));
    };
    if (m_isGreeted && !sendEnable(left()))
        qCDebug(lcZk, "The terminal may be disabled for a minute.");
    if (!m_formerBuild.isEmpty() && isOpen() && !ask(Code::WriteOption, m_formerBuild, left()))
        qCInfo(lcZk, "The terminal did not confirm that its settings are as they were.");
    if (isOpen() && !ask(Code::Exit, {}, left()))
        qCDebug(lcZk, "The terminal did not answer the good-bye.");
    m_transport->close();
}

/// The connection broke while people were locked out: once more, only to let them in (section 13).
bool ZkConversation::comeBack(const QDeadlineTimer &deadline)
{
    const auto left = [&deadline] { return static_cast<int>(deadline.remainingTime()); };
    m_control.limits.connectMs = left();
    Result<std::unique_ptr<ZkTransport>> transport = connectTransport(m_endpoint, m_control);
    if (transport) {
        m_transport = std::move(transport).value();
        m_control.limits.handshakeMs = left() / 2; // for the greeting, and for the key
        if (authenticate())
            return true;
    }
    m_isGreeted = false;
    qCInfo(lcZk, "The terminal could not be reached again to enable it.");
    return m_transport->isOpen();
}

} // namespace rollcall
