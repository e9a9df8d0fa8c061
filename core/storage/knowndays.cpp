// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which days of a person can have a result at all: what a rebuild, a check and a preview go
// through.

#include "core/storage/dayfacts_p.h"
#include "core/storage/dayloader.h"
#include "core/storage/logplaces.h"
#include "core/storage/sqltext.h"

#include <algorithm>

namespace rollcall {

namespace {

/// As far as dates are written here.
const QDate kFirstDay(1, 1, 3);
const QDate kLastDay(9999, 12, 28);

/// The days of one person as they are found, not in order and more than once.
class FoundDays
{
public:
    FoundDays(QDate from, QDate to)
        : m_from(from)
        , m_to(to)
    {}

    void add(QDate day)
    {
        if (m_from <= day && day <= m_to && (m_days.isEmpty() || m_days.last() != day))
            m_days.append(day);
    }
    /// In order, each once.
    QList<QDate> take()
    {
        std::sort(m_days.begin(), m_days.end());
        m_days.erase(std::unique(m_days.begin(), m_days.end()), m_days.end());
        return std::exchange(m_days, {});
    }

private:
    QDate m_from;
    QDate m_to;
    QList<QDate> m_days;
};

Result<QList<qint64>> nextPeople(Database &database, PersonId after, int people)
{
    Result<Rows> rows = database.query(
        "person.next", QStringLiteral("SELECT id FROM person WHERE id > ? ORDER BY id LIMIT ?"),
        {after.value, people});
    if (!rows)
        return rows.error();
    QList<qint64> ids;
    while (rows->next())
        ids.append(rows->number(0));
    return ids;
}

Result<QList<UserMapping>> mappingsOf(Database &database, qint64 person)
{
    Result<Rows> rows = database.query(
        "user_mapping.of_person",
        QStringLiteral("SELECT device_id, user_id, valid_from, valid_to FROM user_mapping "
                       "WHERE person_id = ?"),
        {person});
    if (!rows)
        return rows.error();
    QList<UserMapping> mappings;
    while (rows->next())
        mappings.append({DeviceId{rows->number(0)}, rows->text(1), PersonId{person},
                         dayFromText(rows->ascii(2)), dayFromText(rows->ascii(3))});
    return mappings;
}

/// The day that the office meant, and those on which the punch may land, should day_change have
/// become another one since.
Result<> addManualDays(Database &database, qint64 person, const DayChanges &changes,
                       FoundDays &found)
{
    Result<Rows> rows = database.query("known.manual",
                                       QStringLiteral("SELECT day, timestamp FROM manual_punch "
                                                      "WHERE person_id = ? AND removed_utc = 0"),
                                       {person});
    if (!rows)
        return rows.error();
    while (rows->next()) {
        if (const QDate meant = dayFromText(rows->ascii(0)); meant.isValid())
            found.add(meant);
        const DaySpan touched = daysTouchedByLog(WallTime::parse(rows->ascii(1)), changes);
        for (QDate day = touched.first; day <= touched.last; day = day.addDays(1))
            found.add(day);
    }
    return ok();
}

Result<> addStoredDays(Database &database, qint64 person, QDate from, QDate to,
                       const DayChanges &changes, FoundDays &found)
{
    const auto add = [&](const char *name, const QString &sql) -> Result<> {
        Result<Rows> rows = database.query(name, sql, {person, dayText(from), dayText(to)});
        if (!rows)
            return rows.error();
        while (rows->next())
            found.add(dayFromText(rows->ascii(0)));
        return ok();
    };
    // First: whoever stores a day takes its mark away, so that it is seen as the one or the other.
    const Result<> waiting = add(
        "known.waiting",
        QStringLiteral("SELECT day FROM dirty_day WHERE person_id = ? AND day >= ? AND day <= ?"));
    if (!waiting)
        return waiting;
    const Result<> records = add(
        "known.records",
        QStringLiteral("SELECT day FROM day_record WHERE person_id = ? AND day >= ? AND day <= ?"));
    if (!records)
        return records;
    const Result<> outcomes =
        add("known.outcomes", QStringLiteral("SELECT DISTINCT day FROM log_outcome "
                                             "WHERE person_id = ? AND day >= ? AND day <= ?"));
    if (!outcomes)
        return outcomes;
    // What the office decided about a day makes a record of its own.
    const Result<> corrections =
        add("known.corrections",
            QStringLiteral("SELECT day FROM correction WHERE person_id = ? AND day >= ? "
                           "AND day <= ? AND removed_utc = 0"));
    if (!corrections)
        return corrections;
    return addManualDays(database, person, changes, found);
}

} // namespace

Result<bool> LogPlaces::arePlain(Database &database)
{
    const Result<qint64> facts = database.number(
        "log_places.facts",
        QStringLiteral(
            "SELECT (SELECT COUNT(*) FROM timing WHERE body LIKE '%\"day_change\"%') + "
            "(SELECT COUNT(*) FROM timing_assignment WHERE body LIKE '%\"day_change\"%') + "
            "(SELECT COUNT(*) FROM log_shift WHERE removed_utc = 0)"));
    if (!facts)
        return facts.error();
    return *facts == 0;
}

Result<LogPlaces> LogPlaces::load(Database &database)
{
    QList<Timing> timings;
    QList<TimingAssignment> assignments;
    {
        Result<Rows> rows =
            database.query("timing.bodies", QStringLiteral("SELECT DISTINCT body FROM timing"));
        if (!rows)
            return rows.error();
        while (rows->next())
            timings.append({{}, jsonFromText(rows->text(0))});
    }
    // Asked with every batch of a mapped user: only those that say when a day begins, each once.
    Result<Rows> rows = database.query("timing_assignment.bodies",
                                       QStringLiteral("SELECT DISTINCT body FROM timing_assignment "
                                                      "WHERE body LIKE '%\"day_change\"%'"));
    if (!rows)
        return rows.error();
    while (rows->next()) {
        TimingAssignment assignment;
        assignment.settings = jsonFromText(rows->text(0));
        assignments.append(assignment);
    }
    Result<ClockFacts> clocks = ClockFacts::load(database);
    if (!clocks)
        return clocks.error();
    return LogPlaces{dayChangesOf(timings, assignments), std::move(*clocks)};
}

WallTime LogPlaces::effectiveTime(DeviceId device, WallTime written) const
{
    const ClockFact *shift = clocks.shiftOf(device, written.date());
    return shift ? written.addMinutes(shift->minutes) : written;
}

DaySpan LogPlaces::touchedBy(DeviceId device, WallTime written) const
{
    return daysTouchedByLog(effectiveTime(device, written), changes);
}

Result<> LogPlaces::findDays(Database &database, const UserMapping &mapping, QDate from, QDate to,
                             const std::function<void(QDate)> &take) const
{
    return forLogsOf(database, mapping, from, to.addDays(1), clocks,
                     [&](const Rows &, WallTime, WallTime at) {
                         const DaySpan touched = daysTouchedByLog(at, changes);
                         for (QDate day = touched.first; day <= touched.last; day = day.addDays(1))
                             take(day);
                     });
}

Result<QList<PersonDay>> loadDaysOf(Database &database, const UserMapping &mapping,
                                    const LogPlaces &places)
{
    const QDate from = mapping.validFrom.isValid() ? mapping.validFrom.addDays(-1) : kFirstDay;
    const QDate to = mapping.validTo.isValid() ? mapping.validTo : kLastDay;
    FoundDays found(from, to);
    const Result<> logs =
        places.findDays(database, mapping, from, to, [&found](QDate day) { found.add(day); });
    if (!logs)
        return logs.error();
    const Result<> stored = addStoredDays(
        database, mapping.person.value, mapping.validFrom.isValid() ? mapping.validFrom : kFirstDay,
        to, places.changes, found);
    if (!stored)
        return stored.error();
    QList<PersonDay> days;
    for (const QDate day : found.take())
        days.append({mapping.person, day});
    return days;
}

Result<DayPage> loadKnownDays(Database &database, QDate from, QDate to, PersonId after, int people)
{
    const Result<QList<qint64>> ids = nextPeople(database, after, people);
    if (!ids)
        return ids.error();
    const Result<LogPlaces> places = LogPlaces::load(database);
    if (!places)
        return places.error();
    DayPage page;
    for (const qint64 person : *ids) {
        FoundDays found(from, to);
        const Result<QList<UserMapping>> mappings = mappingsOf(database, person);
        if (!mappings)
            return mappings.error();
        for (const UserMapping &mapping : *mappings) {
            const Result<> walked = places->findDays(database, mapping, from, to,
                                                     [&found](QDate day) { found.add(day); });
            if (!walked)
                return walked.error();
        }
        if (const Result<> stored =
                addStoredDays(database, person, from, to, places->changes, found);
            !stored)
            return stored.error();
        for (const QDate day : found.take())
            page.days.append({PersonId{person}, day});
        page.last = PersonId{person};
    }
    return page;
}

} // namespace rollcall
