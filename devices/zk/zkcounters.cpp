// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkcounters.h"

#include "devices/zk/zkbytes.h"

namespace rollcall::zk {

namespace {

std::optional<qint32> counterAt(QByteArrayView data, qsizetype at)
{
    if (at + 4 > data.size())
        return std::nullopt;
    return static_cast<qint32>(u32At(data, at));
}

} // namespace

Counters readCounters(QByteArrayView data)
{
    constexpr qsizetype kLengthWithFaces = 92;
    Counters counters;
    counters.users = counterAt(data, 16);
    counters.fingers = counterAt(data, 24);
    counters.records = counterAt(data, 32);
    counters.operations = counterAt(data, 40);
    counters.administrators = counterAt(data, 48);
    counters.passwords = counterAt(data, 52);
    counters.fingersCapacity = counterAt(data, 56);
    counters.usersCapacity = counterAt(data, 60);
    counters.recordsCapacity = counterAt(data, 64);
    counters.fingersFree = counterAt(data, 68);
    counters.usersFree = counterAt(data, 72);
    counters.recordsFree = counterAt(data, 76);
    if (data.size() >= kLengthWithFaces) {
        counters.faces = counterAt(data, 80);
        counters.facesCapacity = counterAt(data, 88);
    }
    return counters;
}

} // namespace rollcall::zk
