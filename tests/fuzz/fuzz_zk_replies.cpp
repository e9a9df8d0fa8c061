// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkbytes.h"
#include "devices/zk/zkcounters.h"
#include "devices/zk/zkpacket.h"
#include "devices/zk/zkrequests.h"
#include "devices/zk/zktext.h"
#include "devices/zk/zktime.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace rollcall;
using namespace rollcall::zk;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkCounters(QByteArrayView data)
{
    const Counters counters = readCounters(data);
    const auto check = [data](const std::optional<qint32> &counter, qsizetype at, qsizetype from) {
        require(counter.has_value() == (data.size() >= qMax(at + 4, from)));
        if (counter)
            require(static_cast<quint32>(*counter) == u32At(data, at));
    };
    check(counters.users, 16, 0);
    check(counters.fingers, 24, 0);
    check(counters.records, 32, 0);
    check(counters.fingersCapacity, 56, 0);
    check(counters.usersCapacity, 60, 0);
    check(counters.recordsCapacity, 64, 0);
    check(counters.faces, 80, 92);
    check(counters.facesCapacity, 88, 92);
}

/// A time that names a moment is written as it was read.
void checkTimes(QByteArrayView data)
{
    const quint32 packed = u32At(data, 0);
    const WallTime four = decodeTime4(packed);
    if (four.isValid() && four.date().year() <= 2099)
        require(encodeTime4(four) == packed);
    const WallTime six = decodeTime6(data);
    if (six.isValid())
        require(encodeTime6(six) == data.first(6));
}

} // namespace

// One answer of a terminal as a datagram: header and data.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    checkCounters(input);
    checkTimes(input);
    const std::optional<Packet> packet = decodePacket(input);
    require(packet.has_value() == (input.size() >= 8));
    if (!packet)
        return 0;
    const QByteArray again =
        encodePacket(packet->code, packet->session, packet->reply, packet->data);
    // Only a wrong checksum is put right.
    require(!packet->checksumOk || again == input || packet->checksum == 0xFFFF);
    checkCounters(packet->data);
    checkTimes(packet->data);
    require(!decodeText(packet->data).contains(QChar::Null)); // the version
    require(readBufferData(0, u32At(packet->data, 1) / 2).size() == 8);
    return 0;
}
