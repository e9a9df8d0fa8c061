// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "devices/api/devicesession.h"
#include "devices/zk/zkconversation.h"
#include "devices/zk/zkcounters.h"
#include "devices/zk/zkliveids.h"
#include "devices/zk/zklogwitness.h"
#include "devices/zk/zkuserwriter.h"

#include <QHash>

#include <memory>
#include <optional>

namespace rollcall {

/// A conversation with a ZKTeco or eSSL terminal (zk-protocol.md). Blocking; thread: the one that
/// opened it.
class ZkSession : public DeviceSession
{
public:
    /// @p clock tells which dates cannot be yet; it must outlive the session.
    ZkSession(std::unique_ptr<ZkConversation> conversation, const Clock &clock);
    ~ZkSession() override;

    Result<QString> serial() override;
    Result<DeviceInfo> info() override;
    Result<QList<DeviceUser>> users() override;
    Result<QList<DeviceUserDraft>> userDrafts() override;
    Result<LogReadSummary> logs(LogSink &sink) override;
    Result<WallTime> clock() override;
    Result<> setClock(WallTime wall) override;
    Result<QList<DeviceUserOutcome>> writeUsers(const QList<DeviceUserDraft> &users) override;
    Result<QList<DeviceUserOutcome>> deleteUsers(const QStringList &userIds) override;
    Result<> enable() override;
    Result<> restart() override;
    Result<> beep() override;
    Result<> unlock(int seconds) override;
    Result<qint64> clearLogs(const StoredProof &proof) override;
    Result<> listen(LiveSink &sink) override;

    /// The product code; empty when the terminal does not tell.
    Result<QString> model();
    /// Events that came in between, oldest first. Nobody has asked for any yet, but some terminals
    /// send them.
    QList<zk::Event> takeEvents() { return m_conversation->takeEvents(); }

private:
    /// The value of an option; empty when the terminal does not know it (section 6; Q29).
    Result<QString> option(const char *name);
    /// Counters that the terminal did not give stay unknown; they are never an error.
    Result<zk::Counters> counters();
    Result<ZkUserFacts> userFacts();
    Result<zk::UserTable> userTable();
    Result<WallTime> latestPlausible();
    Result<QHash<int, QString>> userIdsByUid();
    Result<zk::LiveIds> liveIds();

    std::unique_ptr<ZkConversation> m_conversation;
    const Clock &m_clock;
    std::optional<QHash<int, QString>> m_userIds; ///< of the last list of users
    ZkLogRecall m_lastRead;
};

} // namespace rollcall
