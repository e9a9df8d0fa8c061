// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/timingrows.h"

#include "core/storage/sqltext.h"

namespace rollcall {

Result<TimingPlace> TimingPlace::find(Database &database, QDate validFrom)
{
    Result<Rows> rows = database.query(
        "timing.by_day", QStringLiteral("SELECT valid_from, body FROM timing ORDER BY valid_from"));
    if (!rows)
        return rows.error();
    TimingPlace place;
    place.validFrom = validFrom;
    while (rows->next()) {
        const Timing timing{dayFromText(rows->text(0)), jsonFromText(rows->text(1))};
        if (timing.validFrom == validFrom)
            place.itself = timing;
        else if (timing.validFrom < validFrom)
            place.before = timing;
        else if (!place.next.isValid())
            place.next = timing.validFrom;
    }
    return place;
}

TouchedDays TimingPlace::days() const
{
    return {before ? validFrom : QDate(), next.isValid() ? next.addDays(-1) : QDate()};
}

QJsonObject TimingPlace::keys() const
{
    QJsonObject keys = before ? before->settings : QJsonObject();
    if (itself) {
        for (auto it = itself->settings.begin(); it != itself->settings.end(); ++it)
            keys.insert(it.key(), it.value());
    }
    return keys;
}

} // namespace rollcall
