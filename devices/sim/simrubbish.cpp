// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simrubbish.h"

#include "devices/sim/simlogs.h"

namespace rollcall::sim {

bool isNoTerminal(const SimFaultSet &faults)
{
    return faults.busy || faults.garbage || faults.c3 || faults.http;
}

QByteArray otherAnswer(const SimFaultSet &faults, quint64 seed)
{
    if (faults.busy)
        return {};
    if (faults.c3) // AA, version, "error", length, code, CRC-16, 55 (zk-protocol.md, section 1)
        return QByteArray::fromHex("aa01c9010011939055");
    if (faults.http)
        return "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    Random random(seed);
    QByteArray bytes("H"); // not the first byte of a packet
    while (bytes.size() < 256)
        bytes.append(static_cast<char>(random.below(256)));
    return bytes;
}

} // namespace rollcall::sim
