// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The many rows of a person: punches, and what is stored of the days. Read person by person in the
// order of an index that holds all that is asked for, so that a year of a school is read about once
// and without looking rows up (migration 0004).

#include "core/domain/zoneclock.h"
#include "core/storage/dayfacts_p.h"
#include "core/storage/dayrecordrow.h"
#include "core/storage/dayrows.h"
#include "core/storage/sqltext.h"

namespace rollcall {

namespace {

constexpr int kLogId = 0;
constexpr int kLogState = 2;
constexpr int kLogReceived = 3;

/// How far the shifts of a device may move a log, in whole days.
qint64 mostDaysMoved(const ClockFacts &clocks, DeviceId device)
{
    qint64 minutes = 0;
    for (const ClockFact &fact : clocks.all()) {
        if (fact.kind == ClockFactKind::Shift && fact.device == device)
            minutes = qMax(minutes, qint64(qAbs(fact.minutes)));
    }
    return minutes == 0 ? 0 : minutes / kMinutesPerDay + 1;
}

/// Makes punches of a batch's logs.
class PunchMaker
{
public:
    explicit PunchMaker(const SchoolFacts &school)
        : m_school(school)
    {}

    Result<> load(Database &database, const UserMapping &mapping, const PersonSpan &span,
                  QList<Punch> &punches)
    {
        const auto found = m_school.devices.constFind(mapping.device.value);
        if (found == m_school.devices.cend())
            return ok();
        ZoneClock &zone = zoneOf(found->zone);
        Punch punch;
        punch.device = mapping.device;
        punch.userId = mapping.userId;
        punch.direction = found->direction;
        return forLogsOf(
            database, mapping, span.from.addDays(-1), span.to.addDays(1), m_school.clocks,
            [&](const Rows &rows, WallTime written, WallTime effective) {
                punch.log = RawLogId{rows.number(kLogId)};
                punch.at = effective;
                punch.state = static_cast<int>(rows.number(kLogState));
                punch.receivedAt = zone.toWall(rows.number(kLogReceived));
                punch.accepted = !m_school.clocks.all().isEmpty() &&
                                 m_school.clocks.isAccepted(punch.device, written.date());
                punches.append(punch);
            });
    }

private:
    ZoneClock &zoneOf(const QByteArray &name)
    {
        auto zone = m_zones.find(name);
        if (zone == m_zones.end())
            zone = m_zones.insert(name, ZoneClock(name));
        return *zone;
    }

    const SchoolFacts &m_school;
    QHash<QByteArray, ZoneClock> m_zones;
};

Result<> loadRecords(Database &database, PersonFacts &person, const PersonSpan &span)
{
    Result<Rows> rows = database.query(
        "facts.records",
        QString(QStringLiteral("SELECT ") + QLatin1String(kDayRecordColumns) +
                QStringLiteral(
                    " FROM day_record r WHERE r.person_id = ? AND r.day >= ? AND r.day <= ?")),
        {span.person, dayText(span.from), dayText(span.to)});
    if (!rows)
        return rows.error();
    while (rows->next()) {
        const DayRecord record = dayRecordFrom(*rows);
        person.stored[record.day].record = record;
    }
    return ok();
}

Result<> loadOutcomes(Database &database, PersonFacts &person, const PersonSpan &span)
{
    Result<Rows> rows =
        database.query("facts.outcomes",
                       QStringLiteral("SELECT raw_log_id, day, outcome FROM log_outcome "
                                      "WHERE person_id = ? AND day >= ? AND day <= ?"),
                       {span.person, dayText(span.from), dayText(span.to)});
    if (!rows)
        return rows.error();
    while (rows->next()) {
        const QDate day = dayFromText(rows->ascii(1));
        person.stored[day].outcomes.append(
            {RawLogId{rows->number(0)}, outcomeFrom(rows->ascii(2))});
    }
    return ok();
}

} // namespace

Result<> forLogsOf(Database &database, const UserMapping &mapping, QDate from, QDate to,
                   const ClockFacts &clocks, const TakeLog &take)
{
    const QDate first = mapping.validFrom.isValid() ? qMax(from, mapping.validFrom) : from;
    const QDate last = mapping.validTo.isValid() ? qMin(to, mapping.validTo) : to;
    if (last < first)
        return ok();
    const qint64 moved = mostDaysMoved(clocks, mapping.device);
    // Days are texts of four-digit years.
    const QDate writtenFrom = qMax(first.addDays(-moved), QDate(1, 1, 1));
    const QDate writtenBefore = qMin(last.addDays(moved + 1), QDate(9999, 12, 31));
    Result<Rows> rows = database.query(
        "facts.punches",
        QStringLiteral("SELECT id, timestamp, state, received_utc FROM raw_log WHERE device_id = ? "
                       "AND user_id = ? AND timestamp >= ? AND timestamp < ? ORDER BY timestamp"),
        {mapping.device.value, mapping.userId, dayText(writtenFrom), dayText(writtenBefore)});
    if (!rows)
        return rows.error();
    const WallTime begin = WallTime::startOf(first);
    const WallTime end = WallTime::startOf(last.addDays(1));
    while (rows->next()) {
        const WallTime written = WallTime::parse(rows->ascii(1));
        const ClockFact *shift =
            moved > 0 ? clocks.shiftOf(mapping.device, written.date()) : nullptr;
        const WallTime effective = shift ? written.addMinutes(shift->minutes) : written;
        if (begin <= effective && effective < end)
            take(*rows, written, effective);
    }
    return ok();
}

Result<> loadPunches(Database &database, PeopleFacts &facts, const QList<PersonSpan> &spans,
                     const SchoolFacts &school)
{
    PunchMaker maker(school);
    for (const PersonSpan &span : spans) {
        PersonFacts &person = facts[span.person];
        for (const UserMapping &mapping : std::as_const(person.mappings)) {
            const Result<> loaded = maker.load(database, mapping, span, person.punches);
            if (!loaded)
                return loaded;
        }
        std::stable_sort(person.punches.begin(), person.punches.end(),
                         [](const Punch &left, const Punch &right) { return left.at < right.at; });
    }
    return ok();
}

Result<> loadStored(Database &database, PeopleFacts &facts, const QList<PersonSpan> &spans)
{
    for (const PersonSpan &span : spans) {
        PersonFacts &person = facts[span.person];
        if (const Result<> records = loadRecords(database, person, span); !records)
            return records;
        if (const Result<> outcomes = loadOutcomes(database, person, span); !outcomes)
            return outcomes;
    }
    return ok();
}

} // namespace rollcall
