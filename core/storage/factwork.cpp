// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/factwork.h"

#include "core/domain/settingkeys.h"
#include "core/storage/sqlaudit.h"

#include <QCoreApplication>
#include <QSet>

namespace rollcall {

namespace {

/// Ends a statement that selects from person p: whom the fact is for.
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

QString onConflict()
{
    return QStringLiteral(" ON CONFLICT (person_id, day) DO UPDATE SET stamp = excluded.stamp");
}

bool speaksOf(const QJsonObject &body, const char16_t *key)
{
    return body.contains(QStringView(key));
}

} // namespace

/// The spans of days, cut to those that have a record at all, so that an open one ends.
Result<QList<FactWork::Span>> FactWork::spansOf(const TouchedDays &touched, int neighbours)
{
    Result<Rows> rows = m_database.query(
        "day_record.span",
        QStringLiteral("SELECT COALESCE(MIN(day), ''), COALESCE(MAX(day), '') FROM day_record"));
    if (!rows)
        return rows.error();
    QList<Span> spans;
    if (!rows->next() || rows->text(0).isEmpty())
        return spans;
    const QDate least = dayFromText(rows->text(0)).addDays(-neighbours);
    const QDate most = dayFromText(rows->text(1)).addDays(neighbours);
    const QDate first = touched.first.isValid() ? qMax(touched.first, least) : least;
    const QDate last = touched.last.isValid() ? qMin(touched.last, most) : most;
    if (touched.weekdays.isEmpty()) {
        if (first <= last)
            spans.append({first.addDays(-neighbours), last.addDays(neighbours)});
        return spans;
    }
    for (QDate day = first; day <= last; day = day.addDays(1)) {
        if (touched.weekdays.contains(day.dayOfWeek()))
            spans.append({day.addDays(-neighbours), day.addDays(neighbours)});
    }
    return spans;
}

Result<> FactWork::markSpan(const TouchedDays &touched, const Span &span)
{
    if (touched.person.isValid())
        return withoutCount(m_database.execute(
            "dirty_day.mark_span_of_one",
            QString(QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                                   "SELECT person_id, day, 'fact', CAST(? AS BIGINT) FROM "
                                   "day_record WHERE person_id = ? AND day >= ? AND day <= ?") +
                    onConflict()),
            {m_stamp, touched.person.value, dayText(span.first), dayText(span.last)}));
    return withoutCount(m_database.execute(
        "dirty_day.mark_span",
        QString(QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                               "SELECT r.person_id, r.day, 'fact', CAST(? AS BIGINT) "
                               "FROM day_record r JOIN person p ON p.id = r.person_id "
                               "WHERE r.day >= ? AND r.day <= ? AND ") +
                wherePerson() + onConflict()),
        QVariantList{m_stamp, dayText(span.first), dayText(span.last)} + personValues(touched)));
}

/// The date of each mapped log and of each punch by the office, and with day_change in use the one
/// before it: on either it may make a record.
Result<> FactWork::markLogs(const TouchedDays &touched, const Span &span, bool withDayBefore)
{
    QList<std::pair<qint64, QDate>> days;
    const QVariantList values =
        QVariantList{dayText(span.first), dayText(span.last.addDays(1))} + personValues(touched);
    {
        Result<Rows> rows = m_database.query(
            "raw_log.days_of_span",
            QString(
                QStringLiteral("SELECT DISTINCT p.id, substr(r.timestamp, 1, 10) FROM raw_log r "
                               "JOIN user_mapping m ON m.device_id = r.device_id "
                               "AND m.user_id = r.user_id "
                               "AND m.valid_from <= substr(r.timestamp, 1, 10) "
                               "AND (m.valid_to = '' OR m.valid_to >= substr(r.timestamp, 1, 10)) "
                               "JOIN person p ON p.id = m.person_id "
                               "WHERE r.timestamp >= ? AND r.timestamp < ? AND ") +
                wherePerson() +
                QStringLiteral(" UNION SELECT p.id, substr(h.timestamp, 1, 10) "
                               "FROM manual_punch h JOIN person p ON p.id = h.person_id "
                               "WHERE h.removed_utc = 0 AND h.timestamp >= ? "
                               "AND h.timestamp < ? AND ") +
                wherePerson()),
            values + values);
        if (!rows)
            return rows.error();
        while (rows->next())
            days.append({rows->number(0), dayFromText(rows->text(1))});
    }
    for (const auto &[person, day] : std::as_const(days)) {
        const Result<> marked = markDay(m_database, person, day, withDayBefore, "fact", m_stamp);
        if (!marked)
            return marked;
    }
    return ok();
}

/// Everybody's days among those on which anybody has a record.
Result<> FactWork::markUntracked(const TouchedDays &touched, const Span &span)
{
    return withoutCount(m_database.execute(
        "dirty_day.mark_untracked",
        QString(QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                               "SELECT p.id, d.day, 'fact', CAST(? AS BIGINT) FROM person p, "
                               "(SELECT DISTINCT day FROM day_record WHERE day >= ? AND day <= ?) "
                               "AS d WHERE ") +
                wherePerson() + onConflict()),
        QVariantList{m_stamp, dayText(span.first), dayText(span.last)} + personValues(touched)));
}

Result<> FactWork::touchRecords(const TouchedDays &touched)
{
    const Result<QList<Span>> spans = spansOf(touched, 0);
    if (!spans)
        return spans.error();
    for (const Span &span : *spans) {
        if (const Result<> marked = markSpan(touched, span); !marked)
            return marked;
    }
    return ok();
}

Result<> FactWork::touchRecordsWithoutPunch(QDate day)
{
    return withoutCount(m_database.execute(
        "dirty_day.mark_without_punch",
        QString(QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                               "SELECT person_id, day, 'fact', CAST(? AS BIGINT) FROM day_record "
                               "WHERE day = ? AND in_at = '' AND out_at = ''") +
                onConflict()),
        {m_stamp, dayText(day)}));
}

Result<> FactWork::touchSettings(const TouchedDays &touched, const QJsonObject &body)
{
    const Result<bool> stored = dayChangeInUse(m_database);
    if (!stored)
        return stored.error();
    const bool sharesPunches = *stored || speaksOf(body, settingkeys::kDayChange);
    const Result<QList<Span>> spans = spansOf(touched, sharesPunches ? 1 : 0);
    if (!spans)
        return spans.error();
    for (const Span &span : *spans) {
        if (const Result<> marked = markSpan(touched, span); !marked)
            return marked;
        if (sharesPunches) {
            if (const Result<> marked = markLogs(touched, span, true); !marked)
                return marked;
        }
        if (speaksOf(body, settingkeys::kAbsentWhenUnmapped)) {
            if (const Result<> marked = markUntracked(touched, span); !marked)
                return marked;
        }
    }
    return ok();
}

Result<> FactWork::touchDay(PersonId person, QDate day)
{
    return markDay(m_database, person.value, day, false, "fact", m_stamp);
}

Result<> FactWork::touchAll(QDate first, QDate last)
{
    const Result<bool> withDayBefore = dayChangeInUse(m_database);
    if (!withDayBefore)
        return withDayBefore.error();
    const Span span{first, last};
    if (const Result<> marked = markSpan({}, span); !marked)
        return marked;
    return markLogs({}, span, *withDayBefore);
}

Result<FactCounts> FactWork::done(const QString &what, const QString &subject,
                                  const QString &before, const QString &after)
{
    if (m_counts.changed == 0)
        return m_counts;
    const Result<qint64> days = m_database.number(
        "dirty_day.of_job", QStringLiteral("SELECT COUNT(*) FROM dirty_day WHERE stamp = ?"),
        {m_stamp});
    if (!days)
        return days.error();
    m_counts.days = *days;
    const Result<> audited = addAudit(
        m_database, m_nowUtc, {m_decision.author, what, subject, before, after, m_decision.reason});
    return audited ? Result<FactCounts>(m_counts) : audited.error();
}

Result<QString> personNumber(Database &database, PersonId person)
{
    Result<Rows> rows = database.query(
        "person.number", QStringLiteral("SELECT number FROM person WHERE id = ?"), {person.value});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return errors::notFound(QCoreApplication::translate(
            "rollcall::Storage", "This person is no longer listed. Nothing was changed."));
    return rows->text(0);
}

} // namespace rollcall
