// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/admsgreeting.h"
#include "devices/push/adms/handshaketext.h"
#include "devices/push/adms/optionsreader.h"
#include "tests/fuzz/fuzzcheck.h"

#include <cstdint>

using namespace rollcall;
using namespace rollcall::fuzz;

namespace {

bool isSerialChar(QChar c)
{
    return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'_' || c == u'-');
}

/// However a stranger spells his stamp, no line of the handshake becomes two.
void requireWholeHandshake(const QString &stamp)
{
    static ZoneClock zone("Asia/Kolkata");
    static const auto lines =
        push::attendanceOptions(QStringLiteral("A1"), {}, zone, 1795321800000).count('\n');
    PushMemory memory;
    memory.attStamp = stamp;
    memory.operStamp = stamp;
    const QByteArray options =
        push::attendanceOptions(QStringLiteral("A1"), memory, zone, 1795321800000);
    require(options.count('\n') == lines && !options.contains('\r') && !options.contains('\0'));
}

} // namespace

/// The target of a request, cut at its first "?".
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView target(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype mark = target.indexOf('?');
    const QByteArrayView path = mark < 0 ? target : target.first(mark);
    const push::AdmsQuery query(mark < 0 ? QByteArrayView() : target.sliced(mark + 1));
    if (!push::isAdmsPath(path))
        require(push::admsEndpoint(path) == push::AdmsEndpoint::Other);

    const QString serial = query.serial();
    require(serial.size() <= 64 && std::all_of(serial.begin(), serial.end(), isSerialChar));
    require(!query.table().contains(u' '));
    for (const QStringView name : {u"sn", u"table", u"stamp", u"info", u"tablename", u"cmdid"}) {
        const QString value = query.value(name);
        require(isClean(value) && !value.contains(u'\t'));
        require(query.has(name) || value.isEmpty());
    }
    const QHash<QString, QString> facts = push::readPollInfo(query.value(u"info"));
    require(facts.size() <= 7);
    for (const QString &value : facts)
        require(value.size() <= 256 && isClean(value));
    require(push::tableAnswer(query, 3).body.count('\n') == 0);
    requireWholeHandshake(query.value(u"stamp"));
    requireWholeHandshake(QString::fromUtf8(target.toByteArray()));
    return 0;
}
