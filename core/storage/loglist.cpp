// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/loglist.h"

#include "core/domain/zoneclock.h"
#include "core/rules/clockcheck.h"
#include "core/rules/policyresolver.h"
#include "core/storage/dayfacts_p.h"
#include "core/storage/dayrows.h"
#include "core/storage/logfilter_p.h"
#include "core/storage/logoutline.h"
#include "core/storage/sqltext.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace rollcall {

namespace {

/// More logs than that are walked through in the order of time; fewer are picked out and sorted.
constexpr int kFewLogs = 20'000;

struct ListStatement
{
    const char *name;
    bool isNewestFirst;
    bool isOfFew;
};

constexpr ListStatement kStatements[] = {{"raw_log.list", false, false},
                                         {"raw_log.list_of_few", false, true},
                                         {"raw_log.list_back", true, false},
                                         {"raw_log.list_back_of_few", true, true}};

/// The logs after a key in the order of index raw_log_time, so that a page costs what it shows and
/// not what lies before it. A device with few logs among many of others is found by its own index:
/// the plus keeps SQLite from walking past all the others. Each filter is there always and may say
/// "all", so that one statement serves all of them.
QString listSql(const ListStatement &statement)
{
    const QString sql = QStringLiteral(
        "SELECT r.id, r.timestamp, r.device_id, d.name, r.user_id, r.state, r.verify, r.source, "
        "r.received_utc, COALESCE(p.number, ''), COALESCE(p.full_name, ''), COALESCE(o.day, ''), "
        "COALESCE(o.outcome, '') FROM raw_log r JOIN device d ON d.id = r.device_id %1 "
        "WHERE %2r.school_id = (SELECT MIN(id) FROM school) AND (r.timestamp, r.id) %3 (?, ?) "
        "AND r.timestamp %4 ? AND %5 AND %6 "
        "AND (CAST(? AS TEXT) = '' OR o.outcome = ? "
        "OR (o.raw_log_id IS NULL AND CAST(? AS BIGINT) = 1)) "
        "ORDER BY r.timestamp %7, r.id %7 LIMIT ?");
    const bool isBack = statement.isNewestFirst;
    return sql.arg(logJoins(), statement.isOfFew ? QStringLiteral("+") : QString(),
                   isBack ? QStringLiteral("<") : QStringLiteral(">"),
                   isBack ? QStringLiteral(">=") : QStringLiteral("<="),
                   statement.isOfFew
                       ? QStringLiteral("CAST(? AS BIGINT) > 0 AND r.device_id = ?")
                       : QStringLiteral("(CAST(? AS BIGINT) <= 0 OR r.device_id = ?)"),
                   narrowingSql(), isBack ? QStringLiteral("DESC") : QStringLiteral("ASC"));
}

Result<ListStatement> statementFor(Database &database, const LogFilter &filter)
{
    bool isOfFew = false;
    if (filter.device.isValid()) {
        const Result<qint64> some = database.number(
            "raw_log.some_of_device",
            QStringLiteral("SELECT COUNT(*) FROM (SELECT 1 FROM raw_log WHERE device_id = ? "
                           "LIMIT %1) AS found")
                .arg(kFewLogs + 1),
            {filter.device.value});
        if (!some)
            return some.error();
        isOfFew = *some <= kFewLogs;
    }
    return *std::find_if(std::begin(kStatements), std::end(kStatements),
                         [&filter, isOfFew](const ListStatement &each) {
                             return each.isNewestFirst == filter.newestFirst &&
                                    each.isOfFew == isOfFew;
                         });
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

/// From where on, in the order of the list; a first key is outside of what is wanted.
LogKey beginOf(const LogFilter &filter, const LogKey &after)
{
    constexpr qint64 kAfterAll = std::numeric_limits<qint64>::max();
    if (after.at.isValid())
        return after;
    if (filter.newestFirst)
        return {lastOf(filter), RawLogId{kAfterAll}};
    // A log lies after the second before the first wanted one, whatever its number.
    return {filter.from.isValid() ? filter.from.addSeconds(-1) : WallTime(), RawLogId{kAfterAll}};
}

QVariantList valuesOf(const LogFilter &filter, const LogKey &after, int limit)
{
    const LogKey begin = beginOf(filter, after);
    const QString outcome = filter.outcome ? outcomeWord(*filter.outcome) : QStringLiteral("");
    const bool mayBeNobodys =
        filter.outcome == Outcome::Unmapped || filter.outcome == Outcome::ClockSuspect;
    const WallTime end = filter.newestFirst ? filter.from : lastOf(filter);
    return QVariantList{begin.at.toString(), begin.id.value, end.toString(), filter.device.value,
                        filter.device.value} +
           narrowingValues(filter) + QVariantList{outcome, outcome, mayBeNobodys ? 1 : 0, limit};
}

/// The first page of a device that was taken down long ago must not be looked for among all that
/// others wrote since.
Result<LogFilter> heldToDevice(Database &database, LogFilter filter, const LogKey &after,
                               const ListStatement &statement)
{
    WallTime &begin = filter.newestFirst ? filter.to : filter.from;
    if (!filter.device.isValid() || statement.isOfFew || after.at.isValid() || begin.isValid())
        return filter;
    const Result<WallTime> end = loadLogEnd(database, filter.device, filter.newestFirst);
    if (!end)
        return end.error();
    begin = *end;
    return filter;
}

} // namespace

Result<LogPage> loadLogs(Database &database, const LogFilter &filter, const LogKey &after,
                         int limit)
{
    const Result<SchoolFacts> school = loadSchoolFacts(database, {}, {});
    if (!school)
        return school.error();
    NobodysLogs nobodys(*school);
    const Result<ListStatement> statement = statementFor(database, filter);
    if (!statement)
        return statement.error();
    const Result<LogFilter> held = heldToDevice(database, filter, after, *statement);
    if (!held)
        return held.error();
    Result<Rows> rows =
        database.query(statement->name, listSql(*statement), valuesOf(*held, after, limit));
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
