// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/dirtymarks.h"

#include "core/storage/sqltext.h"

#include <QRandomGenerator>

namespace rollcall {

qint64 newDirtyStamp()
{
    return static_cast<qint64>(QRandomGenerator::global()->generate64() >> 1);
}

Result<bool> dayChangeInUse(Database &database)
{
    const Result<qint64> uses = database.number(
        "timing.day_change",
        QStringLiteral(
            "SELECT (SELECT COUNT(*) FROM timing WHERE body LIKE '%\"day_change\"%') + "
            "(SELECT COUNT(*) FROM timing_assignment WHERE body LIKE '%\"day_change\"%')"));
    if (!uses)
        return uses.error();
    return *uses > 0;
}

Result<> markDay(Database &database, qint64 person, QDate day, bool withDayBefore,
                 const char *reason, qint64 stamp)
{
    QList<PersonDay> days{{PersonId{person}, day}};
    if (withDayBefore)
        days.append({PersonId{person}, day.addDays(-1)});
    return markDays(database, days, reason, stamp);
}

Result<> markDays(Database &database, const QList<PersonDay> &days, const char *reason,
                  qint64 stamp)
{
    Result<Statement> mark = database.statement(
        "dirty_day.mark",
        QStringLiteral("INSERT INTO dirty_day (reason, stamp, person_id, day) VALUES (?, ?, ?, ?) "
                       "ON CONFLICT (person_id, day) DO UPDATE SET stamp = excluded.stamp"));
    if (!mark)
        return mark.error();
    mark->bind(0, QLatin1String(reason));
    mark->bind(1, stamp);
    for (const PersonDay &day : days) {
        mark->bind(2, day.person.value);
        mark->bind(3, DayText(day.day).view());
        if (const Result<qint64> marked = mark->run(); !marked)
            return marked.error();
    }
    return ok();
}

} // namespace rollcall
