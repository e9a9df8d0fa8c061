// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simrecords.h"

#include <algorithm>
#include <array>

namespace rollcall::sim {

namespace {

constexpr std::array kEventSizes{10, 12, 14, 32, 36, 37, 52};
constexpr int kTextEvent = 32;

QByteArray textField(QByteArrayView record, qsizetype at, qsizetype size)
{
    const QByteArrayView field = record.sliced(at, size);
    const qsizetype nul = field.indexOf('\0');
    return (nul < 0 ? field : field.first(nul)).toByteArray();
}

quint32 number(QByteArrayView record, qsizetype at, int bytes)
{
    quint32 value = 0;
    for (int i = bytes; i-- > 0;)
        value = value << 8 | static_cast<quint8>(record.at(at + i));
    return value;
}

} // namespace

std::optional<UserValues> readUser(QByteArrayView record, int size)
{
    if (record.size() != size || (size != 72 && size != 28))
        return std::nullopt;
    UserValues user;
    user.uid = static_cast<quint16>(number(record, 0, 2));
    user.privilege = static_cast<quint8>(number(record, 2, 1));
    if (size == 28) {
        user.password = textField(record, 3, 5);
        user.name = textField(record, 8, 8);
        user.card = number(record, 16, 4);
        user.group = static_cast<quint8>(number(record, 21, 1));
        user.zoneFlag = static_cast<quint16>(number(record, 22, 2));
        user.userId = QByteArray::number(number(record, 24, 4));
        return user;
    }
    user.password = textField(record, 3, 8);
    user.name = textField(record, 11, 24);
    user.card = number(record, 35, 4);
    user.group = static_cast<quint8>(number(record, 39, 1));
    user.zoneFlag = static_cast<quint16>(number(record, 40, 2));
    for (int i = 0; i < 3; ++i)
        user.zones[i] = static_cast<quint16>(number(record, 42 + 2 * i, 2));
    user.userId = textField(record, 48, 24);
    return user;
}

bool isEventSize(int size)
{
    return std::find(kEventSizes.begin(), kEventSizes.end(), size) != kEventSizes.end();
}

QByteArray attendanceEvent(const SimPunch &punch, int size)
{
    const QByteArray whole =
        attendanceEvent(punch.userId.toUtf8(), static_cast<quint8>(punch.verify),
                        static_cast<quint8>(punch.state), punch.at);
    if (size >= kTextEvent)
        return whole + QByteArray(size - kTextEvent, '\0');
    bool isNumber = false;
    const quint32 id = punch.userId.toUInt(&isNumber);
    QByteArray event;
    if (size == 12)
        putU32(event, isNumber ? id : static_cast<quint32>(punch.uid));
    else
        putU16(event, isNumber ? id : static_cast<quint32>(punch.uid));
    event.append(whole.last(8)); // verify, state and time are the same in all forms
    return event.leftJustified(size, '\0');
}

void putMarkedLog(QByteArray &to, const LogValues &log)
{
    to.append("\xff\x32\x35\x35\0\0\0\0\0", 9);
    putLog(to, log, SimRecordSize::Bytes40);
}

} // namespace rollcall::sim
