// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/textfold.h"
#include "core/storage/logfilter_p.h"

namespace rollcall {

namespace {

constexpr int kWords = 3;

} // namespace

QString logJoins()
{
    return QStringLiteral("LEFT JOIN log_outcome o ON o.raw_log_id = r.id "
                          "LEFT JOIN person p ON p.id = o.person_id");
}

QString narrowingSql()
{
    return QStringLiteral(
        "(CAST(? AS BIGINT) <= 0 OR o.person_id = ?) "
        "AND (CAST(? AS BIGINT) = 0 OR o.raw_log_id IS NULL) "
        "AND (CAST(? AS TEXT) = '' OR r.user_id = ? OR (' ' || p.search_key LIKE ? "
        "AND ' ' || p.search_key LIKE ? AND ' ' || p.search_key LIKE ?))");
}

QVariantList narrowingValues(const LogFilter &filter)
{
    const QString typed = filter.text.trimmed();
    // Folding leaves letters and digits alone, so that no word holds a wildcard.
    const QStringList words = foldText(typed).split(u' ', Qt::SkipEmptyParts);
    QVariantList values{filter.person.value, filter.person.value, filter.unmappedOnly ? 1 : 0,
                        typed.isEmpty() ? QStringLiteral("") : typed, typed};
    for (int i = 0; i < kWords; ++i)
        values.append(i < words.size()  ? QString(QStringLiteral("% ") + words.at(i) + u'%')
                      : words.isEmpty() ? QStringLiteral("")
                                        : QStringLiteral("%"));
    return values;
}

bool isNarrowing(const LogFilter &filter)
{
    return filter.person.isValid() || filter.unmappedOnly || !filter.text.trimmed().isEmpty();
}

WallTime lastOf(const LogFilter &filter)
{
    return filter.to.isValid() ? filter.to : WallTime::fromFields(9999, 12, 31, 23, 59, 59);
}

} // namespace rollcall
