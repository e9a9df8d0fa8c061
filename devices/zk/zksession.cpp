// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zksession.h"

#include "devices/zk/zkblock.h"
#include "devices/zk/zkbytes.h"
#include "devices/zk/zklogread.h"
#include "devices/zk/zkrequests.h"
#include "devices/zk/zksizeproof.h"
#include "devices/zk/zktext.h"
#include "devices/zk/zktime.h"
#include "devices/zk/zkusers.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace rollcall {

using zk::Code;
using zk::Packet;

namespace {

constexpr qint64 kPrefix = 4;
constexpr qsizetype kMostUsers = 65535;

/// The whole table in one piece; a cut one is an error, because a shorter list of users would look
/// like a true one.
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

ZkSession::ZkSession(std::unique_ptr<ZkConversation> conversation, const Clock &clock)
    : m_conversation(std::move(conversation))
    , m_clock(clock)
{}

ZkSession::~ZkSession() = default;

Result<DeviceInfo> ZkSession::info()
{
    DeviceInfo info;
    const std::pair<const char *, QString *> options[] = {{"~SerialNumber", &info.serial},
                                                          {"~DeviceName", &info.model},
                                                          {"~Platform", &info.platform},
                                                          {"MAC", &info.mac}};
    for (const auto &[name, field] : options) {
        Result<QString> value = option(name);
        if (!value)
            return value.error();
        *field = std::move(value).value();
    }
    const Result<Packet> version = m_conversation->ask(Code::Version);
    if (!version)
        return version.error();
    if (version->code == Code::AckOk)
        info.firmware = zk::decodeText(version->data).simplified();
    const Result<zk::Counters> counted = counters();
    if (!counted)
        return counted.error();
    info.users = counted->users;
    info.logs = counted->records;
    info.usersCapacity = counted->usersCapacity;
    info.logsCapacity = counted->recordsCapacity;
    return info;
}

Result<QList<DeviceUser>> ZkSession::users()
{
    const Result<zk::Counters> counted = counters();
    if (!counted)
        return counted.error();
    Result<ZkBlock> block = ZkBlock::open(*m_conversation, ZkTable::users());
    if (!block)
        return block.error();
    const Result<QByteArray> bytes = readWhole(*block);
    if (!bytes)
        return bytes.error();
    block->release();

    const qint64 total = zk::u32At(*bytes, 0);
    if (total > bytes->size() - kPrefix && total > 0) {
        return errors::protocolViolation(
            QCoreApplication::translate("rollcall::zk",
                                        "a list of users that is shorter than it says"),
            QStringLiteral("%1 of %2 bytes").arg(bytes->size() - kPrefix).arg(total));
    }
    QList<DeviceUser> users;
    if (total > 0) {
        const QByteArrayView records = QByteArrayView(*bytes).sliced(kPrefix, total);
        const std::optional<int> size = zk::proveUserSize(records, counted->users);
        if (!size || records.size() / *size > kMostUsers) {
            return errors::protocolViolation(
                QCoreApplication::translate(
                    "rollcall::zk", "its users have a form that this program does not know"),
                QStringLiteral("total %1, counter %2").arg(total).arg(counted->users.value_or(-1)));
        }
        users = zk::readUsers(records, *size);
    }
    m_userIds.emplace();
    for (const DeviceUser &user : std::as_const(users))
        m_userIds->insert(user.uid, user.userId);
    return users;
}

Result<LogReadSummary> ZkSession::logs(LogSink &sink)
{
    const Result<zk::Counters> counted = counters();
    if (!counted)
        return counted.error();
    const Result<WallTime> latest = latestPlausible();
    if (!latest)
        return latest.error();
    ZkLogHints hints;
    hints.counter = counted->records;
    hints.latest = *latest;
    hints.userIds = [this] { return userIdsByUid(); };
    return ZkLogRead(*m_conversation, sink, std::move(hints)).run();
}

Result<WallTime> ZkSession::clock()
{
    const Result<Packet> reply = m_conversation->ask(Code::ReadTime);
    if (!reply)
        return reply.error();
    if (reply->code != Code::AckOk)
        return errors::unsupported(QCoreApplication::translate("rollcall::zk", "telling the time"));
    const WallTime wall = zk::decodeTime4(zk::u32At(reply->data, 0));
    if (reply->data.size() < 4 || !wall.isValid()) {
        return errors::protocolViolation(
            QCoreApplication::translate("rollcall::zk", "a time of day that does not exist"),
            zk::hexText(reply->data.first(qMin<qsizetype>(reply->data.size(), 16))));
    }
    return wall;
}

// What a session cannot do yet.
namespace {
Error notYet()
{
    return errors::unsupported(QStringLiteral("not yet"));
}
} // namespace

Result<QString> ZkSession::serial()
{
    return option("~SerialNumber");
}

Result<QList<DeviceUserDraft>> ZkSession::userDrafts()
{
    return notYet();
}

Result<> ZkSession::setClock(WallTime)
{
    return notYet();
}

Result<QList<DeviceUserOutcome>> ZkSession::writeUsers(const QList<DeviceUserDraft> &)
{
    return notYet();
}

Result<QList<DeviceUserOutcome>> ZkSession::deleteUsers(const QStringList &)
{
    return notYet();
}

Result<> ZkSession::restart()
{
    return notYet();
}

Result<> ZkSession::beep()
{
    return notYet();
}

Result<> ZkSession::unlock(int)
{
    return notYet();
}

Result<qint64> ZkSession::clearLogs(const StoredProof &)
{
    return notYet();
}

Result<> ZkSession::listen(LiveSink &)
{
    return notYet();
}

Result<QString> ZkSession::option(const char *name)
{
    const Result<Packet> reply = m_conversation->ask(Code::ReadOption, zk::optionData(name));
    if (!reply)
        return reply.error();
    if (reply->code != Code::AckOk && reply->code != Code::AckData)
        return QString();
    return zk::optionValue(reply->data);
}

Result<zk::Counters> ZkSession::counters()
{
    const Result<Packet> reply = m_conversation->ask(Code::FreeSizes);
    if (!reply)
        return reply.error();
    return reply->code == Code::AckOk ? zk::readCounters(reply->data) : zk::Counters();
}

/// Two days after now, and a day more for any time zone; after the terminal's own clock where that
/// is ahead, because logs of a terminal whose clock is years off are still logs (section 10.5 step
/// 4).
Result<WallTime> ZkSession::latestPlausible()
{
    constexpr qint64 kThreeDays = 3 * 86400LL;
    WallTime now = WallTime::fromSeconds(m_clock.utcMilliseconds() / 1000);
    const Result<WallTime> shown = clock();
    if (shown)
        now = std::max(now, *shown);
    else if (!m_conversation->isOpen() || shown.error().code == ErrorCode::Cancelled ||
             shown.error().code == ErrorCode::Timeout)
        return shown.error();
    return now.addSeconds(kThreeDays);
}

Result<QHash<int, QString>> ZkSession::userIdsByUid()
{
    if (m_userIds)
        return *m_userIds;
    const Result<QList<DeviceUser>> listed = users();
    if (!listed && listed.error().code != ErrorCode::Unsupported)
        return listed.error();
    return m_userIds.value_or(QHash<int, QString>());
}

} // namespace rollcall
