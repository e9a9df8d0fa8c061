// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/jsonapi/pushlogparser.h"

#include <cstdint>
#include <cstdlib>

using namespace rollcall;
using namespace rollcall::push;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

/// The body of a push-log request: whatever it is, every item is either a clean log or told of, in
/// order.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static ZoneClock zone("America/New_York");
    constexpr qint64 nowUtc = 1795321800000;
    const PushLimits limits;
    const QByteArray body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const std::variant<PushLogReading, Problem> result = readPushLog(body, zone, nowUtc, limits);
    if (std::holds_alternative<Problem>(result))
        return 0;
    const PushLogReading &reading = std::get<PushLogReading>(result);
    require(reading.received == reading.logs.size() + reading.errors.size());
    require(reading.received <= limits.maxLogs && reading.warnings.size() <= reading.logs.size());
    for (const RawLog &log : reading.logs) {
        require(log.at.isValid() && !log.userId.isEmpty() && log.userId.size() <= 64);
        require(!log.userId.contains(QChar(u'\0')) && !log.workCode.contains(QChar(u'\0')));
        require(log.instantUtc - nowUtc <= qint64{limits.maxFutureSeconds} * 1000);
        require(log.verify >= -1 && log.verify <= 255 && log.state >= 0 && log.state <= 255);
        require(log.rawText.size() <= 512);
    }
    qsizetype last = -1;
    for (const ItemNote &note : reading.errors) {
        require(note.index > last && note.index < reading.received && note.detail.size() <= 200);
        last = note.index;
    }
    return 0;
}
