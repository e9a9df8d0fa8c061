// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/admstext.h"
#include "devices/push/adms/encodedtime.h"
#include "devices/push/adms/queryjoiner.h"
#include "devices/push/adms/rtlogreader.h"
#include "tests/fuzz/fuzzcheck.h"

#include <cstdint>

using namespace rollcall;
using namespace rollcall::fuzz;

namespace {

constexpr qint64 kNow = 1795321800000;

void requireReading(const push::AccessReading &reading, QByteArrayView body)
{
    require(reading.punches.lines == push::countAdmsLines(body));
    requireStorable(reading.users);
    requireStorable(reading.log);
}

/// Cut at a line's end, the answer of two parts is the answer.
void requireJoinable(QByteArrayView body)
{
    const qsizetype end = body.indexOf('\n');
    if (end < 0)
        return;
    push::QueryJoiner joiner;
    const QString set = QStringLiteral("a");
    require(!joiner.add({set, 2, 2, body.sliced(end + 1).toByteArray()}, kNow));
    const std::optional<QByteArray> whole =
        joiner.add({set, 2, 1, body.first(end).toByteArray()}, kNow);
    require(whole && (*whole == body.toByteArray() || *whole == body.toByteArray() + '\n'));
    const auto number = static_cast<qint64>(qHash(body) % 4'000'000'000);
    require(!push::fromEncodedTime(number).isValid() ||
            push::encodedTime(push::fromEncodedTime(number)) == number);
}

} // namespace

/// The first byte chooses the table; the rest is the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    static ZoneClock zone("America/New_York");
    const push::PushLimits limits;
    const QByteArrayView body(reinterpret_cast<const char *>(data) + 1,
                              static_cast<qsizetype>(size) - 1);
    switch (data[0] % 4) {
    case 0: {
        const push::AccessReading reading = push::readRtlog(body, zone, kNow, limits);
        requireReading(reading, body);
        requireAllAccountedFor(reading.punches);
        require(reading.log.size() == reading.punches.ignored && reading.users.isEmpty());
        break;
    }
    case 1: {
        const push::AccessReading reading =
            push::readTableData(u"transaction", body, zone, kNow, limits);
        requireReading(reading, body);
        requireAllAccountedFor(reading.punches);
        break;
    }
    case 2: {
        const push::AccessReading reading = push::readTableData(u"user", body, zone, kNow, limits);
        requireReading(reading, body);
        require(reading.punches.logs.isEmpty() && reading.users.size() <= reading.punches.lines);
        break;
    }
    default:
        requireReading(push::readTableData(u"errorlog", body, zone, kNow, limits), body);
        requireJoinable(body);
    }
    return 0;
}
