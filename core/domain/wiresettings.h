// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace rollcall {

enum class WireTransport { Tcp, Udp };

/// How to speak to one agent terminal beyond address and key: what differs between firmwares and
/// cannot be found out by asking (zk-protocol.md, sections 1, 9.4, 10.3, 13 and 14). The defaults
/// suit most terminals.
struct WireSettings
{
    WireTransport transport = WireTransport::Tcp;
    /// Code page of names that are not UTF-8, one of knownCodePages(); empty = Latin-1.
    QByteArray codePage;
    /// 16-byte records: verify at 8 and state at 9 instead of the vendor's order (section 10.3).
    bool verifyBeforeState = false;
    /// Nobody can punch while logs are read. Off: the terminal reads from a copy (section 13).
    bool disableWhileReading = false;
    /// Keep a connection and take punches as they happen, if the terminal offers it (section 15).
    bool live = true;
    /// What UNLOCK counts in a second: 10 or 1 (section 14). 1..100.
    int unlockFactor = 10;

    /// Only what differs from the defaults; the form in which the store keeps it.
    QJsonObject toJson() const;
    /// Unknown keys are left out and wrong values fall back to their default: a newer program may
    /// have written them.
    static WireSettings fromJson(const QJsonObject &json);

    friend bool operator==(const WireSettings &, const WireSettings &) = default;
};

/// The code pages a school may meet, by the names that QStringDecoder takes: "UTF-8", "GBK",
/// "windows-1250", "windows-1251", "windows-1252", "windows-1256", "ISO-8859-1", "TIS-620".
QList<QByteArray> knownCodePages();
/// The known name for what a person typed ("cp1256", "Windows 1256", "gb2312"); empty = unknown.
QByteArray codePageFromText(const QString &text);

} // namespace rollcall
