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
    for (int back = 0; back <= (withDayBefore ? 1 : 0); ++back) {
        const Result<qint64> marked = database.execute(
            "dirty_day.mark",
            QStringLiteral(
                "INSERT INTO dirty_day (person_id, day, reason, stamp) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (person_id, day) DO UPDATE SET stamp = excluded.stamp"),
            {person, dayText(day.addDays(-back)), QString::fromLatin1(reason), stamp});
        if (!marked)
            return marked.error();
    }
    return ok();
}

} // namespace rollcall
