// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/databasecase.h"

#include "core/domain/zoneclock.h"
#include "core/storage/lockedrecord.h"
#include "core/storage/sqltext.h"
#include "tests/core/casejson.h"

#include <QMap>
#include <QSet>

namespace rollcall::test {

using namespace casejson;

namespace {

const Decision kDecision{QStringLiteral("test"), QStringLiteral("a case")};

/// In the order in which references allow them to be emptied.
constexpr const char *kTables[] = {
    "dirty_day",  "day_record",   "log_outcome",  "day_lock",
    "month_lock", "correction",   "manual_punch", "leave",
    "holiday",    "weekly_off",   "day_closed",   "timing_assignment",
    "timing",     "log_shift",    "log_accept",   "sync_session",
    "raw_log",    "user_mapping", "device_user",  "device_token",
    "device",     "person",       "audit_entry"};

Database &connectionTo(SchoolFixture &school, std::unique_ptr<Database> &kept)
{
    Result<std::unique_ptr<Database>> opened =
        Database::open(school.database.config(), Access::ReadWrite);
    if (!opened)
        qFatal("connection: %s", qPrintable(opened.error().detail));
    kept = std::move(*opened);
    return *kept;
}

} // namespace

DatabaseCase::DatabaseCase(const AttendanceCase &vector, SchoolFixture &school)
    : m_case(vector)
    , m_school(school)
{
    m_school.clock.set(utc(WallTime::parse(text(m_case.json, "now"))));
    empty();
    addPeopleAndDevices();
}

bool DatabaseCase::fail(const QString &problem)
{
    m_problems.append(problem);
    return false;
}

qint64 DatabaseCase::utc(WallTime wall) const
{
    return ZoneClock("Asia/Kolkata").toUtc(wall);
}

QList<QJsonObject> DatabaseCase::objects(const char *key) const
{
    QList<QJsonObject> list;
    for (const QJsonValue &value : m_case.json.value(QLatin1String(key)).toArray())
        list.append(value.toObject());
    return list;
}

void DatabaseCase::empty()
{
    std::unique_ptr<Database> kept;
    Database &database = connectionTo(m_school, kept);
    Result<Transaction> transaction = Transaction::begin(database);
    for (const char *table : kTables)
        accept(table,
               database.direct(table, QStringLiteral("DELETE FROM ") + QLatin1String(table)));
    accept("empty", transaction->commit());
}

/// In the order of their names, as "ties: device id" compares them.
void DatabaseCase::addPeopleAndDevices()
{
    QMap<QString, QJsonObject> persons;
    for (const QJsonObject &json : objects("persons"))
        persons.insert(text(json, "id"), json);
    QList<Person> people;
    for (const QJsonObject &json : std::as_const(persons)) {
        Person person;
        person.number = text(json, "id");
        person.fullName = QStringLiteral("Person ") + person.number;
        person.kind = kindFromWord(text(json, "kind"));
        person.enrolledFrom = date(json, "enrolled_from");
        person.enrolledTo = date(json, "enrolled_to");
        people.append(person);
    }
    const Stores stores = m_school.composition->stores();
    accept("people", await(stores.people.upsert(people, kDecision.author)));
    for (const Person &person : await(stores.people.people()).valueOr({}))
        m_persons.insert(person.number, person.id);
    QMap<QString, QJsonObject> devices;
    for (const QJsonObject &json : objects("devices"))
        devices.insert(text(json, "id"), json);
    for (auto it = devices.cbegin(); it != devices.cend(); ++it) {
        Device device;
        device.name = it.key();
        device.host = QStringLiteral("127.0.0.1");
        device.direction = directionFromWord(text(*it, "direction"));
        const Result<DeviceId> added = await(stores.devices.add(device, kDecision.author));
        if (accept("device", added))
            m_devices.insert(it.key(), *added);
    }
}

QList<DatabaseCase::Fact> DatabaseCase::factsOf(const char *key,
                                                bool (DatabaseCase::*add)(const QJsonObject &))
{
    QList<Fact> facts;
    for (const QJsonObject &json : objects(key))
        facts.append([this, json, add] { return (this->*add)(json); });
    return facts;
}

QList<DatabaseCase::Fact> DatabaseCase::facts()
{
    QList<Fact> facts;
    facts.append(
        [this] { return saveSettings(m_case.json.value(QLatin1String("settings")).toObject()); });
    facts += factsOf("assignments", &DatabaseCase::addAssignment);
    facts += factsOf("locked", &DatabaseCase::addLock);
    facts.append([this] { return addWeeklyOffs(); });
    facts.append([this] { return addSyncMarks(); });
    facts += factsOf("overrides", &DatabaseCase::addCorrection);
    facts += factsOf("mappings", &DatabaseCase::addMapping);
    facts += factsOf("holidays", &DatabaseCase::addHoliday);
    facts += factsOf("leaves", &DatabaseCase::addLeave);
    facts += factsOf("punches", &DatabaseCase::addPunch);
    return facts;
}

QList<DatabaseCase::Fact> DatabaseCase::factsBeforeSteps()
{
    QSet<QString> brought;
    for (const QJsonObject &step : objects("steps"))
        brought.insert(text(step, "do"));
    QList<Fact> facts;
    facts.append(
        [this] { return saveSettings(m_case.json.value(QLatin1String("settings")).toObject()); });
    facts += factsOf("assignments", &DatabaseCase::addAssignment);
    facts += factsOf("locked", &DatabaseCase::addLock);
    facts.append([this] { return addWeeklyOffs(); });
    facts.append([this] { return addSyncMarks(); });
    facts += factsOf("overrides", &DatabaseCase::addCorrection);
    if (!brought.contains(QStringLiteral("add_mapping")))
        facts += factsOf("mappings", &DatabaseCase::addMapping);
    if (!brought.contains(QStringLiteral("add_holidays")))
        facts += factsOf("holidays", &DatabaseCase::addHoliday);
    if (!brought.contains(QStringLiteral("add_leaves")))
        facts += factsOf("leaves", &DatabaseCase::addLeave);
    if (!brought.contains(QStringLiteral("add_punches")))
        facts += factsOf("punches", &DatabaseCase::addPunch);
    return facts;
}

bool DatabaseCase::apply(const QJsonObject &step)
{
    const QString word = text(step, "do");
    bool isFine = true;
    for (const QJsonValue &value : step.value(QLatin1String("index")).toArray()) {
        const int index = value.toInt();
        if (word == u"add_punches")
            isFine = addPunch(objects("punches").at(index)) && isFine;
        else if (word == u"add_mapping")
            isFine = addMapping(objects("mappings").at(index)) && isFine;
        else if (word == u"add_holidays")
            isFine = addHoliday(objects("holidays").at(index)) && isFine;
        else if (word == u"add_leaves")
            isFine = addLeave(objects("leaves").at(index)) && isFine;
        else
            isFine = fail(QStringLiteral("unknown step ") + word);
    }
    const QJsonObject mapping = step.value(QLatin1String("mapping")).toObject();
    if (word == u"add_temp_mapping")
        isFine = addMapping(mapping);
    else if (word == u"remove_temp_mapping")
        isFine = removeMapping(mapping);
    else if (word == u"set_settings")
        isFine = saveSettings(step.value(QLatin1String("settings")).toObject());
    else if (word == u"set_settings_final")
        isFine = saveSettings(m_case.json.value(QLatin1String("settings")).toObject());
    else if (word != u"process" && !step.contains(QLatin1String("index")))
        isFine = fail(QStringLiteral("unknown step ") + word);
    return drain() && isFine;
}

bool DatabaseCase::drain()
{
    return accept("drain", await(m_school.composition->recompute().drain()));
}

bool DatabaseCase::saveSettings(const QJsonObject &settings)
{
    QJsonObject school = m_case.defaults;
    for (auto it = settings.begin(); it != settings.end(); ++it)
        school.insert(it.key(), it.value());
    return accept("settings", await(m_school.composition->stores().school.saveTiming(
                                  Timing{{}, school}, kDecision)));
}

UserMapping DatabaseCase::mappingOf(const QJsonObject &json) const
{
    return {m_devices.value(text(json, "device")), text(json, "user_id"),
            m_persons.value(text(json, "person")), date(json, "from"), date(json, "to")};
}

bool DatabaseCase::addMapping(const QJsonObject &json)
{
    return accept("mapping", await(m_school.composition->stores().mappings.add(
                                 {mappingOf(json)}, QStringLiteral("office"), kDecision.author)));
}

bool DatabaseCase::removeMapping(const QJsonObject &json)
{
    return accept("mapping", await(m_school.composition->stores().mappings.remove(
                                 {mappingOf(json)}, kDecision.author)));
}

bool DatabaseCase::addHoliday(const QJsonObject &json)
{
    Holiday holiday;
    holiday.day = date(json, "date");
    holiday.name = text(json, "name");
    holiday.appliesTo = audienceFromWord(text(json, "for")).value_or(Audience::Everybody);
    return accept("holiday",
                  await(m_school.composition->stores().calendar.addHolidays({holiday}, kDecision)));
}

bool DatabaseCase::addWeeklyOffs()
{
    bool isFine = true;
    for (const QJsonValue &value : m_case.json.value(QLatin1String("weekly_off")).toArray()) {
        WeeklyOff off;
        off.weekday = value.toInt();
        isFine =
            accept("weekly off",
                   await(m_school.composition->stores().calendar.addWeeklyOff(off, kDecision))) &&
            isFine;
    }
    return isFine;
}

bool DatabaseCase::addLeave(const QJsonObject &json)
{
    Leave leave;
    leave.person = m_persons.value(text(json, "person"));
    leave.from = leave.to = date(json, "date");
    leave.part = leavePart(text(json, "part"));
    leave.reason = text(json, "type");
    return accept("leave",
                  await(m_school.composition->stores().leaves.addLeaves({leave}, kDecision)));
}

bool DatabaseCase::addAssignment(const QJsonObject &json)
{
    TimingAssignment assignment;
    assignment.person = m_persons.value(text(json, "person"));
    for (const QJsonValue &weekday : json.value(QLatin1String("weekday")).toArray())
        assignment.weekdays.append(weekday.toInt());
    assignment.from = date(json, "from");
    assignment.to = date(json, "to");
    assignment.settings = json.value(QLatin1String("settings")).toObject();
    return accept("assignment", await(m_school.composition->stores().timings.addAssignments(
                                    {assignment}, kDecision)));
}

bool DatabaseCase::addCorrection(const QJsonObject &json)
{
    CorrectionDraft draft;
    draft.person = m_persons.value(text(json, "person"));
    draft.day = date(json, "date");
    draft.status = statusFromWord(text(json, "status"));
    return accept("correction",
                  await(m_school.composition->stores().corrections.correct(draft, kDecision)));
}

/// A month is closed by freezing what is there; a case says what was there then.
bool DatabaseCase::addLock(const QJsonObject &json)
{
    std::unique_ptr<Database> kept;
    const std::optional<DayRecord> record = lockedRecord(json.value(QLatin1String("record")));
    const PersonDay key{m_persons.value(text(json, "person")), date(json, "date")};
    if (!accept("mark", await(m_school.composition->stores().days.mark({key}))))
        return false;
    return accept(
        "lock",
        connectionTo(m_school, kept)
            .execute("test.lock",
                     QStringLiteral("INSERT INTO day_lock (school_id, person_id, "
                                    "day, record, locked_utc) SELECT id, CAST(? "
                                    "AS BIGINT), CAST(? AS TEXT), CAST(? AS "
                                    "TEXT), 1 FROM school"),
                     {m_persons.value(text(json, "person")).value, text(json, "date"),
                      record ? jsonText(lockedRecordToJson(*record)) : QStringLiteral("{}")}));
}

bool DatabaseCase::addPunch(const QJsonObject &json)
{
    const WallTime at = WallTime::parse(text(json, "ts"));
    if (json.value(QLatin1String("manual")).toBool()) {
        CorrectionDraft draft;
        draft.person = m_persons.value(text(json, "person"));
        draft.day = at.date();
        (directionFromWord(text(json, "direction")) == Direction::Out ? draft.out : draft.in) = at;
        return accept("manual punch",
                      await(m_school.composition->stores().corrections.correct(draft, kDecision)));
    }
    const qint64 now = m_school.clock.utcMilliseconds();
    const WallTime received = WallTime::parse(text(json, "received_at"));
    m_school.clock.set(utc(received.isValid() ? received : at));
    IngestBatch batch;
    batch.device = m_devices.value(text(json, "device"));
    batch.timeZone = "Asia/Kolkata";
    RawLog log;
    log.userId = text(json, "user_id");
    log.at = at;
    log.state = json.value(QLatin1String("status")).toInt(kStateNotStated);
    batch.logs = {log};
    const Result<IngestCounts> counts = await(m_school.composition->ingest().store(batch));
    m_school.clock.set(now);
    if (counts && counts->duplicate > 0)
        ++m_duplicates[keyOf(json, 0)];
    return accept("punch", counts);
}

/// A device that is not listed counts as read: its mark is "now".
bool DatabaseCase::addSyncMarks()
{
    const QJsonObject sync = m_case.json.value(QLatin1String("sync")).toObject();
    bool isFine = true;
    for (auto it = m_devices.cbegin(); it != m_devices.cend(); ++it) {
        const bool isListed = sync.contains(it.key());
        const WallTime mark = WallTime::parse(sync.value(it.key()).toString());
        if (isListed && !mark.isValid())
            continue; // never
        SyncSession session;
        session.device = *it;
        session.startedUtc = isListed ? utc(mark) : m_school.clock.utcMilliseconds();
        SyncStore &store = m_school.composition->stores().sessions;
        const Result<SyncSessionId> begun = await(store.begin(session));
        session.id = begun.valueOr({});
        session.finishedUtc = session.startedUtc;
        session.complete = true;
        isFine =
            accept("session", begun) && accept("session", await(store.finish(session))) && isFine;
    }
    return isFine;
}

} // namespace rollcall::test
