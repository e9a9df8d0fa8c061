// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/sqlclockstore.h"

#include "core/storage/clockfacts.h"
#include "core/storage/factwork.h"
#include "core/storage/logplaces.h"

#include <QCoreApplication>
#include <QSet>

namespace rollcall {

namespace {

QString textOf(const ClockFact &fact)
{
    QJsonObject object{{QStringLiteral("from"), dayText(fact.from)},
                       {QStringLiteral("to"), dayText(fact.to)}};
    if (fact.kind == ClockFactKind::Shift)
        object.insert(QStringLiteral("minutes"), fact.minutes);
    return jsonText(object);
}

QString auditWord(const char *verb, ClockFactKind kind)
{
    return QStringLiteral("clock.%1_%2").arg(QLatin1String(verb), clockFactWord(kind));
}

/// The person-days of the device's logs that the fact covers: where they lie as written, where they
/// lie with the fact, and where they lie now. A mapping holds for the date that counts, the shifted
/// one.
Result<QSet<PersonDay>> daysOf(Database &database, const ClockFact &fact)
{
    const Result<LogPlaces> places = LogPlaces::load(database);
    if (!places)
        return places.error();
    Result<Rows> rows = database.query(
        "raw_log.of_clock_fact",
        QStringLiteral("SELECT m.person_id, r.timestamp, m.valid_from, m.valid_to "
                       "FROM raw_log r JOIN user_mapping m ON m.device_id = r.device_id "
                       "AND m.user_id = r.user_id WHERE r.device_id = ? AND r.timestamp >= ? "
                       "AND r.timestamp < ?"),
        {fact.device.value, dayText(fact.from), dayText(fact.to.addDays(1))});
    if (!rows)
        return rows.error();
    QSet<PersonDay> days;
    while (rows->next()) {
        const PersonId person{rows->number(0)};
        const UserMapping mapping{
            fact.device, {}, person, dayFromText(rows->ascii(2)), dayFromText(rows->ascii(3))};
        const WallTime written = WallTime::parse(rows->ascii(1));
        for (const WallTime at : {written, written.addMinutes(fact.minutes),
                                  places->effectiveTime(fact.device, written)}) {
            if (!mapping.isValidOn(at.date()))
                continue;
            const DaySpan touched = daysTouchedByLog(at, places->changes);
            for (QDate day = touched.first; day <= touched.last; day = day.addDays(1))
                days.insert({person, day});
        }
    }
    return days;
}

/// Marks what the fact touches. The outcomes of its logs are no longer true, and a log that now
/// lies where it means nobody would keep one.
Result<> touch(Database &database, FactWork &work, const ClockFact &fact)
{
    const Result<> dropped = withoutCount(database.execute(
        "log_outcome.drop_range",
        QStringLiteral("DELETE FROM log_outcome WHERE raw_log_id IN (SELECT id FROM raw_log "
                       "WHERE device_id = ? AND timestamp >= ? AND timestamp < ?)"),
        {fact.device.value, dayText(fact.from), dayText(fact.to.addDays(1))}));
    if (!dropped)
        return dropped;
    const Result<QSet<PersonDay>> days = daysOf(database, fact);
    if (!days)
        return days.error();
    for (const PersonDay &day : *days) {
        if (const Result<> marked = work.touchDay(day.person, day.day); !marked)
            return marked;
    }
    return ok();
}

Error overlaps(const ClockFact &present)
{
    return errors::conflict(
        QCoreApplication::translate(
            "rollcall::Storage",
            "The punches of this device from %1 to %2 were accepted or shifted already. Nothing "
            "was changed. Take that back first, or give dates that do not overlap.")
            .arg(dayText(present.from), dayText(present.to)));
}

Result<> insert(Database &database, const FactWork &work, const ClockFact &fact)
{
    const Decision &decision = work.decision();
    if (fact.kind == ClockFactKind::Accept)
        return withoutCount(database.execute(
            "log_accept.add",
            QStringLiteral("INSERT INTO log_accept (device_id, day_from, day_to, reason, author, "
                           "created_utc) VALUES (?, ?, ?, ?, ?, ?)"),
            {fact.device.value, dayText(fact.from), dayText(fact.to), decision.reason,
             decision.author, work.nowUtc()}));
    return withoutCount(database.execute(
        "log_shift.add",
        QStringLiteral("INSERT INTO log_shift (device_id, day_from, day_to, minutes, reason, "
                       "author, created_utc) VALUES (?, ?, ?, ?, ?, ?, ?)"),
        {fact.device.value, dayText(fact.from), dayText(fact.to), fact.minutes, decision.reason,
         decision.author, work.nowUtc()}));
}

Result<FactCounts> addFact(Database &database, FactWork &work, const ClockFact &fact)
{
    const QString what = auditWord("add", fact.kind);
    const QString subject = QString::number(fact.device.value);
    const Result<ClockFacts> present = ClockFacts::load(database);
    if (!present)
        return present.error();
    for (const ClockFact &other : present->all()) {
        if (other.device != fact.device || other.kind != fact.kind || other.to < fact.from ||
            fact.to < other.from)
            continue;
        if (other.from != fact.from || other.to != fact.to || other.minutes != fact.minutes)
            return overlaps(other);
        work.noteUnchanged();
        return work.done(what, subject, {}, {});
    }
    if (const Result<> added = insert(database, work, fact); !added)
        return added.error();
    if (const Result<> marked = touch(database, work, fact); !marked)
        return marked.error();
    work.noteChange();
    return work.done(what, subject, {}, textOf(fact));
}

Result<FactCounts> removeFact(Database &database, FactWork &work, ClockFactKind kind,
                              ClockFactId id)
{
    const Result<ClockFacts> present = ClockFacts::load(database);
    if (!present)
        return present.error();
    for (const ClockFact &fact : present->all()) {
        if (fact.kind != kind || fact.id != id)
            continue;
        const QVariantList values{work.nowUtc(), id.value};
        const Result<qint64> removed =
            kind == ClockFactKind::Shift
                ? database.execute(
                      "log_shift.remove",
                      QStringLiteral("UPDATE log_shift SET removed_utc = ? WHERE id = ?"), values)
                : database.execute(
                      "log_accept.remove",
                      QStringLiteral("UPDATE log_accept SET removed_utc = ? WHERE id = ?"), values);
        if (!removed)
            return removed.error();
        if (const Result<> marked = touch(database, work, fact); !marked)
            return marked.error();
        work.noteChange();
        return work.done(auditWord("remove", kind), QString::number(fact.device.value),
                         textOf(fact), {});
    }
    return errors::notFound(QCoreApplication::translate(
        "rollcall::Storage", "This decision about a clock is no longer there. Nothing was changed. "
                             "Look at the list again."));
}

} // namespace

Answer<QList<ClockFact>> SqlClockStore::facts()
{
    return m_threads.read<QList<ClockFact>>([](Database &database) -> Result<QList<ClockFact>> {
        const Result<ClockFacts> facts = ClockFacts::load(database);
        return facts ? Result<QList<ClockFact>>(facts->all()) : facts.error();
    });
}

Answer<FactCounts> SqlClockStore::add(const ClockFact &fact, const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        FactWork work(database, now, decision);
        return addFact(database, work, fact);
    });
}

Answer<FactCounts> SqlClockStore::remove(ClockFactKind kind, ClockFactId fact,
                                         const Decision &decision)
{
    const qint64 now = m_threads.clock.utcMilliseconds();
    return m_threads.write<FactCounts>([=](Database &database) -> Result<FactCounts> {
        FactWork work(database, now, decision);
        return removeFact(database, work, kind, fact);
    });
}

Answer<QList<DoubtedClock>> SqlClockStore::doubted()
{
    return m_threads.read<QList<DoubtedClock>>(
        [](Database &database) -> Result<QList<DoubtedClock>> {
            // The word stands in the text, so that both engines see that the partial index fits.
            Result<Rows> rows = database.query(
                "log_outcome.doubted",
                QStringLiteral("SELECT r.device_id, COUNT(*), MIN(substr(r.timestamp, 1, 10)), "
                               "MAX(substr(r.timestamp, 1, 10)) FROM log_outcome o "
                               "JOIN raw_log r ON r.id = o.raw_log_id "
                               "WHERE o.outcome = 'clock_suspect' GROUP BY r.device_id "
                               "ORDER BY r.device_id"));
            if (!rows)
                return rows.error();
            QList<DoubtedClock> list;
            while (rows->next())
                list.append({DeviceId{rows->number(0)}, rows->number(1), dayFromText(rows->text(2)),
                             dayFromText(rows->text(3))});
            return list;
        });
}

} // namespace rollcall
