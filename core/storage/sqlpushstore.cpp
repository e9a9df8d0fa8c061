// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqlpushstore.h"

#include "core/storage/commandrows.h"
#include "core/storage/devicereportrows.h"

namespace rollcall {

namespace {

constexpr qint64 kKeptSerials = 50;
/// Of all causes together: whoever has many addresses must not fill the disk with them.
constexpr qint64 kKeptRefusals = 20'000;

Result<> keepGreeting(Database &database, DeviceId device, const DeviceReport &report,
                      const QString &registryCode, const QString &sessionId, qint64 nowUtc)
{
    if (const Result<> stored = storeReport(database, device, report, nowUtc); !stored)
        return stored;
    // What was made once stays, whatever is offered later.
    return withoutCount(database.execute(
        "device_push.greet",
        QStringLiteral(
            "INSERT INTO device_push (device_id, push_version, registry_code, session_id, "
            "greeted_utc) VALUES (?, ?, ?, ?, ?) ON CONFLICT (device_id) DO UPDATE SET "
            "push_version = CASE WHEN excluded.push_version = '' THEN device_push.push_version "
            "ELSE excluded.push_version END, "
            "registry_code = CASE WHEN device_push.registry_code = '' THEN excluded.registry_code "
            "ELSE device_push.registry_code END, "
            "session_id = CASE WHEN device_push.session_id = '' THEN excluded.session_id "
            "ELSE device_push.session_id END, "
            "greeted_utc = excluded.greeted_utc"),
        {device.value, report.pushVersion, registryCode, sessionId, nowUtc}));
}

Result<> addRefusal(Database &database, const RefusalCount &refusal)
{
    return withoutCount(database.execute(
        "push_refusal.add",
        QStringLiteral(
            "INSERT INTO push_refusal (address, cause, device_id, serial, hour_utc, count) VALUES "
            "(?, ?, ?, ?, ?, ?) ON CONFLICT (address, cause, device_id, serial, hour_utc) DO "
            "UPDATE SET count = push_refusal.count + excluded.count"),
        {refusal.address, refusal.cause, qMax<qint64>(refusal.device.value, 0), refusal.serial,
         refusal.hourUtc, refusal.count}));
}

/// A stranger may name a new number with every request.
Result<> forgetOldSerials(Database &database)
{
    return withoutCount(database.execute(
        "push_refusal.trim",
        QStringLiteral(
            "DELETE FROM push_refusal WHERE cause = 'unknown_serial' AND serial NOT IN (SELECT "
            "serial FROM (SELECT serial, MAX(hour_utc) AS last_hour, MAX(id) AS last_id FROM "
            "push_refusal WHERE cause = 'unknown_serial' GROUP BY serial ORDER BY last_hour DESC, "
            "last_id DESC LIMIT ?) AS newest)"),
        {kKeptSerials}));
}

Result<> forgetOldRefusals(Database &database)
{
    return withoutCount(database.execute(
        "push_refusal.forget",
        QStringLiteral("DELETE FROM push_refusal WHERE id <= (SELECT id FROM push_refusal ORDER BY "
                       "id DESC LIMIT 1 OFFSET ?)"),
        {kKeptRefusals}));
}

} // namespace

Answer<PushMemory> SqlPushStore::greet(DeviceId device, const DeviceReport &report,
                                       const QString &registryCode, const QString &sessionId)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<PushMemory>([=](Database &database) -> Result<PushMemory> {
        const Result<> kept = keepGreeting(database, device, report, registryCode, sessionId, now);
        if (!kept)
            return kept.error();
        Result<PushMemory> memory = loadMemory(database, device);
        if (!memory || !memory->sendAllAgain || memory->family == PushFamily::Access)
            return memory;
        // For this one handshake: a terminal that is told so at every start would send its whole
        // log each time.
        const Result<qint64> used = database.execute(
            "device_push.used",
            QStringLiteral("UPDATE device_push SET send_all_again = 0 WHERE device_id = ?"),
            {device.value});
        return used ? memory : Result<PushMemory>(used.error());
    });
}

Answer<bool> SqlPushStore::hasWork(DeviceId device, const DeviceReport &report)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.read<bool>([=](Database &database) -> Result<bool> {
        const Result<bool> areDue = areCommandsDue(database, device, now);
        return !areDue || *areDue ? areDue : isReportNew(database, device, report);
    });
}

Answer<OwedCommands> SqlPushStore::takeCommands(DeviceId device, int most,
                                                const DeviceReport &report)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<OwedCommands>([=](Database &database) -> Result<OwedCommands> {
        if (const Result<> stored = storeReport(database, device, report, now); !stored)
            return stored.error();
        Result<QList<DeviceCommand>> commands = handOutCommands(database, device, most, now);
        if (!commands)
            return commands.error();
        const Result<PushMemory> memory = loadMemory(database, device);
        if (!memory)
            return memory.error();
        return OwedCommands{std::move(*commands), memory->language};
    });
}

Answer<PushMemory> SqlPushStore::memory(DeviceId device)
{
    return m_threads.read<PushMemory>(
        [device](Database &database) { return loadMemory(database, device); });
}

Answer<> SqlPushStore::askForEverything(DeviceId device)
{
    return m_threads.write<void>([device](Database &database) {
        return withoutCount(database.execute(
            "device_push.again",
            QStringLiteral("INSERT INTO device_push (device_id, send_all_again) VALUES (?, 1) ON "
                           "CONFLICT (device_id) DO UPDATE SET send_all_again = 1"),
            {device.value}));
    });
}

Answer<> SqlPushStore::setCommKey(DeviceId device, const QByteArray &sha256)
{
    return m_threads.write<void>([device, sha256](Database &database) {
        return withoutCount(database.execute(
            "device_push.key",
            QStringLiteral("INSERT INTO device_push (device_id, comm_key_sha256) VALUES (?, ?) ON "
                           "CONFLICT (device_id) DO UPDATE SET comm_key_sha256 = "
                           "excluded.comm_key_sha256"),
            {device.value, QString::fromLatin1(sha256.toHex())}));
    });
}

Answer<QList<DeviceCommand>> SqlPushStore::queueCommands(DeviceId device, const QStringList &texts,
                                                         const QString &author)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<QList<DeviceCommand>>(
        [=](Database &database) { return addCommands(database, device, texts, author, now); });
}

Answer<QList<DeviceCommand>> SqlPushStore::commands(DeviceId device, int limit)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.read<QList<DeviceCommand>>(
        [=](Database &database) { return loadCommands(database, device, limit, now); });
}

Answer<QList<DeviceCommand>> SqlPushStore::commandsBetween(DeviceId device, qint64 first,
                                                           qint64 last)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.read<QList<DeviceCommand>>([=](Database &database) {
        return loadCommandsBetween(database, device, first, last, now);
    });
}

Answer<> SqlPushStore::revokeCommand(DeviceId device, qint64 id, const QString &author)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<void>(
        [=](Database &database) { return takeBackCommand(database, device, id, author, now); });
}

Answer<QHash<QString, QString>> SqlPushStore::facts(DeviceId device)
{
    using Facts = QHash<QString, QString>;
    return m_threads.read<Facts>([device](Database &database) -> Result<Facts> {
        Result<Rows> rows = database.query(
            "device_fact.list",
            QStringLiteral("SELECT name, value FROM device_fact WHERE device_id = ?"),
            {device.value});
        if (!rows)
            return rows.error();
        Facts facts;
        while (rows->next())
            facts.insert(rows->text(0), rows->text(1));
        return facts;
    });
}

Answer<QList<DeviceLogEntry>> SqlPushStore::deviceLog(DeviceId device, qint64 receivedUtc,
                                                      int limit)
{
    using Entries = QList<DeviceLogEntry>;
    return m_threads.readLong<Entries>([=](Database &database) -> Result<Entries> {
        Result<Rows> rows = database.query(
            "device_log.list",
            QStringLiteral("SELECT kind, code, at, text FROM device_log WHERE device_id = ? AND "
                           "received_utc >= ? ORDER BY id DESC LIMIT ?"),
            {device.value, receivedUtc, limit});
        if (!rows)
            return rows.error();
        Entries entries;
        while (rows->next())
            entries.append({rows->text(0), static_cast<int>(rows->number(1)),
                            WallTime::parse(rows->text(2)), rows->text(3)});
        return entries;
    });
}

Answer<QList<ReportedUser>> SqlPushStore::users(DeviceId device, qint64 seenUtc)
{
    using Users = QList<ReportedUser>;
    return m_threads.readLong<Users>([device, seenUtc](Database &database) -> Result<Users> {
        Result<Rows> rows = database.query(
            "device_user.reported",
            QStringLiteral("SELECT user_id, name, card, privilege, access_group FROM device_user "
                           "WHERE device_id = ? AND seen_utc >= ? ORDER BY user_id"),
            {device.value, seenUtc});
        if (!rows)
            return rows.error();
        Users users;
        while (rows->next()) {
            ReportedUser user;
            user.userId = rows->text(0);
            user.name = rows->text(1);
            user.card = rows->text(2);
            if (rows->number(3) >= 0)
                user.privilege = static_cast<int>(rows->number(3));
            user.privilegeUnknown = !user.privilege;
            user.group = rows->text(4);
            users.append(user);
        }
        return users;
    });
}

Answer<> SqlPushStore::noteRefusals(const QList<RefusalCount> &refusals)
{
    return m_threads.write<void>([refusals](Database &database) -> Result<> {
        for (const RefusalCount &refusal : refusals) {
            if (const Result<> added = addRefusal(database, refusal); !added)
                return added;
        }
        const Result<> forgotten = forgetOldSerials(database);
        return forgotten ? forgetOldRefusals(database) : forgotten;
    });
}

Answer<QList<RefusalCount>> SqlPushStore::refusals(qint64 sinceUtc)
{
    using Counts = QList<RefusalCount>;
    return m_threads.readLong<Counts>([sinceUtc](Database &database) -> Result<Counts> {
        Result<Rows> rows = database.query(
            "push_refusal.list",
            QStringLiteral("SELECT address, cause, device_id, serial, hour_utc, count FROM "
                           "push_refusal WHERE hour_utc >= ? ORDER BY hour_utc DESC, id DESC"),
            {sinceUtc});
        if (!rows)
            return rows.error();
        Counts counts;
        while (rows->next())
            counts.append({rows->text(0), rows->text(1), DeviceId{rows->number(2)}, rows->text(3),
                           rows->number(4), rows->number(5)});
        return counts;
    });
}

} // namespace rollcall
