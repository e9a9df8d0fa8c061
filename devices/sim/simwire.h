// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/walltime.h"
#include "devices/sim/simoptions.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

/// The terminal's side of the wire. Written from zk-protocol.md by itself: it shares no line with
/// the driver, so that one misunderstanding cannot hide in two mirrors. Both are bound to the
/// recorded bytes of tests/vectors/zk.
namespace rollcall::sim {

// Codes as numbers, as they stand in section 5.
enum Command : quint16 {
    CmdReadTable = 7,
    CmdWriteUser = 8,
    CmdReadUsers = 9,
    CmdReadOption = 11,
    CmdWriteOption = 12,
    CmdReadLogs = 13,
    CmdClearData = 14,
    CmdClearLogs = 15,
    CmdDeleteUser = 18,
    CmdUnlock = 31,
    CmdReadOperations = 34,
    CmdFreeSizes = 50,
    CmdStartVerify = 60,
    CmdCancelCapture = 62,
    CmdState = 64,
    CmdPinWidth = 69,
    CmdReadTime = 201,
    CmdWriteTime = 202,
    CmdEvent = 500,
    CmdConnect = 1000,
    CmdExit = 1001,
    CmdEnable = 1002,
    CmdDisable = 1003,
    CmdRestart = 1004,
    CmdRefreshData = 1013,
    CmdRefreshOptions = 1014,
    CmdTestVoice = 1017,
    CmdVersion = 1100,
    CmdAuthenticate = 1102,
    CmdPrepareData = 1500,
    CmdData = 1501,
    CmdFreeData = 1502,
    CmdPrepareBuffer = 1503,
    CmdReadBuffer = 1504,
    AckOk = 2000,
    AckError = 2001,
    AckData = 2002,
    AckUnauthorized = 2005,
    AckUnknown = 65535,
};

struct Request
{
    quint16 command = 0;
    quint16 session = 0;
    quint16 reply = 0;
    QByteArray data;
    bool checksumOk = true;
};

/// Takes the first frame off @p stream. nullopt: not whole yet; @p isBroken: what is there is no
/// frame.
std::optional<Request> takeRequest(QByteArray &stream, bool &isBroken);

/// One packet of section 2, as a datagram carries it. nullopt when it is shorter than its head.
std::optional<Request> readPacket(QByteArrayView packet);

/// A packet (section 2). @p spoil makes its checksum wrong by one.
QByteArray packet(quint16 command, quint16 session, quint16 reply, QByteArrayView data,
                  bool spoil = false);

/// The same as a TCP frame (section 1).
QByteArray frame(quint16 command, quint16 session, quint16 reply, QByteArrayView data,
                 bool spoil = false);

/// Section 2.1, over a packet whose checksum bytes may hold anything.
quint16 packetChecksum(QByteArrayView packet);

/// Section 8.1. The fields are packed as they are, so that a date which does not exist can be made
/// too.
quint32 packTime(int year, int month, int day, int secondOfDay);
quint32 packTime(WallTime wall);
/// Invalid when the number names no real date.
WallTime unpackTime(quint32 packed);

/// Section 4.1: is @p proof the right answer to @p session for @p key?
bool isKeyProof(quint32 key, quint16 session, QByteArrayView proof);

/// Text in a field of @p size bytes, cut there and filled with NULs.
void putText(QByteArray &to, const QByteArray &text, qsizetype size);
void putU16(QByteArray &to, quint32 value);
void putU32(QByteArray &to, quint32 value);
/// The u32 at @p at of what a client sent; bytes that are not there count as 0.
quint32 wordAt(QByteArrayView data, qsizetype at);

struct UserValues
{
    quint16 uid = 0;
    quint8 privilege = 0;
    QByteArray password;
    QByteArray name;
    quint32 card = 0;
    quint8 group = 1;
    quint16 zoneFlag = 0;
    quint16 zones[3] = {0, 0, 0};
    QByteArray userId;

    friend bool operator==(const UserValues &, const UserValues &) = default;
};
/// Sections 9.1 and 9.2; @p size 72 or 28.
QByteArray userRecord(const UserValues &user, int size);

struct LogValues
{
    quint16 uid = 0;
    QByteArray userId;
    quint32 time = 0; ///< packed
    quint8 state = 0;
    quint8 verify = 0;
    quint32 workCode = 0;
};
/// Bytes of one record, section 10.
int recordBytes(SimRecordSize size);
void putLog(QByteArray &to, const LogValues &log, SimRecordSize size);

struct CounterValues
{
    qint64 users = 0;
    qint64 fingers = 0;
    qint64 logs = 0;
    qint64 operations = 0;
    qint64 administrators = 0;
    qint64 passwords = 0;
    qint64 fingersCapacity = 0;
    qint64 usersCapacity = 0;
    qint64 logsCapacity = 0;
};
/// Section 7, 92 bytes.
QByteArray counterBlock(const CounterValues &values);

/// Section 15.3, the form of 32 bytes.
QByteArray attendanceEvent(const QByteArray &userId, quint8 verify, quint8 state, WallTime at);

} // namespace rollcall::sim
