// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/devicereportrows.h"

#include "core/domain/devicecommand.h"
#include "core/storage/sqltext.h"

#include <algorithm>

namespace rollcall {

namespace {

constexpr qint64 kKeptLogRows = 10'000;

Result<> storeUser(Database &database, DeviceId device, const ReportedUser &user, qint64 nowUtc)
{
    const bool saysPrivilege = user.privilege || user.privilegeUnknown;
    return withoutCount(database.execute(
        "device_user.merge",
        QStringLiteral(
            "INSERT INTO device_user (device_id, user_id, name, card, privilege, access_group, "
            "seen_utc) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (device_id, user_id) DO UPDATE SET "
            "name = CASE WHEN CAST(? AS BIGINT) = 1 THEN excluded.name ELSE device_user.name END, "
            "card = CASE WHEN CAST(? AS BIGINT) = 1 THEN excluded.card ELSE device_user.card END, "
            "privilege = CASE WHEN CAST(? AS BIGINT) = 1 THEN excluded.privilege "
            "ELSE device_user.privilege END, "
            "access_group = CASE WHEN CAST(? AS BIGINT) = 1 THEN excluded.access_group "
            "ELSE device_user.access_group END, seen_utc = excluded.seen_utc"),
        {device.value, user.userId, user.name.value_or(QString()), user.card.value_or(QString()),
         qint64(user.privilege.value_or(user.privilegeUnknown ? -1 : 0)),
         user.group.value_or(QString()), nowUtc, qint64(user.name.has_value()),
         qint64(user.card.has_value()), qint64(saysPrivilege), qint64(user.group.has_value())}));
}

Result<> storeLog(Database &database, DeviceId device, const QList<DeviceLogEntry> &log,
                  qint64 nowUtc)
{
    qint64 added = 0;
    for (const DeviceLogEntry &entry : log) {
        const Result<qint64> inserted = database.execute(
            "device_log.add",
            QStringLiteral("INSERT INTO device_log (device_id, kind, code, at, text, received_utc) "
                           "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"),
            {device.value, entry.kind, qint64(entry.code), entry.at.toString(), entry.text,
             nowUtc});
        if (!inserted)
            return inserted.error();
        added += *inserted;
    }
    if (added == 0)
        return ok();
    return withoutCount(database.execute(
        "device_log.trim",
        QStringLiteral("DELETE FROM device_log WHERE device_id = ? AND id <= (SELECT id FROM "
                       "device_log WHERE device_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)"),
        {device.value, device.value, kKeptLogRows}));
}

Result<> storeResults(Database &database, DeviceId device, const DeviceReport &report,
                      PushFamily family, qint64 nowUtc)
{
    for (const CommandResult &result : report.results) {
        if (isCommandGoingOn(family, result.value))
            continue;
        const CommandState state =
            isCommandDone(family, result.value) ? CommandState::Done : CommandState::Failed;
        const Result<qint64> answered = database.execute(
            "device_command.answer",
            QStringLiteral("UPDATE device_command SET state = ?, value = ?, result = ?, "
                           "answered_utc = ? WHERE device_id = ? AND wire_id = ? AND "
                           "state IN ('queued', 'sent')"),
            {commandStateWord(state), result.value, result.info, nowUtc, device.value,
             result.wireId});
        if (!answered)
            return answered.error();
    }
    return ok();
}

Result<> storeFacts(Database &database, DeviceId device, const QHash<QString, QString> &facts,
                    qint64 nowUtc)
{
    for (auto fact = facts.constBegin(); fact != facts.constEnd(); ++fact) {
        const Result<qint64> saved = database.execute(
            "device_fact.save",
            QStringLiteral("INSERT INTO device_fact (device_id, name, value, seen_utc) VALUES (?, "
                           "?, ?, ?) ON CONFLICT (device_id, name) DO UPDATE SET value = "
                           "excluded.value, seen_utc = excluded.seen_utc"),
            {device.value, fact.key(), *fact, nowUtc});
        if (!saved)
            return saved.error();
    }
    return ok();
}

Result<> storeHeartbeat(Database &database, DeviceId device, const SignOfLife &heartbeat,
                        qint64 nowUtc)
{
    const Result<> noted = withoutCount(database.execute(
        "device_push.heartbeat",
        QStringLiteral(
            "INSERT INTO device_push (device_id, heartbeat_utc, heartbeat_seconds) VALUES (?, ?, "
            "?) ON CONFLICT (device_id) DO UPDATE SET heartbeat_utc = excluded.heartbeat_utc, "
            "heartbeat_seconds = excluded.heartbeat_seconds"),
        {device.value, nowUtc, qint64(heartbeat.intervalSeconds)}));
    if (!noted || !heartbeat.clockOffsetSeconds)
        return noted;
    return withoutCount(database.execute(
        "device.clock_of_heartbeat",
        QStringLiteral("UPDATE device SET clock_offset_s = ?, clock_known = 1 WHERE id = ?"),
        {*heartbeat.clockOffsetSeconds, device.value}));
}

PushMemory memoryAfter(const DeviceReport &report, const PushMemory &known)
{
    PushMemory memory = known;
    if (report.family)
        memory.family = *report.family;
    if (!report.language.isEmpty())
        memory.language = report.language;
    if (isNewerStamp(report.attStamp, known.attStamp))
        memory.attStamp = report.attStamp;
    if (isNewerStamp(report.operStamp, known.operStamp))
        memory.operStamp = report.operStamp;
    return memory;
}

/// What the report changes of the memory, stored when it changes anything.
Result<> storeMemory(Database &database, DeviceId device, const DeviceReport &report,
                     const PushMemory &known)
{
    const PushMemory memory = memoryAfter(report, known);
    if (memory == known)
        return ok();
    return withoutCount(database.execute(
        "device_push.remember",
        QStringLiteral(
            "INSERT INTO device_push (device_id, family, language, att_stamp, oper_stamp) VALUES "
            "(?, ?, ?, ?, ?) ON CONFLICT (device_id) DO UPDATE SET family = excluded.family, "
            "language = excluded.language, att_stamp = excluded.att_stamp, oper_stamp = "
            "excluded.oper_stamp"),
        {device.value, familyWord(memory.family), memory.language, memory.attStamp,
         memory.operStamp}));
}

Result<bool> areFactsNew(Database &database, DeviceId device, const QHash<QString, QString> &facts)
{
    for (auto fact = facts.constBegin(); fact != facts.constEnd(); ++fact) {
        const Result<qint64> known = database.number(
            "device_fact.known",
            QStringLiteral(
                "SELECT COUNT(*) FROM device_fact WHERE device_id = ? AND name = ? AND value = ?"),
            {device.value, fact.key(), *fact});
        if (!known)
            return known.error();
        if (*known == 0)
            return true;
    }
    return false;
}

bool isNumber(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QStringView withoutLeadingZeros(const QString &number)
{
    const auto first =
        std::find_if(number.begin(), number.end(), [](QChar c) { return c != u'0'; });
    return QStringView(number).sliced(std::distance(number.begin(), first));
}

/// It goes back to the terminal as a line of the handshake, so nothing in it may end that line.
bool isPlainWord(const QString &stamp)
{
    constexpr qsizetype kLongest = 32;
    return !stamp.isEmpty() && stamp.size() <= kLongest &&
           std::all_of(stamp.begin(), stamp.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
}

} // namespace

bool isNewerStamp(const QString &stamp, const QString &known)
{
    if (!isPlainWord(stamp) || stamp == known || stamp.compare(u"None", Qt::CaseInsensitive) == 0 ||
        std::all_of(stamp.begin(), stamp.end(), [](QChar c) { return c == u'9'; }))
        return false;
    if (!isNumber(stamp))
        return true;
    const QStringView number = withoutLeadingZeros(stamp);
    if (number.isEmpty())
        return false;
    if (!isNumber(known))
        return true;
    const QStringView knownNumber = withoutLeadingZeros(known);
    return number.size() == knownNumber.size() ? number > knownNumber
                                               : number.size() > knownNumber.size();
}

Result<bool> isReportNew(Database &database, DeviceId device, const DeviceReport &report)
{
    if (!report.users.isEmpty() || !report.log.isEmpty() || !report.results.isEmpty() ||
        report.heartbeat)
        return true;
    const Result<PushMemory> known = loadMemory(database, device);
    if (!known)
        return known.error();
    if (memoryAfter(report, *known) != *known)
        return true;
    return areFactsNew(database, device, report.facts);
}

Result<PushMemory> loadMemory(Database &database, DeviceId device)
{
    Result<Rows> rows = database.query(
        "device_push.get",
        QStringLiteral("SELECT family, att_stamp, oper_stamp, send_all_again, language, "
                       "registry_code, session_id FROM device_push WHERE device_id = ?"),
        {device.value});
    if (!rows)
        return rows.error();
    PushMemory memory;
    if (rows->next()) {
        memory.family = familyFromWord(rows->text(0));
        memory.attStamp = rows->text(1);
        memory.operStamp = rows->text(2);
        memory.sendAllAgain = rows->flag(3);
        memory.language = rows->text(4);
        memory.registryCode = rows->text(5);
        memory.sessionId = rows->text(6);
    }
    return memory;
}

Result<> storeReport(Database &database, DeviceId device, const DeviceReport &report, qint64 nowUtc)
{
    if (report.isEmpty())
        return ok();
    const Result<PushMemory> memory = loadMemory(database, device);
    if (!memory)
        return memory.error();
    if (const Result<> stored = storeMemory(database, device, report, *memory); !stored)
        return stored;
    for (const ReportedUser &user : report.users) {
        if (const Result<> stored = storeUser(database, device, user, nowUtc); !stored)
            return stored;
    }
    if (const Result<> stored = storeLog(database, device, report.log, nowUtc); !stored)
        return stored;
    const PushFamily family = report.family.value_or(memory->family);
    if (const Result<> stored = storeResults(database, device, report, family, nowUtc); !stored)
        return stored;
    if (report.heartbeat) {
        const Result<> stored = storeHeartbeat(database, device, *report.heartbeat, nowUtc);
        if (!stored)
            return stored;
    }
    return storeFacts(database, device, report.facts, nowUtc);
}

} // namespace rollcall
