// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/peersightings.h"

namespace rollcall::push {

namespace {

/// Only admitted terminals are noted, so a school's number of them is the bound; the look at old
/// ones is for addresses that change.
constexpr int kNotesBetweenCleaning = 1000;

} // namespace

bool PeerSightings::note(const QHostAddress &peer, const QString &serial, qint64 nowUtc)
{
    if (++m_notes > kNotesBetweenCleaning)
        forgetOld(nowUtc);
    m_seen[peer].insert(serial, nowUtc);
    const Sighting before = m_last.value(serial);
    m_last.insert(serial, {peer, nowUtc});
    return !before.peer.isNull() && before.peer != peer && nowUtc - before.atUtc <= kLately;
}

QString PeerSightings::onlySerialOf(const QHostAddress &peer, qint64 nowUtc) const
{
    QString only;
    const QHash<QString, qint64> seen = m_seen.value(peer);
    for (auto sighting = seen.constBegin(); sighting != seen.constEnd(); ++sighting) {
        if (nowUtc - *sighting > kLately)
            continue;
        if (!only.isEmpty())
            return {};
        only = sighting.key();
    }
    return only;
}

void PeerSightings::forgetOld(qint64 nowUtc)
{
    m_notes = 0;
    for (auto peer = m_seen.begin(); peer != m_seen.end();) {
        peer->removeIf([nowUtc](const auto &sighting) { return nowUtc - *sighting > kLately; });
        peer = peer->isEmpty() ? m_seen.erase(peer) : std::next(peer);
    }
}

} // namespace rollcall::push
