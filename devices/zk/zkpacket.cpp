// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkpacket.h"

#include "devices/zk/zkbytes.h"
#include "devices/zk/zkchecksum.h"

#include <algorithm>

namespace rollcall::zk {

namespace {

constexpr char kMagic[] = {'\x50', '\x50', '\x82', '\x7d'};
constexpr qsizetype kPrefixSize = 8;
constexpr qsizetype kHeaderSize = 8;

} // namespace

QByteArray encodePacket(Code code, quint16 session, quint16 reply, QByteArrayView data)
{
    QByteArray packet;
    packet.reserve(kHeaderSize + data.size());
    appendU16(packet, static_cast<quint16>(code));
    appendU16(packet, 0);
    appendU16(packet, session);
    appendU16(packet, reply);
    packet.append(data);
    qToLittleEndian(checksum(packet), packet.data() + 2);
    return packet;
}

QByteArray framed(QByteArrayView packet)
{
    QByteArray frame(kMagic, sizeof kMagic);
    frame.reserve(kPrefixSize + packet.size());
    appendU32(frame, static_cast<quint32>(packet.size()));
    frame.append(packet);
    return frame;
}

QByteArray encodeFrame(Code code, quint16 session, quint16 reply, QByteArrayView data)
{
    return framed(encodePacket(code, session, reply, data));
}

std::optional<Packet> decodePacket(QByteArrayView bytes)
{
    if (bytes.size() < kHeaderSize)
        return std::nullopt;
    Packet packet;
    packet.code = static_cast<Code>(u16At(bytes, 0));
    packet.checksum = u16At(bytes, 2);
    packet.session = u16At(bytes, 4);
    packet.reply = u16At(bytes, 6);
    packet.data = bytes.sliced(kHeaderSize).toByteArray();
    packet.checksumOk = packet.checksum == checksum(bytes);
    return packet;
}

void FrameCutter::append(QByteArrayView bytes)
{
    if (m_isBroken)
        return;
    if (m_begin > 0) {
        m_buffer.remove(0, m_begin);
        m_begin = 0;
    }
    m_buffer.append(bytes);
}

FrameCutter::Cut FrameCutter::next(Packet &packet)
{
    if (m_isBroken)
        return Cut::Broken;
    const QByteArrayView rest = QByteArrayView(m_buffer).sliced(m_begin);
    const auto magicPart = qMin<qsizetype>(rest.size(), sizeof kMagic);
    m_isBroken = !std::equal(kMagic, kMagic + magicPart, rest.begin());
    if (m_isBroken)
        return Cut::Broken;
    if (rest.size() < kPrefixSize)
        return Cut::NeedMore;
    const quint32 length = u32At(rest, 4);
    m_isBroken = length < kMinLength || length > kMaxLength;
    if (m_isBroken)
        return Cut::Broken;
    const auto frameSize = kPrefixSize + static_cast<qsizetype>(length);
    if (rest.size() < frameSize)
        return Cut::NeedMore;
    packet = *decodePacket(rest.sliced(kPrefixSize, length));
    m_begin += frameSize;
    ++m_packets;
    m_badChecksums += packet.checksumOk ? 0 : 1;
    return Cut::Packet;
}

} // namespace rollcall::zk
