// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/chunkscanner.h"
#include "devices/push/httphead.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace rollcall::push;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// However the bytes are cut, the end of a chunked body is at the same place.
void scanChunks(QByteArrayView bytes, qsizetype cut)
{
    constexpr qint64 maxBody = 4096;
    ChunkScanner whole(maxBody, 2 * maxBody);
    const qsizetype used = whole.take(bytes);
    ChunkScanner split(maxBody, 2 * maxBody);
    qsizetype usedSplit = split.take(bytes.first(cut));
    if (split.state() == ChunkScanner::State::Reading)
        usedSplit += split.take(bytes.sliced(cut));
    require(split.state() == whole.state() && usedSplit == used &&
            split.decoded() == whole.decoded());
    require(used <= bytes.size());
}

} // namespace

/// The first byte chooses a cut; the rest is what a stranger sends. A head that is taken is taken
/// whole, and no beginning of it is refused, so that it does not matter how the network splits it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(reinterpret_cast<const char *>(data) + 1,
                               static_cast<qsizetype>(size) - 1);
    const qsizetype cut = std::min<qsizetype>(data[0], bytes.size());
    PushLimits limits;
    limits.maxTarget = 64;
    limits.maxHeaderBytes = 256;
    limits.maxHeaderFields = 8;

    scanChunks(bytes, cut);
    const HeadReading reading = readHead(bytes, limits);
    const HeadReading beginning = readHead(bytes.first(cut), limits);
    if (reading.status != HeadStatus::Complete) {
        require(beginning.status != HeadStatus::Complete);
        return 0;
    }
    const HttpHead &head = reading.head;
    require(head.size > 0 && head.size <= bytes.size() && bytes.at(head.size - 1) == '\n');
    require(beginning.status == (cut < head.size ? HeadStatus::Incomplete : HeadStatus::Complete));
    require(head.fields.size() <= limits.maxHeaderFields);
    require(head.path.size() + head.query.size() <= limits.maxTarget && !head.path.isEmpty());
    require(!(head.chunked && head.contentLength >= 0) && head.contentLength >= -1);
    require(head.values("content-length").size() <= 1 &&
            head.values("transfer-encoding").size() <= 1);
    return 0;
}
