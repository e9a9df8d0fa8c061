// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/admstext.h"
#include "devices/push/adms/attlogreader.h"
#include "tests/fuzz/fuzzcheck.h"

#include <cstdint>

using namespace rollcall;
using namespace rollcall::fuzz;

/// The body of an ATTLOG upload: every line is accounted for, and each line is read by itself,
/// whatever stands before and behind it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static ZoneClock zone("America/New_York");
    constexpr qint64 nowUtc = 1795321800000;
    const push::PushLimits limits;
    const QByteArray body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const push::AdmsPunches punches = push::readAttlog(body, zone, nowUtc, limits);
    requireAllAccountedFor(punches);
    require(punches.lines == push::countAdmsLines(body));
    const WallTime latest = zone.toWall(nowUtc).addSeconds(limits.maxFutureSeconds);
    for (const RawLog &log : punches.logs)
        require(log.at <= latest);

    const QByteArray longer = body + "\n77\t2026-10-04 08:15:00\t1\t15\t0";
    const push::AdmsPunches more = push::readAttlog(longer, zone, nowUtc, limits);
    require(more.lines == punches.lines + 1 && more.ignored == punches.ignored);
    require(more.setAside == punches.setAside &&
            more.logs.first(punches.logs.size()) == punches.logs);
    require(more.logs.size() == punches.logs.size() + 1 && more.logs.last().userId == u"77");
    return 0;
}
