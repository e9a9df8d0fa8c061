// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/clockfacts.h"

#include "core/storage/dirtymarks.h"
#include "core/storage/sqltext.h"

namespace rollcall {

Result<ClockFacts> ClockFacts::load(Database &database)
{
    Result<Rows> rows = database.query(
        "clock_fact.list",
        QStringLiteral(
            "SELECT 1 AS shifts, id, device_id, day_from, day_to, minutes, reason, author, "
            "created_utc FROM log_shift WHERE removed_utc = 0 UNION ALL "
            "SELECT 0, id, device_id, day_from, day_to, 0, reason, author, created_utc "
            "FROM log_accept WHERE removed_utc = 0 ORDER BY 3, 4, 1, 2"));
    if (!rows)
        return rows.error();
    ClockFacts facts;
    while (rows->next()) {
        ClockFact fact;
        fact.kind = rows->flag(0) ? ClockFactKind::Shift : ClockFactKind::Accept;
        fact.id = ClockFactId{rows->number(1)};
        fact.device = DeviceId{rows->number(2)};
        fact.from = dayFromText(rows->text(3));
        fact.to = dayFromText(rows->text(4));
        fact.minutes = static_cast<int>(rows->number(5));
        fact.reason = rows->text(6);
        fact.author = rows->text(7);
        fact.createdUtc = rows->number(8);
        facts.m_facts.append(fact);
    }
    return facts;
}

Result<PersonDays> daysOfLogs(Database &database, const ClockFact &fact, const LogChoice &choice)
{
    Result<Rows> rows = database.query(
        "raw_log.of_clock_fact",
        QStringLiteral("SELECT m.person_id, r.timestamp, m.valid_from, m.valid_to "
                       "FROM raw_log r JOIN user_mapping m ON m.device_id = r.device_id "
                       "AND m.user_id = r.user_id WHERE r.device_id = ? AND r.timestamp >= ? "
                       "AND r.timestamp < ? AND r.id > ? "
                       "AND (CAST(? AS TEXT) = '' OR r.user_id = ?)"),
        {fact.device.value, dayText(fact.from), dayText(fact.to.addDays(1)), choice.afterId,
         choice.userId, choice.userId});
    if (!rows)
        return rows.error();
    PersonDays days;
    while (rows->next()) {
        const WallTime written = WallTime::parse(rows->text(1));
        for (const QDate day : {written.date(), written.addMinutes(fact.minutes).date()}) {
            const QString text = dayText(day);
            const bool holds =
                rows->text(2) <= text && (rows->text(3).isEmpty() || rows->text(3) >= text);
            const bool isWanted = (choice.first.isNull() || choice.first <= day) &&
                                  (choice.last.isNull() || day <= choice.last);
            if (holds && isWanted)
                days.insert({rows->number(0), day});
        }
    }
    return days;
}

Result<> markShiftedLogs(Database &database, const LogChoice &choice, qint64 stamp)
{
    const Result<ClockFacts> facts = ClockFacts::load(database);
    if (!facts)
        return facts.error();
    for (const ClockFact &fact : facts->all()) {
        if (fact.kind != ClockFactKind::Shift ||
            (choice.device.isValid() && choice.device != fact.device))
            continue;
        const Result<bool> withDayBefore = dayChangeInUse(database);
        if (!withDayBefore)
            return withDayBefore.error();
        const Result<PersonDays> days = daysOfLogs(database, fact, choice);
        if (!days)
            return days.error();
        for (const auto &[person, day] : *days) {
            const Result<> marked = markDay(database, person, day, *withDayBefore, "log", stamp);
            if (!marked)
                return marked;
        }
    }
    return ok();
}

} // namespace rollcall
