// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkbytes.h"
#include "devices/zk/zkevents.h"
#include "devices/zk/zkrecords.h"
#include "devices/zk/zksizeproof.h"
#include "devices/zk/zkusers.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace rollcall;
using namespace rollcall::zk;

// A block of records as a terminal hands it over: counter, then u32 total and records.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    if (input.size() < 5)
        return 0;
    const qint64 counter = u8At(input, 0);
    const qint64 total = u32At(input, 1);
    const QByteArrayView area = input.sliced(5);
    const qint64 available = qMin<qint64>(total, area.size());

    QList<BlockSample> samples;
    for (const SampleRange &range : sampleRanges(available))
        samples.append({range.offset, area.sliced(range.offset, range.length).toByteArray()});
    const WallTime latest = WallTime::fromFields(2027, 1, 1, 0, 0, 0);
    if (const auto shape = proveShape({total, counter, latest}, samples)) {
        QList<RawLog> logs;
        QList<SetAsideLog> setAside;
        const qsizetype count = LogDecoder(*shape).decode(area.first(available), logs, setAside);
        if (count != logs.size() + setAside.size())
            std::abort(); // a record was dropped
    }
    if (const auto userSize = proveUserSize(area, counter))
        readUsers(area, *userSize);
    readUser(area, kUserSizeLong);
    readUser(area, kUserSizeShort);
    readOperation(area);
    readTemplateHead(area);
    return 0;
}
