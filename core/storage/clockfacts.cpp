// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/clockfacts.h"

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

} // namespace rollcall
