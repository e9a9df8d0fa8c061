// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/optionsreader.h"
#include "devices/push/adms/resultreader.h"
#include "tests/fuzz/fuzzcheck.h"

#include <cstdint>

using namespace rollcall;
using namespace rollcall::fuzz;

namespace {

void requireResults(const QList<CommandResult> &results)
{
    require(results.size() <= 100);
    for (const CommandResult &result : results) {
        const QString &id = result.wireId;
        require(!id.isEmpty() && id.size() <= 16);
        require(std::all_of(id.begin(), id.end(),
                            [](QChar c) { return c.unicode() < 0x80 && c.isLetterOrNumber(); }));
        require(result.verb.size() <= 64 && isClean(result.verb));
        require(result.info.size() <= 16 * 1024 && result.info.isValidUtf16());
        require(!result.info.contains(QChar(u'\0')));
    }
}

} // namespace

/// Bodies of devicecmd, of table options and of table ERRORLOG are pairs all three.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    requireResults(push::readResults(body));
    requireResults(push::readResults(push::AdmsQuery(body)));

    const QHash<QString, QString> options = push::readOptions(body);
    require(options.size() <= 200);
    for (auto option = options.constBegin(); option != options.constEnd(); ++option) {
        require(!option.key().isEmpty() && option.key().size() <= 64 && isClean(option.key()));
        require(option->size() <= 256 && isClean(*option));
    }
    const QList<DeviceLogEntry> log = push::readErrorlog(body);
    require(log.size() <= 1000);
    requireStorable(log);
    return 0;
}
