// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkuserremover.h"

#include "devices/zk/zkbytes.h"
#include "devices/zk/zkuserlist.h"

#include <QCoreApplication>

#include <utility>

namespace rollcall {

using zk::Code;
using zk::Packet;

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::zk", text);
}

Error isRefused(Code code)
{
    const QString detail = QStringLiteral("code %1").arg(static_cast<int>(code));
    if (code == Code::AckUnknown || code == Code::ErrorCommand) {
        Error error = errors::unsupported(say(QT_TRANSLATE_NOOP("rollcall::zk", "deleting users")));
        error.detail = detail;
        return error;
    }
    return errors::conflict(
        say(QT_TRANSLATE_NOOP("rollcall::zk",
                              "The terminal refused to delete the user. The user is still there. "
                              "Delete the user at the terminal itself.")),
        detail);
}

Error isStillThere()
{
    return errors::conflict(say(QT_TRANSLATE_NOOP(
        "rollcall::zk", "The terminal said that the user was deleted, but the user is still "
                        "there. Some terminals do so until they are started anew: restart the "
                        "terminal, then delete the user again.")));
}

/// Why the terminal did not say yes for every one of @p uids; none = it did.
std::optional<Error> deleteEach(ZkConversation &conversation, const QList<quint16> &uids)
{
    std::optional<Error> problem;
    for (const quint16 uid : uids) {
        if (const Result<> kept = conversation.keepDisabled(); !kept)
            return kept.error();
        QByteArray data;
        zk::appendU16(data, uid);
        const Result<Packet> reply = conversation.ask(Code::DeleteUser, data);
        if (!reply)
            return reply.error();
        if (reply->code != Code::AckOk)
            problem = isRefused(reply->code);
    }
    return problem;
}

bool isOfTheWire(const Error &error)
{
    return error.code != ErrorCode::Conflict && error.code != ErrorCode::Unsupported;
}

} // namespace

Result<QList<DeviceUserOutcome>> removeUsers(ZkConversation &conversation,
                                             std::optional<qint64> counter,
                                             const QStringList &userIds)
{
    Result<zk::UserTable> before = readUserTable(conversation, counter);
    if (!before)
        return before.error();
    QList<DeviceUserOutcome> outcomes;
    qint64 asked = 0;
    std::optional<Error> stopped;
    for (const QString &userId : userIds) {
        DeviceUserOutcome outcome{userId, false, {}};
        const QList<quint16> uids = before->uidsOf(userId);
        asked += uids.size();
        if (!uids.isEmpty())
            outcome.error = stopped ? stopped : deleteEach(conversation, uids);
        if (outcome.error && isOfTheWire(*outcome.error))
            stopped = outcome.error;
        outcomes.append(std::move(outcome));
    }
    if (asked == 0)
        return outcomes;
    const Result<zk::UserTable> after = readBackUsers(conversation, before->count() - asked);
    for (DeviceUserOutcome &outcome : outcomes) {
        if (before->find(outcome.userId).isEmpty())
            continue;
        if (!after) {
            outcome.error = outcome.error.value_or(after.error());
        } else if (after->find(outcome.userId).isEmpty()) {
            outcome.changed = true;
            outcome.error.reset();
        } else if (!outcome.error) {
            outcome.error = isStillThere();
        }
    }
    return outcomes;
}

} // namespace rollcall
