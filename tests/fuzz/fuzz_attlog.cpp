// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/attlogfile.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace rollcall;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

AttLogCounts read(QByteArrayView bytes, qsizetype cut, AttLogBatch &batch)
{
    AttLogReader reader("windows-1252");
    reader.feed(bytes.first(cut));
    reader.feed(bytes.sliced(cut));
    reader.finish();
    batch = reader.take();
    require(reader.verdict().isOk() ==
            (reader.counts().logs > 0 && reader.counts().binary <= reader.counts().logs));
    return reader.counts();
}

} // namespace

/// The first two bytes choose a cut; the rest is the file of a stick. Every line of it is a punch,
/// set aside or blank, wherever it is cut, and what is handed out can be stored.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView bytes(reinterpret_cast<const char *>(data) + 2,
                               static_cast<qsizetype>(size) - 2);
    AttLogBatch batch;
    AttLogBatch again;
    const AttLogCounts counts = read(bytes, 0, batch);
    const qsizetype cut = std::min<qsizetype>(data[0] + 256 * data[1], bytes.size());
    require(read(bytes, cut, again) == counts && again.logs == batch.logs &&
            again.setAside == batch.setAside);

    const auto ends = std::count(bytes.begin(), bytes.end(), '\n');
    const bool hasLast = !bytes.isEmpty() && bytes.back() != '\n';
    require(counts.lines == ends + (hasLast ? 1 : 0));
    require(counts.lines == counts.blank + counts.logs + counts.setAside);
    require(batch.logs.size() == counts.logs && batch.setAside.size() == counts.setAside);
    for (const RawLog &log : batch.logs) {
        require(log.at.isValid() && !log.userId.isEmpty() && log.userId.size() <= 32);
        require(log.state >= 0 && log.state <= 255 && log.verify >= -1 && log.verify <= 255);
        require(!log.rawText.contains(QChar(u'\0')));
    }
    for (const SetAsideLog &log : batch.setAside)
        require(!log.rawText.isEmpty() && !log.rawText.contains(QChar(u'\0')) &&
                log.rawText.toUtf8().size() < 2704);
    return 0;
}
