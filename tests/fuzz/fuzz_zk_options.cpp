// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkbytes.h"
#include "devices/zk/zkrequests.h"
#include "devices/zk/zktext.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace rollcall::zk;

namespace {

constexpr QChar kByteOrderMark(0xFEFF); // decoders take it away at the beginning of a text

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkValue(QByteArrayView reply)
{
    const QString value = optionValue(reply);
    require(value.size() <= reply.size());
    require(!value.contains(QChar::Null) && value == value.trimmed());
    // Written and read again it is the same.
    if (value.startsWith(u'=') || value.contains(kByteOrderMark))
        return;
    QByteArray line("~Name=");
    require(optionValue(optionData(line.append(value.toUtf8()))) == value);
}

void checkText(QByteArrayView field, const QByteArray &codePage)
{
    const QString text = decodeText(field, codePage);
    require(!text.contains(QChar::Null));
    for (const qsizetype room : {qsizetype(0), qsizetype(1), qsizetype(8), qsizetype(23)}) {
        const std::optional<QByteArray> bytes = encodeText(text, room, codePage);
        if (!bytes)
            continue;
        require(bytes->size() <= room && !bytes->contains('\0'));
        if (!codePage.isEmpty() || text.contains(kByteOrderMark))
            continue;
        const QString read = decodeText(bytes->leftJustified(room + 2, '\0'), codePage);
        require(text.left(read.size()) == read);
    }
}

} // namespace

// The answer to a question for an option, and a text field of a record.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    checkValue(input);
    for (const char *page : {"", "GBK", "windows-1251", "TIS-620"})
        checkText(part(input, 0, 64), page);
    const QByteArray field = part(input, 0, 24).toByteArray().leftJustified(24, '\0');
    if (const std::optional<QString> userId = decodeUserId(field))
        require(isPrintableId(field) == !userId->isEmpty());
    return 0;
}
