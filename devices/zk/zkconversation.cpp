// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkconversation.h"

#include "core/base/log.h"
#include "devices/zk/zkbytes.h"
#include "devices/zk/zkcommkey.h"
#include "devices/zk/zkrequests.h"

#include <QCoreApplication>
#include <QDeadlineTimer>

#include <utility>

namespace rollcall {

using zk::Code;
using zk::Packet;

namespace {

constexpr quint16 kLastReply = 65534; // 65535 is not used (zk-protocol.md, section 3)
constexpr qsizetype kEventsKept = 256;
constexpr int kForeignPackets = 10000;
constexpr int kGoodByeAfterCancelMs = 100;

} // namespace

Result<std::unique_ptr<ZkConversation>> ZkConversation::open(const Endpoint &endpoint,
                                                             const SessionControl &control)
{
    Result<std::unique_ptr<ZkTransport>> transport = ZkTransport::connectTo(endpoint, control);
    if (!transport)
        return transport.error();
    std::unique_ptr<ZkConversation> conversation(
        new ZkConversation(std::move(transport).value(), control));
    if (const Result<> greeted = conversation->greet(endpoint); !greeted)
        return greeted.error();
    return conversation;
}

ZkConversation::ZkConversation(std::unique_ptr<ZkTransport> transport,
                               const SessionControl &control)
    : m_control(control)
    , m_transport(std::move(transport))
{}

ZkConversation::~ZkConversation()
{
    sayGoodBye();
}

Result<> ZkConversation::greet(const Endpoint &endpoint)
{
    const int limit = limits().handshakeMs;
    m_reply = kLastReply;
    Result<Packet> reply = ask(Code::Connect, {}, ZkPatience::inAll(ZkStep::Greeting, limit));
    if (!reply)
        return reply.error();
    m_session = reply->session;
    if (reply->code == Code::AckUnauthorized) {
        // A terminal may ask although no key is set on either side: key 0 is tried once (section
        // 4).
        const QByteArray proof = zk::scrambleCommKey(endpoint.commKey.value_or(0), m_session);
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
    // Some firmware gives unusable logs to clients that do not say so; a refusal means nothing
    // (Q12).
    const Result<Packet> build = ask(Code::WriteOption, zk::optionData("SDKBuild=1"));
    return build ? ok() : Result<>(build.error());
}

Result<Packet> ZkConversation::ask(Code code, QByteArrayView data)
{
    return ask(code, data, ZkPatience::inAll(ZkStep::Command, limits().commandMs));
}

Result<Packet> ZkConversation::ask(Code code, QByteArrayView data, ZkPatience patience)
{
    Result<Packet> reply = askOnce(code, data, patience);
    // "A registered event occurred": the terminal wants to be asked again (section 5.2).
    if (reply && reply->code == Code::AckRetry)
        reply = askOnce(code, data, patience);
    return reply;
}

Result<Packet> ZkConversation::askOnce(Code code, QByteArrayView data, ZkPatience &patience)
{
    m_reply = m_reply >= kLastReply ? quint16(0) : static_cast<quint16>(m_reply + 1);
    if (const Result<> sent =
            m_transport->send(zk::encodeFrame(code, m_session, m_reply, data), patience);
        !sent)
        return sent.error();
    return answer(patience);
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

void ZkConversation::keepEvent(const Packet &packet)
{
    // Acknowledged with the true session and reply number 0; a failure shows at the next receive
    // (section 15.2).
    const Result<> sent = m_transport->send(zk::encodeFrame(Code::AckOk, m_session, 0),
                                            ZkPatience::inAll(ZkStep::Command, limits().commandMs));
    if (!sent)
        qCInfo(lcZk, "An event could not be acknowledged.");
    if (m_events.size() >= kEventsKept) {
        m_events.removeFirst();
        m_hasMissedEvents = true;
    }
    m_events.append(zk::readEvent(packet));
}

QList<zk::Event> ZkConversation::takeEvents()
{
    return std::exchange(m_events, {});
}

Result<> ZkConversation::waitForEvents(int milliseconds)
{
    ZkPatience patience = ZkPatience::inAll(ZkStep::Command, milliseconds);
    while (m_events.isEmpty() && !patience.isOver()) {
        const Result<Packet> packet = m_transport->receive(patience);
        if (!packet) {
            const bool isQuiet = packet.error().code == ErrorCode::Timeout;
            return isQuiet ? ok() : Result<>(packet.error());
        }
        if (packet->code == Code::Event)
            keepEvent(*packet);
    }
    return ok();
}

Result<> ZkConversation::disable()
{
    QByteArray seconds;
    zk::appendU32(seconds, 60);
    const Result<Packet> reply = ask(Code::DisableDevice, seconds);
    return reply ? ok() : Result<>(reply.error());
}

Result<> ZkConversation::enable()
{
    const Result<Packet> reply = ask(Code::EnableDevice);
    return reply ? ok() : Result<>(reply.error());
}

void ZkConversation::sayGoodBye()
{
    if (!m_transport->isOpen())
        return;
    const bool isHurried = m_transport->isCancelled();
    m_transport->stopWatching();
    QDeadlineTimer deadline(isHurried ? qMin(kGoodByeAfterCancelMs, limits().exitMs)
                                      : limits().exitMs);
    for (const Code code : {Code::EnableDevice, Code::Exit}) {
        if (code == Code::EnableDevice && !m_isGreeted)
            continue;
        const int left = static_cast<int>(deadline.remainingTime());
        if (!ask(code, {}, ZkPatience::inAll(ZkStep::GoodBye, left)))
            qCDebug(lcZk, "The terminal did not answer request %d of the good-bye.",
                    static_cast<int>(code));
    }
    m_transport->close();
}

} // namespace rollcall
