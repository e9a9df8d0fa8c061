// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/userpeer.h"

#include "devices/zk/zkbytes.h"

namespace rollcall::test {

DeviceUserDraft draft(const QString &userId, const std::optional<QString> &name,
                      const std::optional<QString> &card)
{
    DeviceUserDraft made;
    made.userId = userId;
    made.name = name;
    made.card = card;
    return made;
}

DeviceUserDraft draft(const char *userId, const char *name)
{
    return draft(QString::fromLatin1(userId), QString::fromUtf8(name));
}

void fill(TerminalPeer &peer, int size, const QList<QByteArray> &records, qint32 capacity)
{
    peer.with([&](PeerMemory &memory) {
        memory.userSize = size;
        for (const QByteArray &record : records)
            memory.users.insert(zk::u16At(record, 0), record);
        memory.counters = counterBlock(static_cast<qint32>(records.size()), 0, capacity);
        memory.options.insert("~PIN2Width", "9");
    });
}

QByteArray stored(TerminalPeer &peer, quint16 uid)
{
    QByteArray record;
    peer.with([&](PeerMemory &memory) { record = memory.users.value(uid); });
    return record;
}

/// Writes in a session of its own.
Result<QList<DeviceUserOutcome>> write(TerminalPeer &peer, const QList<DeviceUserDraft> &drafts,
                                       const WireSettings &wire)
{
    SessionControl control;
    control.limits = shortLimits();
    const auto session = peer.open(control, wire);
    if (!session)
        return session.error();
    return session.value()->writeUsers(drafts);
}

QString problem(const DeviceUserOutcome &outcome)
{
    return outcome.error ? outcome.error->userText : QString();
}

} // namespace rollcall::test
