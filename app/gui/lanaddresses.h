// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHostAddress>
#include <QList>
#include <QNetworkAddressEntry>
#include <QString>
#include <QStringList>

namespace rollcall {

/// The IPv4 addresses of this PC in its networks; not those that only it can reach.
QList<QNetworkAddressEntry> lanEntries();

/// The subnets of @p entries as terminals are looked for in them: "192.168.1.0/24", each once. A
/// network larger than a scan takes (/22) is cut to the /24 around the PC.
QStringList subnetsOf(const QList<QNetworkAddressEntry> &entries);

/// Under which address devices reach a listener on @p bound: of one that listens everywhere the
/// first of @p entries.
QString reachableHost(const QHostAddress &bound, const QList<QNetworkAddressEntry> &entries);

} // namespace rollcall
