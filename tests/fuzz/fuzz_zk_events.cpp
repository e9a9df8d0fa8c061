// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkbytes.h"
#include "devices/zk/zkevents.h"
#include "devices/zk/zkliveids.h"
#include "devices/zk/zkpacket.h"

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

LiveIds idsOf(ShortId shortId)
{
    LiveIds ids;
    ids.shortId = shortId;
    ids.byUid = {{1, QStringLiteral("105")}, {2, QStringLiteral("1")}, {7, QStringLiteral("0007")}};
    for (const QString &userId : std::as_const(ids.byUid))
        ids.userIds.insert(userId);
    return ids;
}

void look(const Packet &packet)
{
    const Event event = readEvent(packet);
    require(event.data == packet.data);
    for (const ShortId shortId : {ShortId::Unknown, ShortId::IsUserId, ShortId::IsUid}) {
        const LiveIds ids = idsOf(shortId);
        const std::optional<RawLog> punch = punchOf(event, ids);
        const bool isAttendance = event.code == EventCode::Attendance;
        // Every attendance event ends up somewhere, and no other one is taken for a punch.
        require(isAttendance == (punch || needsLogRead(event, ids)));
        if (!punch)
            continue;
        require(!punch->userId.isEmpty() && punch->at.isValid());
        require(punch->rawText.startsWith(u"event:") &&
                punch->rawText.size() == 6 + 2 * event.data.size());
        for (const QChar c : punch->userId)
            require(c != QChar::Null && c.unicode() != '\n');
        if (needsLiveIds(event))
            require(ids.userIds.contains(punch->userId)); // never a number that nobody has
    }
}

} // namespace

// A packet as it comes from the wire; what is none is taken as the data of an attendance event.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    Packet attendance;
    attendance.code = Code::Event;
    attendance.session = 1;
    attendance.data = input.toByteArray();
    look(attendance);
    if (const std::optional<Packet> packet = decodePacket(input); packet)
        look(*packet);
    return 0;
}
