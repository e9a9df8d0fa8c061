// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkcommkey.h"

namespace rollcall::zk {

namespace {

quint32 reversedBits(quint32 value)
{
    quint32 reversed = 0;
    for (int bit = 0; bit < 32; ++bit)
        reversed |= ((value >> bit) & 1U) << (31 - bit);
    return reversed;
}

} // namespace

QByteArray scrambleCommKey(quint32 key, quint16 session, quint8 ticks)
{
    const quint32 sum = reversedBits(key) + session;
    const auto b1 = static_cast<quint8>((sum >> 8 & 0xFF) ^ 'K');
    const auto b3 = static_cast<quint8>((sum >> 24) ^ 'O');
    const auto b2 = static_cast<quint8>((sum >> 16 & 0xFF) ^ 'S');
    QByteArray bytes;
    bytes.append(static_cast<char>(b2 ^ ticks));
    bytes.append(static_cast<char>(b3 ^ ticks));
    bytes.append(static_cast<char>(ticks)); // b0 is lost: its place carries the ticks
    bytes.append(static_cast<char>(b1 ^ ticks));
    return bytes;
}

} // namespace rollcall::zk
