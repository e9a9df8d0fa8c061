// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/loglist.h"

#include "core/domain/zoneclock.h"
#include "core/rules/clockcheck.h"
#include "core/rules/policyresolver.h"
#include "core/storage/dayfacts_p.h"
#include "core/storage/dayrows.h"
#include "core/storage/sqltext.h"

#include <limits>

namespace rollcall {

namespace {

/// The logs after a key in the order of index raw_log_time, so that a page costs what it shows and
/// not what lies before it. Each filter of the statement is there always and may say "all", so that
/// one statement serves all of them.
QString listSql()
{
    return QStringLiteral(
        "SELECT r.id, r.timestamp, r.device_id, d.name, r.user_id, r.state, r.verify, r.source, "
        "r.received_utc, COALESCE(p.number, ''), COALESCE(p.full_name, ''), COALESCE(o.day, ''), "
        "COALESCE(o.outcome, '') FROM raw_log r JOIN device d ON d.id = r.device_id "
        "LEFT JOIN log_outcome o ON o.raw_log_id = r.id LEFT JOIN person p ON p.id = o.person_id "
        "WHERE r.school_id = (SELECT MIN(id) FROM school) AND (r.timestamp, r.id) > (?, ?) "
        "AND r.timestamp <= ? AND (CAST(? AS BIGINT) <= 0 OR r.device_id = ?) "
        "AND (CAST(? AS BIGINT) <= 0 OR o.person_id = ?) "
        "AND (CAST(? AS BIGINT) = 0 OR o.raw_log_id IS NULL) "
        "AND (CAST(? AS TEXT) = '' OR o.outcome = ? "
        "OR (o.raw_log_id IS NULL AND CAST(? AS BIGINT) = 1)) "
        "ORDER BY r.timestamp, r.id LIMIT ?");
}

/// A log of nobody has no stored outcome: it is unmapped, unless its clock cannot be believed,
/// which is asked first (attendance-rules.md, section 5).
class NobodysLogs
{
public:
    explicit NobodysLogs(const SchoolFacts &school)
        : m_school(school)
        , m_resolver(school.timings, {})
    {}

    Outcome outcomeOf(const LogRow &row)
    {
        Punch punch;
        punch.at = row.countsAt;
        punch.accepted = m_school.clocks.isAccepted(row.device, row.key.at.date());
        const auto device = m_school.devices.constFind(row.device.value);
        if (device != m_school.devices.cend()) {
            auto zone = m_zones.find(device->zone);
            if (zone == m_zones.end())
                zone = m_zones.insert(device->zone, ZoneClock(device->zone));
            punch.receivedAt = zone->toWall(row.receivedUtc);
        }
        const DaySettings settings = m_resolver.settingsFor({}, {}, punch.at.date());
        return doubtOfClock(punch, settings.policy()) == ClockDoubt::None ? Outcome::Unmapped
                                                                          : Outcome::ClockSuspect;
    }

private:
    const SchoolFacts &m_school;
    PolicyResolver m_resolver;
    QHash<QByteArray, ZoneClock> m_zones;
};

LogRow rowFrom(const Rows &rows)
{
    LogRow row;
    row.key = {WallTime::parse(rows.ascii(1)), RawLogId{rows.number(0)}};
    row.device = DeviceId{rows.number(2)};
    row.deviceName = rows.text(3);
    row.userId = rows.text(4);
    row.countsAt = row.key.at;
    row.state = static_cast<int>(rows.number(5));
    row.verify = static_cast<int>(rows.number(6));
    row.source = sourceFromWord(rows.text(7));
    row.receivedUtc = rows.number(8);
    row.personNumber = rows.text(9);
    row.personName = rows.text(10);
    row.day = dayFromText(rows.ascii(11));
    return row;
}

QVariantList valuesOf(const LogFilter &filter, const LogKey &after, int limit)
{
    // A log lies after the second before the first wanted one, whatever its number.
    const WallTime before = filter.from.isValid() ? filter.from.addSeconds(-1) : WallTime();
    const LogKey begin =
        after.at.isValid() ? after : LogKey{before, RawLogId{std::numeric_limits<qint64>::max()}};
    const QString outcome = filter.outcome ? outcomeWord(*filter.outcome) : QStringLiteral("");
    const bool mayBeNobodys =
        filter.outcome == Outcome::Unmapped || filter.outcome == Outcome::ClockSuspect;
    return {begin.at.toString(),
            begin.id.value,
            filter.to.isValid() ? filter.to.toString() : QStringLiteral("9999-12-31 23:59:59"),
            filter.device.value,
            filter.device.value,
            filter.person.value,
            filter.person.value,
            filter.unmappedOnly ? 1 : 0,
            outcome,
            outcome,
            mayBeNobodys ? 1 : 0,
            limit};
}

} // namespace

Result<LogPage> loadLogs(Database &database, const LogFilter &filter, const LogKey &after,
                         int limit)
{
    const Result<SchoolFacts> school = loadSchoolFacts(database, {}, {});
    if (!school)
        return school.error();
    NobodysLogs nobodys(*school);
    Result<Rows> rows = database.query("raw_log.list", listSql(), valuesOf(filter, after, limit));
    if (!rows)
        return rows.error();
    LogPage page;
    int taken = 0;
    LogKey last;
    while (rows->next()) {
        LogRow row = rowFrom(*rows);
        last = row.key;
        ++taken;
        if (const ClockFact *shift = school->clocks.shiftOf(row.device, row.key.at.date()))
            row.countsAt = row.key.at.addMinutes(shift->minutes);
        const QLatin1String outcome = rows->ascii(12);
        row.outcome = outcome.isEmpty() ? nobodys.outcomeOf(row) : outcomeFrom(outcome);
        if (!filter.outcome || *filter.outcome == row.outcome)
            page.rows.append(row);
    }
    if (taken == limit)
        page.next = last;
    return page;
}

} // namespace rollcall
