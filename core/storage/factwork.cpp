// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/factwork.h"

#include "core/domain/settingkeys.h"
#include "core/storage/factmarks.h"
#include "core/storage/sqlaudit.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

QString onConflict()
{
    return QStringLiteral(" ON CONFLICT (person_id, day) DO UPDATE SET stamp = excluded.stamp");
}

bool speaksOf(const QJsonObject &body, const char16_t *key)
{
    return body.contains(QStringView(key));
}

} // namespace

/// The spans of days, in order, cut to those that have a record or wait for one, so that an open
/// one ends.
Result<QList<DaySpan>> FactWork::spansOf(const TouchedDays &touched, int neighbours)
{
    Result<Rows> rows = m_database.query(
        "day_record.span",
        QStringLiteral("SELECT COALESCE(MIN(first), ''), COALESCE(MAX(last), '') FROM ("
                       "SELECT MIN(day) AS first, MAX(day) AS last FROM day_record UNION ALL "
                       "SELECT MIN(day), MAX(day) FROM dirty_day) AS days"));
    if (!rows)
        return rows.error();
    QList<DaySpan> spans;
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

/// Before the records: whoever stores a day's record takes its mark away in the same transaction,
/// so that a day is seen as the one or as the other.
Result<> FactWork::markWaiting(const TouchedDays &touched, const DaySpan &span)
{
    return withoutCount(m_database.execute(
        "dirty_day.mark_waiting_span",
        QString(QStringLiteral("UPDATE dirty_day SET stamp = ? WHERE day >= ? AND day <= ? "
                               "AND person_id IN (SELECT p.id FROM person p WHERE ") +
                wherePerson() + u')'),
        QVariantList{m_stamp, dayText(span.first), dayText(span.last)} + personValues(touched)));
}

Result<> FactWork::markSpan(const TouchedDays &touched, const DaySpan &span)
{
    if (const Result<> marked = markWaiting(touched, span); !marked)
        return marked;
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

/// Everybody's days among those on which anybody has a record.
Result<> FactWork::markUntracked(const TouchedDays &touched, const DaySpan &span)
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
    const Result<QList<DaySpan>> spans = spansOf(touched, 0);
    if (!spans)
        return spans.error();
    for (const DaySpan &span : *spans) {
        if (const Result<> marked = markSpan(touched, span); !marked)
            return marked;
    }
    return ok();
}

Result<> FactWork::touchRecordsWithoutPunch(QDate day)
{
    if (const Result<> marked = markWaiting({}, {day, day}); !marked)
        return marked;
    return withoutCount(m_database.execute(
        "dirty_day.mark_without_punch",
        QString(QStringLiteral("INSERT INTO dirty_day (person_id, day, reason, stamp) "
                               "SELECT person_id, day, 'fact', CAST(? AS BIGINT) FROM day_record "
                               "WHERE day = ? AND in_at = '' AND out_at = ''") +
                onConflict()),
        {m_stamp, dayText(day)}));
}

/// With days that do not all begin at midnight, neighbours share punches.
Result<bool> FactWork::sharePunches(const QJsonObject &body)
{
    return speaksOf(body, settingkeys::kDayChange) ? Result<bool>(true)
                                                   : dayChangeInUse(m_database);
}

Result<> FactWork::touchSettings(const TouchedDays &touched, const QJsonObject &body)
{
    const Result<bool> shares = sharePunches(body);
    if (!shares)
        return shares.error();
    const Result<QList<DaySpan>> spans = spansOf(touched, *shares ? 1 : 0);
    if (!spans)
        return spans.error();
    for (const DaySpan &span : *spans) {
        if (const Result<> marked = markSpan(touched, span); !marked)
            return marked;
        if (!speaksOf(body, settingkeys::kAbsentWhenUnmapped))
            continue;
        if (const Result<> marked = markUntracked(touched, span); !marked)
            return marked;
    }
    return *shares ? markLogPlaces(m_database, touched, *spans, m_stamp) : ok();
}

Result<> FactWork::touchMovedLogs(const TouchedDays &touched, const QJsonObject &body)
{
    const Result<bool> shares = sharePunches(body);
    if (!shares || !*shares)
        return shares ? ok() : Result<>(shares.error());
    const Result<QList<DaySpan>> spans = spansOf(touched, 1);
    return spans ? markLogPlaces(m_database, touched, *spans, m_stamp) : spans.error();
}

Result<> FactWork::touchDay(PersonId person, QDate day)
{
    return markDay(m_database, person.value, day, false, "fact", m_stamp);
}

Result<> FactWork::touchAll(QDate first, QDate last)
{
    const DaySpan span{first, last};
    if (const Result<> marked = markSpan({}, span); !marked)
        return marked;
    return markLogPlaces(m_database, {}, {span}, m_stamp);
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
