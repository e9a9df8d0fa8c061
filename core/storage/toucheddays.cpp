// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/toucheddays.h"

namespace rollcall {

QString wherePerson()
{
    return QStringLiteral("(CAST(? AS BIGINT) <= 0 OR p.id = ?) "
                          "AND (CAST(? AS BIGINT) <= 0 OR p.group_id = ?) "
                          "AND (CAST(? AS TEXT) = 'all' OR p.kind = ?)");
}

QVariantList personValues(const TouchedDays &touched)
{
    const QString audience = audienceWord(touched.audience);
    return {touched.person.value,
            touched.person.value,
            touched.group.value,
            touched.group.value,
            audience,
            audience};
}

} // namespace rollcall
