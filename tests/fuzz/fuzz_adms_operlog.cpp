// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/admstext.h"
#include "devices/push/adms/operlogreader.h"
#include "tests/fuzz/fuzzcheck.h"

#include <cstdint>

using namespace rollcall;
using namespace rollcall::fuzz;

/// The first byte chooses the table; the rest is the body. No line makes more than one user or
/// entry.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView body(reinterpret_cast<const char *>(data) + 1,
                              static_cast<qsizetype>(size) - 1);
    const push::OperlogReading reading = push::readOperlog(body, data[0] % 2 == 0);
    require(reading.lines == push::countAdmsLines(body));
    require(reading.users.size() + reading.log.size() + reading.unknown.size() <= reading.lines);
    requireStorable(reading.users);
    requireStorable(reading.log);
    require(reading.unknown.size() <= 10);
    for (const QString &keyword : reading.unknown)
        require(keyword.size() <= 32 && isClean(keyword) && !keyword.contains(u'='));
    return 0;
}
