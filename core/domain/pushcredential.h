// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/device.h"

#include <QByteArray>
#include <QString>

namespace rollcall {

/// What the push listener must know of a device to let it in (push-protocols.md, sections 1.2 and
/// 2.3): one for each token, and one for each device with a serial number. A value: the listener
/// holds a table of them in memory and is handed a new one when something changes.
struct PushCredential
{
    DeviceId device;
    SchoolId school;
    QByteArray tokenSha256; ///< 32 bytes; empty in the row of a serial number
    QString serial;         ///< empty in the row of a token
    /// SHA-256 of the text that the terminal must name in its handshake (pushcommkey); empty = none
    /// is asked for.
    QByteArray commKeySha256;
    qint64 expiresUtc = 0; ///< ms; 0 = does not expire (an old token of a rotation does)
    bool active = true;
    SyncMode mode = SyncMode::Push;
    QStringList addressAllow;
    QByteArray timeZone; ///< IANA name, never empty here

    friend bool operator==(const PushCredential &, const PushCredential &) = default;
};

} // namespace rollcall
