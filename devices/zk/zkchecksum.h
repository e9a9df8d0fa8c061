// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QtEndian>

namespace rollcall::zk {

/// The Internet sum over a packet of section 2, as if its checksum field (bytes 2 and 3) were zero
/// (zk-protocol.md, section 2.1). A packet shorter than that field is summed as it is.
inline quint16 checksum(QByteArrayView packet)
{
    const char *bytes = packet.data();
    const qsizetype size = packet.size();
    quint64 sum = 0;
    for (qsizetype i = 0; i + 1 < size; i += 2)
        sum += qFromLittleEndian<quint16>(bytes + i);
    if (size % 2 != 0)
        sum += static_cast<quint8>(bytes[size - 1]);
    if (size >= 4)
        sum -= qFromLittleEndian<quint16>(bytes + 2);
    while (sum >> 16)
        sum = (sum & 0xFFFF) + (sum >> 16);
    return static_cast<quint16>(~sum);
}

} // namespace rollcall::zk
