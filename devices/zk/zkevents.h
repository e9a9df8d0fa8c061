// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/walltime.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <array>
#include <optional>

namespace rollcall::zk {

struct Packet;

/// Event codes, sent in the session field of an event packet (zk-protocol.md, section 15.2).
enum class EventCode : quint16 {
    Attendance = 1,
    FingerPressed = 2,
    UserEnrolled = 4,
    FingerEnrolled = 8,
    KeyPressed = 16,
    Unlocked = 32,
    Verified = 128,
    FingerScore = 256,
    Alarm = 512,
};

/// An attendance event; a hint that the log has grown, the log is the truth (section 15.5).
struct AttendanceEvent
{
    QString userId;
    quint8 verify = 0;
    quint8 state = 0;
    WallTime at;      ///< invalid when the six bytes name no time
    QByteArray extra; ///< bytes behind the known ones
};

/// An event as it came, with what its code says of the data. Fields of other codes stay empty.
struct Event
{
    EventCode code = EventCode::Attendance;
    QByteArray data;
    std::optional<AttendanceEvent>
        attendance;                     ///< nullopt: a length that section 15.3 does not know
    std::optional<quint32> verifiedUid; ///< Verified; nullopt = not recognised
    int enrolResult = -1;               ///< FingerEnrolled: 0 = done
    quint16 templateSize = 0;           ///< FingerEnrolled, when done
    QString enrolledUserId;             ///< FingerEnrolled, when done
    quint8 finger = 0;                  ///< FingerEnrolled, when done
    int score = -1;                     ///< FingerScore: 100 good, 0 bad
    int alarm = -1;                     ///< Alarm: first byte; see section 15.4
};

/// Reads the data of a packet with code Event. Never fails: what is not understood stays in data.
Event readEvent(const Packet &packet);

/// One entry of the operation log (section 17), 16 bytes.
struct OperationEntry
{
    quint8 operation = 0;
    quint8 byte3 = 0;
    quint32 timeRaw = 0;
    std::array<quint16, 4> parameters{};
};
OperationEntry readOperation(QByteArrayView entry);

/// The head of one fingerprint template in a bulk answer (section 16). Templates are personal data:
/// no more is read.
struct TemplateHead
{
    quint16 entrySize = 0; ///< template and this head of six bytes
    quint16 uid = 0;
    quint8 finger = 0;
    quint8 valid = 0;

    int templateSize() const { return qMax(0, entrySize - 6); }
};
TemplateHead readTemplateHead(QByteArrayView entry);

} // namespace rollcall::zk
