// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/dayfacts_p.h"
#include "core/storage/lockedrecord.h"
#include "core/storage/sqltext.h"

namespace rollcall {

namespace {

LeavePart leaveFromWord(const QString &word)
{
    return word == u"first_half"    ? LeavePart::FirstHalf
           : word == u"second_half" ? LeavePart::SecondHalf
                                    : LeavePart::Full;
}

/// The people of a batch lie close together, so one walk from the first to the last is cheaper than
/// asking for each; rows of people in between are passed over.
struct Batch
{
    PeopleFacts &facts;
    QVariantList people; ///< first and last
    QDate from;
    QDate to;

    PersonFacts *personOf(const Rows &rows) const
    {
        const auto found = facts.find(rows.number(0));
        return found == facts.end() ? nullptr : &*found;
    }
};

Result<> loadPeople(Database &database, const Batch &batch)
{
    Result<Rows> rows = database.query(
        "facts.people",
        QStringLiteral("SELECT id, kind, COALESCE(group_id, 0), enrolled_from, enrolled_to "
                       "FROM person WHERE id >= ? AND id <= ?"),
        batch.people);
    if (!rows)
        return rows.error();
    while (rows->next()) {
        PersonFacts *person = batch.personOf(*rows);
        if (!person)
            continue;
        person->kind = kindFromWord(rows->text(1));
        person->group = GroupId{rows->number(2)};
        person->enrolledFrom = dayFromText(rows->text(3));
        person->enrolledTo = dayFromText(rows->text(4));
    }
    return ok();
}

Result<> loadMappings(Database &database, const Batch &batch)
{
    Result<Rows> rows = database.query(
        "facts.mappings",
        QStringLiteral("SELECT person_id, device_id, user_id, valid_from, valid_to "
                       "FROM user_mapping WHERE person_id >= ? AND person_id <= ? ORDER BY id"),
        batch.people);
    if (!rows)
        return rows.error();
    while (rows->next()) {
        if (PersonFacts *person = batch.personOf(*rows))
            person->mappings.append({DeviceId{rows->number(1)}, rows->text(2),
                                     PersonId{rows->number(0)}, dayFromText(rows->text(3)),
                                     dayFromText(rows->text(4))});
    }
    return ok();
}

Result<> loadLeaves(Database &database, const Batch &batch)
{
    Result<Rows> rows =
        database.query("facts.leaves",
                       QStringLiteral("SELECT person_id, day_from, day_to, part FROM leave "
                                      "WHERE person_id >= ? AND person_id <= ? AND removed_utc = 0 "
                                      "AND day_to >= ? AND day_from <= ? ORDER BY id"),
                       batch.people + QVariantList{dayText(batch.from), dayText(batch.to)});
    if (!rows)
        return rows.error();
    while (rows->next()) {
        PersonFacts *person = batch.personOf(*rows);
        if (!person)
            continue;
        const QDate last = qMin(dayFromText(rows->text(2)), batch.to);
        for (QDate day = qMax(dayFromText(rows->text(1)), batch.from); day <= last;
             day = day.addDays(1))
            person->leaves.insert(day, leaveFromWord(rows->text(3)));
    }
    return ok();
}

/// The latest correction of a day wins.
Result<> loadCorrections(Database &database, const Batch &batch)
{
    Result<Rows> rows = database.query(
        "facts.corrections",
        QStringLiteral("SELECT person_id, day, status, reason, author FROM correction "
                       "WHERE person_id >= ? AND person_id <= ? AND removed_utc = 0 "
                       "AND day >= ? AND day <= ? ORDER BY id"),
        batch.people + QVariantList{dayText(batch.from), dayText(batch.to)});
    if (!rows)
        return rows.error();
    while (rows->next()) {
        PersonFacts *person = batch.personOf(*rows);
        const std::optional<DayStatus> status = statusFromWord(rows->text(2));
        if (person && status)
            person->corrections.insert(dayFromText(rows->text(1)),
                                       StatusCorrection{*status, rows->text(3), rows->text(4)});
    }
    return ok();
}

Result<> loadManualPunches(Database &database, const Batch &batch)
{
    Result<Rows> rows = database.query(
        "facts.manual",
        QStringLiteral("SELECT person_id, timestamp, direction FROM manual_punch "
                       "WHERE person_id >= ? AND person_id <= ? AND removed_utc = 0 "
                       "AND timestamp >= ? AND timestamp < ? ORDER BY id"),
        batch.people + QVariantList{dayText(batch.from.addDays(-1)), dayText(batch.to.addDays(2))});
    if (!rows)
        return rows.error();
    while (rows->next()) {
        PersonFacts *person = batch.personOf(*rows);
        if (!person)
            continue;
        Punch punch;
        punch.at = WallTime::parse(rows->text(1));
        punch.direction = directionFromWord(rows->text(2));
        punch.manual = true;
        person->punches.append(punch);
    }
    return ok();
}

/// Locks may be as many as days, so they are read for the days of each person alone.
Result<> loadLocks(Database &database, PeopleFacts &facts, const QList<PersonSpan> &spans)
{
    for (const PersonSpan &span : spans) {
        Result<Rows> rows = database.query(
            "facts.locks",
            QStringLiteral(
                "SELECT day, record FROM day_lock WHERE person_id = ? AND day >= ? AND day <= ?"),
            {span.person, dayText(span.from), dayText(span.to)});
        if (!rows)
            return rows.error();
        PersonFacts &person = facts[span.person];
        while (rows->next()) {
            const QDate day = dayFromText(rows->text(0));
            const QJsonObject record = jsonFromText(rows->text(1));
            // An empty object stands for a day that had no record.
            DayLock lock;
            if (!record.isEmpty())
                lock.record = lockedRecordFromJson(PersonId{span.person}, day, record);
            person.locks.insert(day, lock);
        }
    }
    return ok();
}

} // namespace

Result<PeopleFacts> loadPersonFacts(Database &database, const QList<PersonSpan> &spans,
                                    const SchoolFacts &school)
{
    PeopleFacts facts;
    Batch batch{facts, {spans.first().person, spans.last().person}, {}, {}};
    for (const PersonSpan &span : spans) {
        facts.insert(span.person, {});
        batch.from = batch.from.isNull() ? span.from : qMin(batch.from, span.from);
        batch.to = batch.to.isNull() ? span.to : qMax(batch.to, span.to);
    }
    for (const auto load :
         {loadPeople, loadMappings, loadLeaves, loadCorrections, loadManualPunches}) {
        if (const Result<> loaded = load(database, batch); !loaded)
            return loaded.error();
    }
    if (const Result<> locks = loadLocks(database, facts, spans); !locks)
        return locks.error();
    if (const Result<> punches = loadPunches(database, facts, spans, school); !punches)
        return punches.error();
    if (const Result<> stored = loadStored(database, facts, spans); !stored)
        return stored.error();
    return facts;
}

} // namespace rollcall
