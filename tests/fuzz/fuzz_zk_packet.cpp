// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkcounters.h"
#include "devices/zk/zkevents.h"
#include "devices/zk/zkpacket.h"
#include "devices/zk/zktext.h"
#include "devices/zk/zktransfer.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace rollcall::zk;

// The bytes come from the network in pieces of the length that the first byte says.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const qsizetype piece = data[0] + 1;
    const QByteArrayView stream(data + 1, static_cast<qsizetype>(size - 1));
    FrameCutter cutter;
    Packet packet;
    Transfer inOrder(Transfer::Kind::Stream, 0, data[0] * 16, 1);
    Transfer byIndex(Transfer::Kind::Datagrams, data[0] * 64, data[0] * 16, 1);
    for (qsizetype at = 0; at < stream.size(); at += piece) {
        cutter.append(stream.sliced(at, qMin(piece, stream.size() - at)));
        while (cutter.next(packet) == FrameCutter::Cut::Packet) {
            readEvent(packet);
            readCounters(packet.data);
            optionValue(packet.data);
            for (Transfer *transfer : {&inOrder, &byIndex}) {
                transfer->add(packet);
                const qsizetype length = transfer->bytes().size();
                if (length > transfer->expected() ||
                    (transfer->isComplete() && length != transfer->expected()))
                    std::abort();
            }
            // What was cut must come out the same when it is sent again; only the checksum may be
            // corrected.
            const auto again =
                decodePacket(encodePacket(packet.code, packet.session, packet.reply, packet.data));
            if (!again || !again->checksumOk || again->data != packet.data)
                std::abort();
        }
    }
    return 0;
}
