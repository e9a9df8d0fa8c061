// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"
#include "core/domain/wiresettings.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace rollcall {

enum class SyncMode { Agent, Push };
/// What a punch at this device may be (product-brief.md, Device Setup).
enum class Direction { Auto, In, Out };

inline QString syncModeWord(SyncMode mode)
{
    return mode == SyncMode::Push ? QStringLiteral("push") : QStringLiteral("agent");
}
inline SyncMode syncModeFromWord(QStringView word)
{
    return word == u"push" ? SyncMode::Push : SyncMode::Agent;
}
inline QString directionWord(Direction direction)
{
    switch (direction) {
    case Direction::In:
        return QStringLiteral("in");
    case Direction::Out:
        return QStringLiteral("out");
    case Direction::Auto:
        break;
    }
    return QStringLiteral("auto");
}
inline Direction directionFromWord(QStringView word)
{
    return word == u"in" ? Direction::In : word == u"out" ? Direction::Out : Direction::Auto;
}

/// A terminal as the office set it up. Its communication key and API token are not here: they lie
/// in the SecretStore under secretRef() (architecture.md, section 8).
struct Device
{
    DeviceId id;
    QString name;
    SyncMode mode = SyncMode::Agent;
    QString driver = QStringLiteral("zk"); ///< agent: driver id; push: dialect ("json")
    QString host;
    quint16 port = 4370;
    QString serial;
    Direction direction = Direction::Auto;
    QString location;
    QByteArray timeZone;      ///< IANA name; empty = the school's
    QStringList addressAllow; ///< push: addresses it may send from; empty = any
    bool active = true;
    WireSettings wire;             ///< agent: how to speak to it
    qint64 syncMarkUtc = 0;        ///< start of the last complete read, UTC ms; 0 = never
    qint64 lastContactUtc = 0;     ///< UTC ms; 0 = never
    qint64 clockOffsetSeconds = 0; ///< device minus this PC at the last visit
    bool clockKnown = false;
    /// Since when people may be locked out because we disabled the terminal and could not enable it
    /// again, UTC ms; 0 = they are not (zk-protocol.md, section 13).
    qint64 leftDisabledUtc = 0;

    friend bool operator==(const Device &, const Device &) = default;
};

/// Under which name the SecretStore keeps a device's communication key and API token.
inline QString commKeyRef(DeviceId id)
{
    return QStringLiteral("device-%1-comm-key").arg(id.value);
}
inline QString tokenRef(DeviceId id)
{
    return QStringLiteral("device-%1-token").arg(id.value);
}

} // namespace rollcall
