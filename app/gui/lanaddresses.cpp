// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/lanaddresses.h"

#include <QNetworkInterface>

#include <algorithm>
#include <array>

namespace rollcall {

namespace {

constexpr int kWidestScan = 22;
constexpr int kUsual = 24;

bool isUsable(const QNetworkInterface &interface)
{
    return interface.flags().testFlag(QNetworkInterface::IsRunning) &&
           !interface.flags().testFlag(QNetworkInterface::IsLoopBack);
}

} // namespace

QList<QNetworkAddressEntry> lanEntries()
{
    QList<QNetworkAddressEntry> entries;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        if (!isUsable(interface))
            continue;
        for (const QNetworkAddressEntry &entry : interface.addressEntries()) {
            if (entry.ip().protocol() == QAbstractSocket::IPv4Protocol && !entry.ip().isLinkLocal())
                entries.append(entry);
        }
    }
    return entries;
}

QStringList subnetsOf(const QList<QNetworkAddressEntry> &entries)
{
    QStringList subnets;
    for (const QNetworkAddressEntry &entry : entries) {
        const int prefix = entry.prefixLength() < kWidestScan ? kUsual : entry.prefixLength();
        const quint32 mask = prefix == 0 ? 0 : ~quint32(0) << (32 - prefix);
        const QHostAddress network(entry.ip().toIPv4Address() & mask);
        const QString subnet = QStringLiteral("%1/%2").arg(network.toString()).arg(prefix);
        if (!subnets.contains(subnet))
            subnets.append(subnet);
    }
    return subnets;
}

QString reachableHost(const QHostAddress &bound, const QList<QNetworkAddressEntry> &entries)
{
    static constexpr std::array everywhere{QHostAddress::Any, QHostAddress::AnyIPv4,
                                           QHostAddress::AnyIPv6};
    const bool isEverywhere =
        std::any_of(everywhere.begin(), everywhere.end(),
                    [&bound](QHostAddress::SpecialAddress any) { return bound == any; });
    return isEverywhere && !entries.isEmpty() ? entries.first().ip().toString() : bound.toString();
}

} // namespace rollcall
