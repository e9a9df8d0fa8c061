// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QHostAddress>
#include <QString>

namespace rollcall::push {

/// Which serial numbers an address used lately: some terminals answer commands without naming
/// theirs (push-protocols.md, section 2.3). A value, bounded; thread: its owner's.
class PeerSightings
{
public:
    /// How long a sighting counts, ms.
    static constexpr qint64 kLately = 10LL * 60 * 1000;

    /// An admitted terminal spoke. @p nowUtc in ms. True when another address spoke with the same
    /// serial number lately.
    bool note(const QHostAddress &peer, const QString &serial, qint64 nowUtc);
    /// The one serial number that @p peer used lately; empty when there was none, or more than one.
    QString onlySerialOf(const QHostAddress &peer, qint64 nowUtc) const;

private:
    void forgetOld(qint64 nowUtc);

    struct Sighting
    {
        QHostAddress peer;
        qint64 atUtc = 0; ///< ms
    };

    QHash<QHostAddress, QHash<QString, qint64>> m_seen; ///< by address: serial number and when, ms
    QHash<QString, Sighting> m_last;                    ///< by serial number
    int m_notes = 0;                                    ///< since the old ones were forgotten
};

} // namespace rollcall::push
