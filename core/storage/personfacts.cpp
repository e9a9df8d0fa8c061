// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/zoneclock.h"
#include "core/storage/dayfacts_p.h"
#include "core/storage/lockedrecord.h"
#include "core/storage/sqltext.h"

namespace rollcall {

namespace {

/// Above this many people it is cheaper to walk the school's logs of the span than to look up each
/// user's.
constexpr qsizetype kFewPeople = 12;

using Facts = QHash<qint64, PersonFacts>;

LeavePart leaveFromWord(const QString &word)
{
    return word == u"first_half"    ? LeavePart::FirstHalf
           : word == u"second_half" ? LeavePart::SecondHalf
                                    : LeavePart::Full;
}

/// Runs @p sql for all people of the batch: once per person when they are few, else once for the
/// school. The person's id is column 0; @p sql ends so that "AND <column> = ?" can follow.
template <typename Take>
Result<> forPeople(Database &database, const char *name, const char *nameOne, const QString &sql,
                   const QString &column, const QVariantList &values, const Facts &facts, Take take)
{
    const auto run = [&](const char *as, const QString &text,
                         const QVariantList &bound) -> Result<> {
        Result<Rows> rows = database.query(as, text, bound);
        if (!rows)
            return rows.error();
        while (rows->next())
            take(*rows);
        return ok();
    };
    if (facts.size() > kFewPeople)
        return run(name, sql, values);
    const QString one = sql + QStringLiteral(" AND ") + column + QStringLiteral(" = ?");
    for (auto it = facts.keyBegin(); it != facts.keyEnd(); ++it) {
        if (const Result<> done = run(nameOne, one, values + QVariantList{*it}); !done)
            return done;
    }
    return ok();
}

Result<> loadPeople(Database &database, Facts &facts)
{
    const auto take = [&facts](const Rows &rows) {
        const auto found = facts.find(rows.number(0));
        if (found == facts.end())
            return;
        found->kind = kindFromWord(rows.text(1));
        found->group = GroupId{rows.number(2)};
        found->enrolledFrom = dayFromText(rows.text(3));
        found->enrolledTo = dayFromText(rows.text(4));
    };
    return forPeople(
        database, "facts.people", "facts.person",
        QStringLiteral("SELECT id, kind, COALESCE(group_id, 0), enrolled_from, enrolled_to "
                       "FROM person WHERE 1 = 1"),
        QStringLiteral("id"), {}, facts, take);
}

Result<> loadMappings(Database &database, Facts &facts)
{
    const auto take = [&facts](const Rows &rows) {
        const auto found = facts.find(rows.number(0));
        if (found != facts.end())
            found->mappings.append({DeviceId{rows.number(1)}, rows.text(2),
                                    PersonId{rows.number(0)}, dayFromText(rows.text(3)),
                                    dayFromText(rows.text(4))});
    };
    return forPeople(database, "facts.mappings", "facts.mapping",
                     QStringLiteral("SELECT person_id, device_id, user_id, valid_from, valid_to "
                                    "FROM user_mapping WHERE 1 = 1"),
                     QStringLiteral("person_id"), {}, facts, take);
}

Result<> loadDecisions(Database &database, Facts &facts, const QVariantList &span)
{
    const auto takeLeave = [&facts](const Rows &rows) {
        const auto found = facts.find(rows.number(0));
        if (found == facts.end())
            return;
        const QDate last = dayFromText(rows.text(2));
        for (QDate day = dayFromText(rows.text(1)); day.isValid() && day <= last;
             day = day.addDays(1))
            found->leaves.insert(day, leaveFromWord(rows.text(3)));
    };
    const Result<> leaves = forPeople(
        database, "facts.leaves", "facts.leave",
        QStringLiteral("SELECT person_id, day_from, day_to, part FROM leave WHERE removed_utc = 0 "
                       "AND day_to >= ? AND day_from <= ?"),
        QStringLiteral("person_id"), span, facts, takeLeave);
    if (!leaves)
        return leaves;
    const auto takeCorrection = [&facts](const Rows &rows) {
        const auto found = facts.find(rows.number(0));
        const std::optional<DayStatus> status = statusFromWord(rows.text(2));
        if (found != facts.end() && status)
            found->corrections.insert(dayFromText(rows.text(1)),
                                      StatusCorrection{*status, rows.text(3), rows.text(4)});
    };
    const Result<> corrections = forPeople(
        database, "facts.corrections", "facts.correction",
        QStringLiteral(
            "SELECT person_id, day, status, reason, author FROM correction WHERE removed_utc = 0 "
            "AND day >= ? AND day <= ?"),
        QStringLiteral("person_id"), span, facts, takeCorrection);
    if (!corrections)
        return corrections;
    const auto takeLock = [&facts](const Rows &rows) {
        const auto found = facts.find(rows.number(0));
        if (found == facts.end())
            return;
        const QDate day = dayFromText(rows.text(1));
        const QJsonObject record = jsonFromText(rows.text(2));
        // An empty object stands for a day that had no record.
        DayLock lock;
        if (!record.isEmpty())
            lock.record = lockedRecordFromJson(PersonId{rows.number(0)}, day, record);
        found->locks.insert(day, lock);
    };
    return forPeople(
        database, "facts.locks", "facts.lock",
        QStringLiteral("SELECT person_id, day, record FROM day_lock WHERE day >= ? AND day <= ?"),
        QStringLiteral("person_id"), span, facts, takeLock);
}

/// Takes rows of raw logs with their person: person, log, device, user, time, state, receipt.
class PunchTaker
{
public:
    PunchTaker(Facts &facts, const SchoolFacts &school)
        : m_facts(facts)
        , m_school(school)
    {}

    /// @p at: the wall clock that counts; @p written: the date that the terminal wrote.
    void take(const Rows &rows, WallTime at, QDate written)
    {
        const auto found = m_facts.find(rows.number(0));
        if (found == m_facts.end())
            return;
        const SchoolFacts::DeviceFacts device = m_school.devices.value(rows.number(2));
        Punch punch;
        punch.log = RawLogId{rows.number(1)};
        punch.device = DeviceId{rows.number(2)};
        punch.userId = rows.text(3);
        punch.at = at;
        auto zone = m_zones.find(device.zone);
        if (zone == m_zones.end())
            zone = m_zones.insert(device.zone, ZoneClock(device.zone));
        punch.receivedAt = zone->toWall(rows.number(6));
        punch.direction = device.direction;
        punch.state = static_cast<int>(rows.number(5));
        punch.accepted = m_school.clocks.isAccepted(punch.device, written);
        found->punches.insert(at.date(), punch);
    }

private:
    Facts &m_facts;
    const SchoolFacts &m_school;
    QHash<QByteArray, ZoneClock> m_zones;
};

Result<> loadPunches(Database &database, Facts &facts, QDate from, QDate to,
                     const SchoolFacts &school)
{
    PunchTaker taker(facts, school);
    const auto take = [&](const Rows &rows) {
        const WallTime at = WallTime::parse(rows.text(4));
        // A shifted log lies elsewhere: loadShiftedPunches().
        if (!school.clocks.shiftOf(DeviceId{rows.number(2)}, at.date()))
            taker.take(rows, at, at.date());
    };
    const QString sql = QStringLiteral(
        "SELECT m.person_id, r.id, r.device_id, r.user_id, r.timestamp, r.state, r.received_utc "
        "FROM raw_log r JOIN user_mapping m ON m.device_id = r.device_id AND m.user_id = r.user_id "
        "AND m.valid_from <= substr(r.timestamp, 1, 10) "
        "AND (m.valid_to = '' OR m.valid_to >= substr(r.timestamp, 1, 10)) "
        "WHERE r.school_id = (SELECT MIN(id) FROM school) AND r.timestamp >= ? AND r.timestamp < "
        "?");
    const QVariantList span{dayText(from.addDays(-1)), dayText(to.addDays(2))};
    return forPeople(database, "facts.punches", "facts.punches_one", sql,
                     QStringLiteral("m.person_id"), span, facts, take);
}

/// The logs that the office shifted into the span, wherever their terminal wrote them
/// (attendance-rules.md, section 10). A mapping holds for the date that counts.
Result<> loadShiftedPunches(Database &database, Facts &facts, QDate from, QDate to,
                            const SchoolFacts &school)
{
    PunchTaker taker(facts, school);
    const QString sql = QStringLiteral(
        "SELECT m.person_id, r.id, r.device_id, r.user_id, r.timestamp, r.state, r.received_utc, "
        "m.valid_from, m.valid_to "
        "FROM raw_log r JOIN user_mapping m ON m.device_id = r.device_id AND m.user_id = r.user_id "
        "WHERE r.device_id = ? AND r.timestamp >= ? AND r.timestamp < ?");
    const WallTime begin = WallTime::startOf(from.addDays(-1));
    const WallTime end = WallTime::startOf(to.addDays(2));
    for (const ClockFact &fact : school.clocks.all()) {
        if (fact.kind != ClockFactKind::Shift)
            continue;
        const WallTime first = qMax(WallTime::startOf(fact.from), begin.addMinutes(-fact.minutes));
        const WallTime last =
            qMin(WallTime::startOf(fact.to.addDays(1)), end.addMinutes(-fact.minutes));
        if (last <= first)
            continue;
        const auto take = [&](const Rows &rows) {
            const WallTime written = WallTime::parse(rows.text(4));
            const WallTime at = written.addMinutes(fact.minutes);
            const QString day = dayText(at.date());
            if (rows.text(7) <= day && (rows.text(8).isEmpty() || rows.text(8) >= day))
                taker.take(rows, at, written.date());
        };
        const QVariantList values{fact.device.value, first.toString(), last.toString()};
        const Result<> loaded = forPeople(database, "facts.shifted", "facts.shifted_one", sql,
                                          QStringLiteral("m.person_id"), values, facts, take);
        if (!loaded)
            return loaded;
    }
    return ok();
}

Result<> loadManualPunches(Database &database, Facts &facts, QDate from, QDate to)
{
    const auto take = [&facts](const Rows &rows) {
        const auto found = facts.find(rows.number(0));
        if (found == facts.end())
            return;
        Punch punch;
        punch.at = WallTime::parse(rows.text(1));
        punch.direction = directionFromWord(rows.text(2));
        punch.manual = true;
        found->punches.insert(punch.at.date(), punch);
    };
    return forPeople(database, "facts.manual", "facts.manual_one",
                     QStringLiteral("SELECT person_id, timestamp, direction FROM manual_punch "
                                    "WHERE removed_utc = 0 AND timestamp >= ? AND timestamp < ?"),
                     QStringLiteral("person_id"),
                     {dayText(from.addDays(-1)), dayText(to.addDays(2))}, facts, take);
}

} // namespace

Result<QHash<qint64, PersonFacts>> loadPersonFacts(Database &database, const QSet<qint64> &persons,
                                                   QDate from, QDate to, const SchoolFacts &school)
{
    Facts facts;
    for (const qint64 person : persons)
        facts.insert(person, {});
    if (const Result<> people = loadPeople(database, facts); !people)
        return people.error();
    if (const Result<> mappings = loadMappings(database, facts); !mappings)
        return mappings.error();
    if (const Result<> decisions = loadDecisions(database, facts, {dayText(from), dayText(to)});
        !decisions)
        return decisions.error();
    if (const Result<> punches = loadPunches(database, facts, from, to, school); !punches)
        return punches.error();
    if (const Result<> shifted = loadShiftedPunches(database, facts, from, to, school); !shifted)
        return shifted.error();
    if (const Result<> manual = loadManualPunches(database, facts, from, to); !manual)
        return manual.error();
    return facts;
}

} // namespace rollcall
