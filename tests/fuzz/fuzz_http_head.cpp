// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/chunkscanner.h"
#include "devices/push/httphead.h"

#include <QByteArray>
#include <QList>

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

/// Reads what a connection sends as the gate does, request after request, however it arrives.
class Connection
{
public:
    explicit Connection(const PushLimits &limits)
        : m_limits(limits)
    {}

    void arrive(QByteArrayView bytes)
    {
        m_bytes += bytes.toByteArray();
        while (!m_isRefused && readOne()) {
        }
    }
    /// Where the requests that were whole ended, from the first byte on.
    QList<qint64> ends() const { return m_ends; }
    bool isRefused() const { return m_isRefused; }

private:
    /// One request more; false when it is not whole or refused.
    bool readOne()
    {
        const HeadReading reading = readHead(m_bytes, m_limits);
        m_isRefused =
            reading.status != HeadStatus::Complete && reading.status != HeadStatus::Incomplete;
        if (reading.status != HeadStatus::Complete)
            return false;
        const HttpHead &head = reading.head;
        const QByteArrayView body = QByteArrayView(m_bytes).sliced(head.size);
        qint64 size = std::max<qint64>(head.contentLength, 0);
        if (head.chunked) {
            ChunkScanner chunks(m_limits.maxBody, 2 * m_limits.maxBody);
            size = chunks.take(body);
            require(chunks.decoded() <= m_limits.maxBody ||
                    chunks.state() == ChunkScanner::State::TooLarge);
            m_isRefused = chunks.state() == ChunkScanner::State::Malformed ||
                          chunks.state() == ChunkScanner::State::TooLarge;
            if (chunks.state() != ChunkScanner::State::Done)
                return false;
        }
        m_isRefused = size > 2 * m_limits.maxBody;
        if (m_isRefused || size > body.size())
            return false;
        m_read += head.size + size;
        m_ends.append(m_read);
        m_bytes.remove(0, head.size + size);
        return true;
    }

    const PushLimits &m_limits;
    QByteArray m_bytes;
    QList<qint64> m_ends;
    qint64 m_read = 0;
    bool m_isRefused = false;
};

/// Whatever pieces the network makes of it, the same requests are found, and the same one refused.
void readConnection(QByteArrayView bytes, qsizetype cut, const PushLimits &limits)
{
    Connection whole(limits);
    whole.arrive(bytes);
    Connection split(limits);
    split.arrive(bytes.first(cut));
    split.arrive(bytes.sliced(cut));
    require(split.ends() == whole.ends() && split.isRefused() == whole.isRefused());
    require(whole.ends().isEmpty() || whole.ends().last() <= bytes.size());
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

    limits.maxBody = 1024;

    scanChunks(bytes, cut);
    readConnection(bytes, cut, limits);
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
