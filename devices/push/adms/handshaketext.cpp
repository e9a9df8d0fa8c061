// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/handshaketext.h"

#include "devices/push/adms/encodedtime.h"

#include <algorithm>

namespace rollcall::push {

namespace {

/// "All you have that is newer than you know yourself": what servers say that keep no cursor
/// (section 2.15).
constexpr QByteArrayView kNoStamp = "9999";

/// A stamp goes back as it came, for it is the terminal's own; but only a plain word, since whoever
/// knows the serial number can name one, and no option of ours may be put into his.
QByteArray stampText(const QString &stamp, bool sendAllAgain)
{
    if (sendAllAgain)
        return QByteArrayLiteral("0");
    const bool isWord =
        std::all_of(stamp.begin(), stamp.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
    return stamp.isEmpty() || !isWord ? kNoStamp.toByteArray() : stamp.toLatin1();
}

} // namespace

QByteArray attendanceOptions(const QString &serial, const PushMemory &memory, ZoneClock &zone,
                             qint64 nowUtc)
{
    const QByteArray punches = stampText(memory.attStamp, memory.sendAllAgain);
    const QByteArray operations = stampText(memory.operStamp, false);
    return "GET OPTION FROM: " + serial.toLatin1() + "\nATTLOGStamp=" + punches +
           "\nStamp=" + punches + "\nOPERLOGStamp=" + operations + "\nOpStamp=" + operations +
           "\nATTPHOTOStamp=9999\nPhotoStamp=9999\nErrorDelay=30\nDelay=10"
           "\nTransTimes=00:00;14:05\nTransInterval=1"
           "\nTransFlag=TransData AttLog\tEnrollUser\tChgUser"
           "\nTimeZone=" +
           QByteArray::number(timeZoneOption(zone, nowUtc)) +
           "\nRealtime=1\nEncrypt=None\nServerVer=2.2.14\nPushProtVer=2.2.14"
           "\nPushOptionsFlag=1"
           "\nPushOptions=UserCount,TransactionCount,FWVersion,FingerFunOn,FaceFunOn\n";
}

QByteArray accessConfiguration(const PushMemory &memory)
{
    return "ServerVersion=3.1.2\nServerName=ADMS\nPushVersion=3.1.2\nPushProtVer=3.1.2"
           "\nErrorDelay=30\nRequestDelay=10\nTransTimes=00:00;14:05\nTransInterval=1"
           "\nTransTables=User Transaction\nRealtime=1\nSessionID=" +
           memory.sessionId.toLatin1() + "\nTimeoutSec=10\n";
}

QByteArray accessGreeting(const PushMemory &memory)
{
    return "registry=ok\nRegistryCode=" + memory.registryCode.toLatin1() + '\n' +
           accessConfiguration(memory);
}

QByteArray timeAnswer(ZoneClock &zone, qint64 nowUtc)
{
    const WallTime greenwich = WallTime::fromSeconds(nowUtc / 1000);
    return "DateTime=" + QByteArray::number(encodedTime(greenwich)) +
           ",ServerTZ=" + zoneOffsetText(zone, nowUtc).toLatin1();
}

} // namespace rollcall::push
