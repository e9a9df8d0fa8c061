// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simwire.h"

namespace rollcall::sim {

namespace {

constexpr int kHead = 8;

quint32 byteAt(QByteArrayView bytes, qsizetype at)
{
    return static_cast<quint8>(bytes.at(at));
}

quint32 word16(QByteArrayView bytes, qsizetype at)
{
    return byteAt(bytes, at) | byteAt(bytes, at + 1) << 8;
}

quint32 word32(QByteArrayView bytes, qsizetype at)
{
    return word16(bytes, at) | word16(bytes, at + 2) << 16;
}

void putByte(QByteArray &to, quint32 value)
{
    to.append(static_cast<char>(value & 0xFF));
}

} // namespace

std::optional<Request> takeRequest(QByteArray &stream, bool &isBroken)
{
    constexpr quint32 kLongest = 1 << 20;
    static const QByteArray magic = QByteArray::fromHex("5050827d");
    isBroken = !magic.startsWith(stream.left(magic.size()));
    if (isBroken || stream.size() < kHead)
        return std::nullopt;
    const quint32 length = word32(stream, magic.size());
    isBroken = length < kHead || length > kLongest;
    if (isBroken || stream.size() < kHead + qsizetype(length))
        return std::nullopt;
    std::optional<Request> request = readPacket(QByteArrayView(stream).sliced(kHead, length));
    stream.remove(0, kHead + qsizetype(length));
    return request;
}

std::optional<Request> readPacket(QByteArrayView packet)
{
    if (packet.size() < kHead)
        return std::nullopt;
    Request request;
    request.command = static_cast<quint16>(word16(packet, 0));
    request.checksumOk = word16(packet, 2) == packetChecksum(packet);
    request.session = static_cast<quint16>(word16(packet, 4));
    request.reply = static_cast<quint16>(word16(packet, 6));
    request.data = packet.sliced(kHead).toByteArray();
    return request;
}

QByteArray packet(quint16 command, quint16 session, quint16 reply, QByteArrayView data, bool spoil)
{
    QByteArray packet;
    packet.reserve(kHead + data.size());
    putU16(packet, command);
    putU16(packet, 0);
    putU16(packet, session);
    putU16(packet, reply);
    packet.append(data);
    const quint32 sum = packetChecksum(packet) + (spoil ? 1 : 0);
    packet[2] = static_cast<char>(sum & 0xFF);
    packet[3] = static_cast<char>(sum >> 8 & 0xFF);
    return packet;
}

QByteArray frame(quint16 command, quint16 session, quint16 reply, QByteArrayView data, bool spoil)
{
    const QByteArray inner = packet(command, session, reply, data, spoil);
    QByteArray whole = QByteArray::fromHex("5050827d");
    whole.reserve(kHead + inner.size());
    putU32(whole, static_cast<quint32>(inner.size()));
    return whole.append(inner);
}

quint16 packetChecksum(QByteArrayView packet)
{
    quint64 low = 0;
    quint64 high = 0;
    for (qsizetype i = 0; i < packet.size(); ++i) {
        if (i != 2 && i != 3)
            (i % 2 == 0 ? low : high) += byteAt(packet, i);
    }
    quint64 sum = low + high * 256;
    while (sum > 0xFFFF)
        sum = sum % 0x10000 + sum / 0x10000;
    return static_cast<quint16>(0xFFFF - sum);
}

quint32 packTime(int year, int month, int day, int secondOfDay)
{
    const int days = (year % 100 * 12 + month - 1) * 31 + day - 1;
    return static_cast<quint32>(days) * 86400U + static_cast<quint32>(secondOfDay);
}

quint32 packTime(WallTime wall)
{
    const QDate date = wall.date();
    return packTime(date.year(), date.month(), date.day(),
                    wall.time().msecsSinceStartOfDay() / 1000);
}

WallTime unpackTime(quint32 packed)
{
    const auto part = [&packed](quint32 base) {
        const quint32 value = packed % base;
        packed /= base;
        return static_cast<int>(value);
    };
    const int second = part(60);
    const int minute = part(60);
    const int hour = part(24);
    const int day = part(31) + 1;
    const int month = part(12) + 1;
    return WallTime::fromFields(2000 + static_cast<int>(packed), month, day, hour, minute, second);
}

bool isKeyProof(quint32 key, quint16 session, QByteArrayView proof)
{
    if (proof.size() != 4)
        return false;
    quint32 mirrored = 0;
    for (quint32 rest = key, bit = 0; bit < 32; ++bit, rest >>= 1)
        mirrored = mirrored << 1 | (rest & 1);
    const quint32 mixed = (mirrored + session) ^ 0x4F53'4B5A; // "ZKSO", little endian
    const quint32 swapped = mixed << 16 | mixed >> 16;
    const quint32 ticks = byteAt(proof, 2);
    const quint32 expected = (swapped ^ ticks * 0x0101'0101) & 0xFF00'FFFF;
    return (word32(proof, 0) & 0xFF00'FFFF) == expected;
}

void putText(QByteArray &to, const QByteArray &text, qsizetype size)
{
    to.append(text.left(size));
    to.append(size - qMin(size, text.size()), '\0');
}

void putU16(QByteArray &to, quint32 value)
{
    putByte(to, value);
    putByte(to, value >> 8);
}

void putU32(QByteArray &to, quint32 value)
{
    putU16(to, value);
    putU16(to, value >> 16);
}

quint32 wordAt(QByteArrayView data, qsizetype at)
{
    quint32 value = 0;
    for (qsizetype i = qMin(data.size(), at + 4); i-- > at;)
        value = value << 8 | byteAt(data, i);
    return value;
}

QByteArray userRecord(const UserValues &user, int size)
{
    QByteArray record;
    putU16(record, user.uid);
    putByte(record, user.privilege);
    if (size == 28) {
        putText(record, user.password, 5);
        putText(record, user.name, 8);
        putU32(record, user.card);
        putByte(record, 0);
        putByte(record, user.group);
        putU16(record, user.zoneFlag);
        putU32(record, user.userId.toUInt());
        return record;
    }
    putText(record, user.password, 8);
    putText(record, user.name, 24);
    putU32(record, user.card);
    putByte(record, user.group);
    putU16(record, user.zoneFlag);
    for (const quint16 zone : user.zones)
        putU16(record, zone);
    putText(record, user.userId, 24);
    return record;
}

int recordBytes(SimRecordSize size)
{
    switch (size) {
    case SimRecordSize::Bytes8A:
    case SimRecordSize::Bytes8B:
        return 8;
    case SimRecordSize::Bytes16:
        return 16;
    case SimRecordSize::Bytes49:
        return 49;
    case SimRecordSize::Bytes40:
        break;
    }
    return 40;
}

void putLog(QByteArray &to, const LogValues &log, SimRecordSize size)
{
    switch (size) {
    case SimRecordSize::Bytes8A:
        putU16(to, log.uid);
        putByte(to, log.verify);
        putU32(to, log.time);
        putByte(to, log.state);
        return;
    case SimRecordSize::Bytes8B:
        putU16(to, log.uid);
        putByte(to, (log.state & 7U) | (log.verify & 3U) << 3 | 0x20);
        putByte(to, 0);
        putU32(to, log.time);
        return;
    case SimRecordSize::Bytes16:
        putU32(to, log.userId.toUInt());
        putU32(to, log.time);
        putByte(to, log.state);
        putByte(to, log.verify);
        putU16(to, 0);
        putU32(to, log.workCode);
        return;
    case SimRecordSize::Bytes40:
    case SimRecordSize::Bytes49:
        break;
    }
    putU16(to, log.uid);
    putText(to, log.userId, 24);
    putByte(to, log.verify);
    putU32(to, log.time);
    putByte(to, log.state);
    to.append("\0\0\0\0\xff\0\0\0", 8);
    if (size == SimRecordSize::Bytes49)
        to.append("\xff\x32\x35\x35\0\0\0\0\0", 9);
}

QByteArray counterBlock(const CounterValues &values)
{
    const auto at = [&values](int word) -> qint64 {
        switch (word) {
        case 4:
            return values.users;
        case 6:
            return values.fingers;
        case 8:
            return values.logs;
        case 10:
            return values.operations;
        case 12:
            return values.administrators;
        case 13:
            return values.passwords;
        case 14:
            return values.fingersCapacity;
        case 15:
            return values.usersCapacity;
        case 16:
            return values.logsCapacity;
        case 17:
            return values.fingersCapacity - values.fingers;
        case 18:
            return values.usersCapacity - values.users;
        case 19:
            return values.logsCapacity - values.logs;
        default:
            return 0;
        }
    };
    QByteArray block;
    for (int word = 0; word < 23; ++word)
        putU32(block, static_cast<quint32>(at(word)));
    return block;
}

QByteArray attendanceEvent(const QByteArray &userId, quint8 verify, quint8 state, WallTime at)
{
    QByteArray event;
    putText(event, userId, 24);
    putByte(event, verify);
    putByte(event, state);
    const QDate date = at.date();
    const QTime time = at.time();
    for (const int field :
         {date.year() - 2000, date.month(), date.day(), time.hour(), time.minute(), time.second()})
        putByte(event, static_cast<quint32>(field));
    return event;
}

} // namespace rollcall::sim
