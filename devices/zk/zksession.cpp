// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zksession.h"

#include "core/base/log.h"
#include "devices/zk/zkdisabled.h"
#include "devices/zk/zklive.h"
#include "devices/zk/zklogclearer.h"
#include "devices/zk/zklogread.h"
#include "devices/zk/zkmaintenance.h"
#include "devices/zk/zkrequests.h"
#include "devices/zk/zktext.h"
#include "devices/zk/zkuserlist.h"
#include "devices/zk/zkuserremover.h"
#include "devices/zk/zkusers.h"

#include <algorithm>
#include <utility>

namespace rollcall {

using zk::Code;
using zk::Packet;

namespace {

/// A count or a capacity; a terminal that has none may say anything below 0.
std::optional<qint64> countOf(std::optional<qint32> counter)
{
    return counter && *counter >= 0 ? std::optional<qint64>(*counter) : std::nullopt;
}

} // namespace

ZkSession::ZkSession(std::unique_ptr<ZkConversation> conversation, const Clock &clock)
    : m_conversation(std::move(conversation))
    , m_clock(clock)
{}

ZkSession::~ZkSession() = default;

Result<QString> ZkSession::serial()
{
    return option("~SerialNumber");
}

Result<QString> ZkSession::model()
{
    return option("~DeviceName");
}

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
    info.users = countOf(counted->users);
    info.logs = countOf(counted->records);
    info.fingers = countOf(counted->fingers);
    info.faces = countOf(counted->faces);
    info.usersCapacity = countOf(counted->usersCapacity);
    info.logsCapacity = countOf(counted->recordsCapacity);
    info.fingersCapacity = countOf(counted->fingersCapacity);
    info.facesCapacity = countOf(counted->facesCapacity);
    return info;
}

Result<zk::UserTable> ZkSession::userTable()
{
    const Result<zk::Counters> counted = counters();
    if (!counted)
        return counted.error();
    return readUserTable(*m_conversation, countOf(counted->users));
}

Result<QList<DeviceUser>> ZkSession::users()
{
    const Result<zk::UserTable> table = userTable();
    if (!table)
        return table.error();
    QList<DeviceUser> users =
        zk::readUsers(table->bytes(), table->recordSize(), m_conversation->wire().codePage);
    m_userIds.emplace();
    for (const DeviceUser &user : std::as_const(users))
        m_userIds->insert(user.uid, user.userId);
    return users;
}

Result<QList<DeviceUserDraft>> ZkSession::userDrafts()
{
    const Result<zk::UserTable> table = userTable();
    if (!table)
        return table.error();
    return zk::readUserDrafts(table->bytes(), table->recordSize(), m_conversation->wire().codePage);
}

Result<ZkUserFacts> ZkSession::userFacts()
{
    ZkUserFacts facts;
    const Result<QString> width = option("~PIN2Width");
    if (!width)
        return width.error();
    const Result<QString> letters = option("~IsABCPinEnable");
    if (!letters)
        return letters.error();
    const Result<zk::Counters> counted = counters();
    if (!counted)
        return counted.error();
    facts.rules.idWidth = qMax(0, width->toInt());
    facts.rules.hasLetters = *letters == u"1";
    facts.rules.codePage = m_conversation->wire().codePage;
    facts.counter = countOf(counted->users);
    facts.capacity = countOf(counted->usersCapacity).value_or(0);
    return facts;
}

Result<QList<DeviceUserOutcome>> ZkSession::writeUsers(const QList<DeviceUserDraft> &users)
{
    if (users.isEmpty())
        return QList<DeviceUserOutcome>();
    const Result<ZkUserFacts> facts = userFacts();
    if (!facts)
        return facts.error();
    m_userIds.reset();
    const Result<ZkDisabled> disabled = ZkDisabled::begin(*m_conversation);
    if (!disabled)
        return disabled.error();
    return ZkUserWriter(*m_conversation, *facts, users).run();
}

Result<QList<DeviceUserOutcome>> ZkSession::deleteUsers(const QStringList &userIds)
{
    if (userIds.isEmpty())
        return QList<DeviceUserOutcome>();
    const Result<zk::Counters> counted = counters();
    if (!counted)
        return counted.error();
    m_userIds.reset();
    const Result<ZkDisabled> disabled = ZkDisabled::begin(*m_conversation);
    if (!disabled)
        return disabled.error();
    return removeUsers(*m_conversation, countOf(counted->users), userIds);
}

Result<LogReadSummary> ZkSession::logs(LogSink &sink)
{
    m_lastRead = {};
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
    ZkLogWitness witness(sink);
    Result<LogReadSummary> summary = ZkLogRead(*m_conversation, witness, std::move(hints)).run();
    if (summary)
        m_lastRead = witness.recall(*summary, countOf(counted->records));
    return summary;
}

Result<WallTime> ZkSession::clock()
{
    return ZkMaintenance(*m_conversation).clock();
}

Result<> ZkSession::setClock(WallTime wall)
{
    return ZkMaintenance(*m_conversation).setClock(wall);
}

Result<> ZkSession::enable()
{
    // Not the conversation's enable(), which takes back only what it did itself.
    const Result<Packet> reply = m_conversation->ask(Code::EnableDevice);
    if (!reply)
        return reply.error();
    if (reply->code != Code::AckOk)
        qCInfo(lcZk, "The terminal did not confirm that it is enabled.");
    return ok();
}

Result<> ZkSession::restart()
{
    return ZkMaintenance(*m_conversation).restart();
}

Result<> ZkSession::beep()
{
    return ZkMaintenance(*m_conversation).beep();
}

Result<> ZkSession::unlock(int seconds)
{
    return ZkMaintenance(*m_conversation).unlock(seconds, m_conversation->wire().unlockFactor);
}

Result<qint64> ZkSession::clearLogs(const StoredProof &proof)
{
    const ZkLogRecall seen = std::exchange(m_lastRead, {}); // a proof serves once
    if (const std::optional<Error> objection = objectionToClear(seen, proof))
        return *objection;
    const Result<ZkDisabled> disabled = ZkDisabled::begin(*m_conversation);
    if (!disabled)
        return disabled.error();
    return ZkLogClearer(*m_conversation, seen).run();
}

Result<> ZkSession::listen(LiveSink &sink)
{
    return ZkLive(*m_conversation, sink, [this] { return liveIds(); }).run();
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

Result<zk::LiveIds> ZkSession::liveIds()
{
    constexpr qint64 kUidOnly = 8; // bytes of a log record that has no room for a user id
    m_userIds.reset();             // users may have come since
    Result<QHash<int, QString>> known = userIdsByUid();
    if (!known)
        return known.error();
    zk::LiveIds ids;
    ids.byUid = std::move(known).value();
    for (const QString &userId : std::as_const(ids.byUid))
        ids.userIds.insert(userId);
    if (m_lastRead.recordSize > 0)
        ids.shortId =
            m_lastRead.recordSize == kUidOnly ? zk::ShortId::IsUid : zk::ShortId::IsUserId;
    return ids;
}

} // namespace rollcall
