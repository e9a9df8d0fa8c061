// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/livefixture.h"

#include "devices/zk/zkbytes.h"
#include "devices/zk/zktime.h"

namespace rollcall::test {

Listener::Listener()
{
    m_limit.start();
}

Result<> Listener::punched(const RawLog &log)
{
    punches.append(log);
    return onPunch ? onPunch() : ok();
}

bool Listener::goOn()
{
    constexpr qint64 kLimitMs = 10'000;
    if (m_sinceAsked.isValid())
        longestGap = qMax(longestGap, m_sinceAsked.elapsed());
    m_sinceAsked.start();
    if (asked++ == 0 && onFirst)
        onFirst();
    return !(isDone && isDone()) && !m_limit.hasExpired(kLimitMs);
}

QByteArray numbered(int idSize, quint32 number, quint8 verify, quint8 state)
{
    QByteArray data;
    zk::appendU32(data, number);
    data.truncate(idSize);
    data.append(static_cast<char>(verify)).append(static_cast<char>(state));
    return data + zk::encodeTime6(WallTime::parse(kEventTime));
}

QByteArray named(const QByteArray &userId, quint8 verify, quint8 state)
{
    QByteArray data = userId.leftJustified(24, '\0', true);
    data.append(static_cast<char>(verify)).append(static_cast<char>(state));
    return data + zk::encodeTime6(WallTime::parse(kEventTime));
}

zk::Packet pushed(quint16 code, const QByteArray &data)
{
    zk::Packet made = packet(zk::Code::Event, data);
    made.session = code;
    return made;
}

SessionControl shortControl()
{
    SessionControl control;
    control.limits = shortLimits();
    return control;
}

Result<> listen(TerminalPeer &peer, Listener &sink, const SessionControl &control,
                bool readsLogsFirst)
{
    const auto session = peer.open(control);
    if (!session)
        return session.error();
    if (readsLogsFirst) {
        CollectingSink logs;
        if (const Result<LogReadSummary> read = session.value()->logs(logs); !read)
            return read.error();
    }
    return session.value()->listen(sink);
}

} // namespace rollcall::test
