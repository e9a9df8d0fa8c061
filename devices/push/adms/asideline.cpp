// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/asideline.h"

#include "devices/push/adms/attlogreader.h"
#include "devices/push/adms/rtlogreader.h"

#include <limits>

namespace rollcall::push {

std::optional<RawLog> readAsideLine(const QString &line, ZoneClock &zone)
{
    constexpr qint64 k2099 = 4'070'908'800'000; // its first moment, UTC ms; decades may follow
    PushLimits limits;
    limits.firstYear = 1;
    limits.lastYear = 9999;
    limits.maxFutureSeconds = std::numeric_limits<int>::max();
    const QByteArray body = line.toUtf8();
    // A line does not say of which table it was. Events and records of doors have fields that an
    // attendance line lacks, so they are tried first.
    for (const AdmsPunches &read :
         {readRtlog(body, zone, k2099, limits).punches,
          readTableData(u"transaction", body, zone, k2099, limits).punches,
          readAttlog(body, zone, k2099, limits)}) {
        if (read.logs.size() == 1 && read.lines == 1)
            return read.logs.first();
    }
    return std::nullopt;
}

} // namespace rollcall::push
