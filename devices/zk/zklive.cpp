// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zklive.h"

#include "core/base/log.h"
#include "devices/zk/zkbytes.h"

#include <QCoreApplication>
#include <QDeadlineTimer>

#include <utility>

namespace rollcall {

using zk::Code;
using zk::Packet;

namespace {

constexpr int kSliceMs = 500; // the sink is to be asked at least once a second

QByteArray mask(quint32 events)
{
    QByteArray data;
    zk::appendU32(data, events);
    return data;
}

} // namespace

ZkLive::ZkLive(ZkConversation &conversation, LiveSink &sink,
               std::function<Result<zk::LiveIds>()> ids)
    : m_conversation(conversation)
    , m_sink(sink)
    , m_askIds(std::move(ids))
{}

Result<> ZkLive::run()
{
    if (const Result<> begun = begin(); !begun)
        return begun;
    Result<> listened = listenOn();
    if (listened)
        return handOn(); // what came until then
    // A sink that failed wants no more. One that only pauses does: the log is read in between, and
    // what is punched meanwhile waits in the conversation.
    if (m_conversation.isOpen() && listened.error().code != ErrorCode::Cancelled) {
        if (const Result<Packet> ended = m_conversation.ask(Code::Event, mask(0)); !ended)
            qCInfo(lcZk, "The terminal did not confirm that it stops sending events.");
    }
    return listened;
}

Result<> ZkLive::begin()
{
    constexpr quint32 kAttendance = 1;
    // A terminal in its menu, in an enrolment or disabled sends nothing (sections 13 and 15.1;
    // Q28). Not every firmware knows the first two; their answers do not matter.
    for (const Code code : {Code::CancelCapture, Code::StartVerify, Code::EnableDevice}) {
        if (const Result<Packet> done = m_conversation.ask(code); !done)
            return done.error();
    }
    const Result<Packet> reply = m_conversation.ask(Code::Event, mask(kAttendance));
    if (!reply)
        return reply.error();
    if (reply->code != Code::AckOk) {
        Error error = errors::unsupported(
            QCoreApplication::translate("rollcall::zk", "telling of punches as they happen"));
        error.detail = QStringLiteral("code %1").arg(static_cast<int>(reply->code));
        return error;
    }
    return ok();
}

Result<> ZkLive::listenOn()
{
    const int probeMs = m_conversation.limits().liveProbeMs;
    QDeadlineTimer probe(probeMs);
    while (m_sink.goOn()) {
        const int slice = static_cast<int>(qMin<qint64>(kSliceMs, probe.remainingTime()));
        if (const Result<> waited = m_conversation.waitForEvents(slice); !waited)
            return waited;
        if (const Result<> handed = handOn(); !handed)
            return handed;
        if (!probe.hasExpired())
            continue;
        if (const Result<Packet> alive = m_conversation.ask(Code::ReadTime); !alive)
            return alive.error();
        probe.setRemainingTime(probeMs);
    }
    return ok();
}

Result<> ZkLive::handOn()
{
    if (m_conversation.takeHasMissedEvents())
        m_sink.logChanged();
    // Asking for the users of the first event can bring more of them.
    for (QList<zk::Event> events = m_conversation.takeEvents(); !events.isEmpty();
         events = m_conversation.takeEvents()) {
        for (const zk::Event &event : std::as_const(events)) {
            if (const Result<> handed = handOn(event); !handed)
                return handed;
        }
    }
    return ok();
}

Result<> ZkLive::handOn(const zk::Event &event)
{
    if (const Result<> known = knowIds(event); !known)
        return known;
    const zk::LiveIds ids = m_ids.value_or(zk::LiveIds());
    if (const std::optional<RawLog> punch = zk::punchOf(event, ids)) {
        if (const Result<> taken = m_sink.punched(*punch); !taken)
            return taken;
    }
    if (zk::needsLogRead(event, ids))
        m_sink.logChanged();
    return ok();
}

Result<> ZkLive::knowIds(const zk::Event &event)
{
    if (m_ids || !zk::needsLiveIds(event))
        return ok();
    Result<zk::LiveIds> ids = m_askIds();
    if (!ids)
        return ids.error();
    m_ids = std::move(ids).value();
    return ok();
}

} // namespace rollcall
