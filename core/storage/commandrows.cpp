// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/commandrows.h"

#include "core/storage/sqlaudit.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

/// push-protocols.md, section 2.8: handed out again after three minutes, three times at most.
constexpr qint64 kAnswerMs = 3LL * 60 * 1000;
constexpr int kMostTries = 3;
/// A terminal that is away for a week is not surprised with what was wanted before.
constexpr qint64 kFetchMs = 7LL * 24 * 3600 * 1000;

const QString kColumns =
    QStringLiteral("id, device_id, wire_id, text, state, created_utc, sent_utc, tries, value, "
                   "answered_utc, result, author");

/// Nobody fetched it in time.
bool isExpired(const DeviceCommand &command, qint64 nowUtc)
{
    return command.state == CommandState::Queued && command.createdUtc < nowUtc - kFetchMs;
}

bool isUnanswered(const DeviceCommand &command, qint64 nowUtc)
{
    return command.state == CommandState::Sent && command.tries >= kMostTries &&
           command.sentUtc < nowUtc - kAnswerMs;
}

DeviceCommand commandIn(const Rows &rows)
{
    DeviceCommand command;
    command.id = rows.number(0);
    command.device = DeviceId{rows.number(1)};
    command.wireId = rows.text(2);
    command.text = rows.text(3);
    command.state = commandStateFromWord(rows.text(4));
    command.createdUtc = rows.number(5);
    command.sentUtc = rows.number(6);
    command.tries = static_cast<int>(rows.number(7));
    if (rows.number(9) > 0)
        command.value = rows.number(8);
    command.result = rows.text(10);
    command.author = rows.text(11);
    return command;
}

/// As they stand at @p nowUtc: a terminal that never asks again would leave its commands waiting
/// for ever, because they are ended when it asks.
Result<QList<DeviceCommand>> listOf(Result<Rows> rows, qint64 nowUtc)
{
    if (!rows)
        return rows.error();
    QList<DeviceCommand> commands;
    while (rows->next()) {
        DeviceCommand command = commandIn(*rows);
        if (isExpired(command, nowUtc))
            command.state = CommandState::Expired;
        else if (isUnanswered(command, nowUtc))
            command.state = CommandState::Failed;
        commands.append(command);
    }
    return commands;
}

Result<> endStale(Database &database, DeviceId device, qint64 nowUtc)
{
    const Result<qint64> expired = database.execute(
        "device_command.expire",
        QStringLiteral("UPDATE device_command SET state = 'expired' WHERE device_id = ? AND state "
                       "= 'queued' AND created_utc < ?"),
        {device.value, nowUtc - kFetchMs});
    if (!expired)
        return expired.error();
    const Result<qint64> failed = database.execute(
        "device_command.give_up",
        QStringLiteral("UPDATE device_command SET state = 'failed' WHERE device_id = ? AND state = "
                       "'sent' AND sent_utc < ? AND tries >= ?"),
        {device.value, nowUtc - kAnswerMs, kMostTries});
    return failed ? ok() : Result<>(failed.error());
}

} // namespace

Result<bool> areCommandsDue(Database &database, DeviceId device, qint64 nowUtc)
{
    const Result<qint64> due = database.number(
        "device_command.are_due",
        QStringLiteral("SELECT COUNT(*) FROM device_command WHERE device_id = ? AND (state = "
                       "'queued' OR (state = 'sent' AND sent_utc < ?))"),
        {device.value, nowUtc - kAnswerMs});
    if (!due)
        return due.error();
    return *due > 0;
}

Result<QList<DeviceCommand>> addCommands(Database &database, DeviceId device,
                                         const QStringList &texts, const QString &author,
                                         qint64 nowUtc)
{
    QList<DeviceCommand> commands;
    for (const QString &text : texts) {
        const Result<qint64> id = database.number(
            "device_command.add",
            QStringLiteral("INSERT INTO device_command (device_id, text, state, created_utc, "
                           "author) VALUES (?, ?, 'queued', ?, ?) RETURNING id"),
            {device.value, text, nowUtc, author});
        if (!id)
            return id.error();
        const QString wireId = QString::number(*id);
        const Result<qint64> named = database.execute(
            "device_command.name",
            QStringLiteral("UPDATE device_command SET wire_id = ? WHERE id = ?"), {wireId, *id});
        if (!named)
            return named.error();
        DeviceCommand command;
        command.id = *id;
        command.device = device;
        command.wireId = wireId;
        command.text = text;
        command.createdUtc = nowUtc;
        command.author = author;
        commands.append(command);
    }
    return commands;
}

Result<QList<DeviceCommand>> handOutCommands(Database &database, DeviceId device, int most,
                                             qint64 nowUtc)
{
    if (const Result<> ended = endStale(database, device, nowUtc); !ended)
        return ended.error();
    QList<DeviceCommand> due;
    {
        Result<Rows> rows = database.query(
            "device_command.due",
            QStringLiteral("SELECT ") + kColumns +
                QStringLiteral(" FROM device_command WHERE device_id = ? AND (state = 'queued' OR "
                               "(state = 'sent' AND sent_utc < ?)) ORDER BY id LIMIT ?"),
            {device.value, nowUtc - kAnswerMs, most});
        if (!rows)
            return rows.error();
        while (rows->next())
            due.append(commandIn(*rows));
    }
    for (DeviceCommand &command : due) {
        const Result<qint64> sent = database.execute(
            "device_command.sent",
            QStringLiteral("UPDATE device_command SET state = 'sent', sent_utc = ?, tries = tries "
                           "+ 1 WHERE id = ?"),
            {nowUtc, command.id});
        if (!sent)
            return sent.error();
        command.state = CommandState::Sent;
        command.sentUtc = nowUtc;
        ++command.tries;
    }
    return due;
}

Result<QList<DeviceCommand>> loadCommands(Database &database, DeviceId device, int limit,
                                          qint64 nowUtc)
{
    return listOf(
        database.query(
            "device_command.list",
            QStringLiteral("SELECT ") + kColumns +
                QStringLiteral(" FROM device_command WHERE device_id = ? ORDER BY id DESC LIMIT ?"),
            {device.value, limit}),
        nowUtc);
}

Result<QList<DeviceCommand>> loadCommandsBetween(Database &database, DeviceId device, qint64 first,
                                                 qint64 last, qint64 nowUtc)
{
    return listOf(
        database.query("device_command.between",
                       QStringLiteral("SELECT ") + kColumns +
                           QStringLiteral(" FROM device_command WHERE device_id = ? AND id >= ? "
                                          "AND id <= ? ORDER BY id"),
                       {device.value, first, last}),
        nowUtc);
}

Result<> takeBackCommand(Database &database, DeviceId device, qint64 id, const QString &author,
                         qint64 nowUtc)
{
    const Result<qint64> revoked = database.execute(
        "device_command.revoke",
        QStringLiteral("UPDATE device_command SET state = 'revoked' WHERE device_id = ? AND id = ? "
                       "AND state = 'queued'"),
        {device.value, id});
    if (!revoked)
        return revoked.error();
    if (*revoked == 0)
        return errors::notFound(QCoreApplication::translate(
            "rollcall::SqlPushStore",
            "There is no such command that still waits. Nothing was changed: the terminal has "
            "fetched it already, or it was taken back before. Look at the list again."));
    return addAudit(database, nowUtc,
                    {author, QStringLiteral("command.revoke"), QString::number(id), {}, {}});
}

} // namespace rollcall
