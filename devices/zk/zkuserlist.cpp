// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkuserlist.h"

#include "devices/zk/zkblock.h"
#include "devices/zk/zkbytes.h"

#include <QCoreApplication>

#include <utility>

namespace rollcall {

namespace {

constexpr qint64 kPrefix = 4; // the u32 total

Result<QByteArray> readWhole(ZkBlock &block)
{
    if (block.size() > ZkBlock::kHeldLimit) {
        return errors::protocolViolation(
            QCoreApplication::translate("rollcall::zk", "more users than a terminal holds"),
            QStringLiteral("%1 bytes").arg(block.size()));
    }
    QByteArray bytes;
    bytes.reserve(block.size());
    while (bytes.size() < block.size()) {
        ZkBytes chunk =
            block.read(bytes.size(), qMin(block.size() - bytes.size(), ZkBlock::kChunk));
        if (chunk.error)
            return *chunk.error;
        bytes.append(chunk.bytes);
    }
    return bytes;
}

} // namespace

Result<zk::UserTable> readUserTable(ZkConversation &conversation, std::optional<qint64> counter)
{
    Result<ZkBlock> block = ZkBlock::open(conversation, ZkTable::users());
    if (!block)
        return block.error();
    const Result<QByteArray> bytes = readWhole(*block);
    if (!bytes)
        return bytes.error();
    block->release();

    const qint64 total = zk::u32At(*bytes, 0);
    if (total > 0 && total > bytes->size() - kPrefix) {
        return errors::protocolViolation(
            QCoreApplication::translate("rollcall::zk",
                                        "a list of users that is shorter than it says"),
            QStringLiteral("%1 of %2 bytes").arg(bytes->size() - kPrefix).arg(total));
    }
    std::optional<zk::UserTable> table =
        zk::UserTable::fromRecords(zk::part(*bytes, kPrefix, total), counter);
    if (!table) {
        return errors::protocolViolation(
            QCoreApplication::translate("rollcall::zk",
                                        "its users have a form that this program does not know"),
            QStringLiteral("total %1, counter %2").arg(total).arg(counter.value_or(-1)));
    }
    return std::move(*table);
}

Result<zk::UserTable> readBackUsers(ZkConversation &conversation, qint64 expected)
{
    if (const Result<zk::Packet> done = conversation.ask(zk::Code::RefreshData); !done)
        return done.error();
    return readUserTable(conversation, expected);
}

} // namespace rollcall
