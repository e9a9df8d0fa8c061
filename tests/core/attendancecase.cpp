// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/attendancecase.h"

#include "core/rules/clockcheck.h"
#include "tests/core/casejson.h"

#include <QSet>

#include <algorithm>

namespace rollcall::test {

using namespace casejson;

namespace {

/// Ids in the order of the names, as "ties: device id" compares them.
template <typename Id>
QHash<QString, Id> numbered(QStringList names)
{
    std::sort(names.begin(), names.end());
    QHash<QString, Id> ids;
    for (const QString &name : names)
        ids.insert(name, Id{ids.size() + 1});
    return ids;
}

} // namespace

CaseWorld::CaseWorld(const AttendanceCase &vector, const AttendanceEngine &engine)
    : m_case(vector)
    , m_engine(engine)
    , m_resolver({}, {})
{
    QStringList persons;
    for (const QJsonObject &person : objects("persons"))
        persons.append(text(person, "id"));
    m_persons = numbered<PersonId>(persons);
    QStringList devices;
    for (const QJsonObject &device : objects("devices"))
        devices.append(text(device, "id"));
    m_devices = numbered<DeviceId>(devices);
    m_resolver = resolverOf(vector.json.value(QLatin1String("settings")).toObject());
}

QList<QJsonObject> CaseWorld::objects(const char *key) const
{
    QList<QJsonObject> list;
    for (const QJsonValue &value : m_case.json.value(QLatin1String(key)).toArray())
        list.append(value.toObject());
    return list;
}

void CaseWorld::loadAll(const QList<int> &order)
{
    for (const QJsonObject &mapping : objects("mappings"))
        addMapping(mapping);
    m_holidays = objects("holidays");
    m_leaves = objects("leaves");
    for (const int index : order)
        addPunch(index);
}

void CaseWorld::loadBeforeSteps()
{
    QSet<QString> brought;
    for (const QJsonObject &step : objects("steps"))
        brought.insert(text(step, "do"));
    if (!brought.contains(QStringLiteral("add_mapping"))) {
        for (const QJsonObject &mapping : objects("mappings"))
            addMapping(mapping);
    }
    if (!brought.contains(QStringLiteral("add_holidays")))
        m_holidays = objects("holidays");
    if (!brought.contains(QStringLiteral("add_leaves")))
        m_leaves = objects("leaves");
    for (int i = 0;
         i < objects("punches").size() && !brought.contains(QStringLiteral("add_punches")); ++i)
        addPunch(i);
}

void CaseWorld::apply(const QJsonObject &step)
{
    const QString word = text(step, "do");
    for (const QJsonValue &value : step.value(QLatin1String("index")).toArray()) {
        const int index = value.toInt();
        if (word == u"add_punches")
            addPunch(index);
        else if (word == u"add_mapping")
            addMapping(objects("mappings").at(index));
        else if (word == u"add_holidays")
            m_holidays.append(objects("holidays").at(index));
        else if (word == u"add_leaves")
            m_leaves.append(objects("leaves").at(index));
        else
            fail(QStringLiteral("unknown step ") + word);
    }
    const QJsonObject mapping = step.value(QLatin1String("mapping")).toObject();
    if (word == u"add_temp_mapping")
        addMapping(mapping);
    else if (word == u"remove_temp_mapping")
        removeMapping(mapping);
    else if (word == u"set_settings")
        m_resolver = resolverOf(step.value(QLatin1String("settings")).toObject());
    else if (word == u"set_settings_final")
        m_resolver = resolverOf(m_case.json.value(QLatin1String("settings")).toObject());
    else if (word != u"process" && !step.contains(QLatin1String("index")))
        fail(QStringLiteral("unknown step ") + word);
}

void CaseWorld::addPunch(int index)
{
    const QJsonObject json = objects("punches").at(index);
    const QString key = keyOf(json, index);
    if (m_keys.contains(key)) {
        m_outcomes.insert(index, outcomeWord(Outcome::Duplicate));
        return;
    }
    m_keys.insert(key, index);
    m_stored.append(index);
}

UserMapping CaseWorld::mappingOf(const QJsonObject &json) const
{
    return {m_devices.value(text(json, "device")), text(json, "user_id"),
            m_persons.value(text(json, "person")), date(json, "from"), date(json, "to")};
}

void CaseWorld::addMapping(const QJsonObject &json)
{
    m_mappings.append(mappingOf(json));
}

void CaseWorld::removeMapping(const QJsonObject &json)
{
    if (!m_mappings.removeOne(mappingOf(json)))
        fail(QStringLiteral("a step removes a mapping that is not there"));
}

std::optional<PersonId> CaseWorld::personOf(const QJsonObject &punch) const
{
    if (punch.value(QLatin1String("manual")).toBool())
        return m_persons.value(text(punch, "person"));
    const QDate day = WallTime::parse(text(punch, "ts")).date();
    for (const UserMapping &mapping : m_mappings) {
        if (mapping.device == m_devices.value(text(punch, "device")) &&
            mapping.userId == text(punch, "user_id") && mapping.isValidOn(day))
            return mapping.person;
    }
    return std::nullopt;
}

Punch CaseWorld::punchOf(const QJsonObject &json, int index) const
{
    Punch punch;
    // As a store numbers them: in order of arrival.
    punch.log = RawLogId{m_stored.indexOf(index) + 1};
    punch.device = m_devices.value(text(json, "device"));
    punch.userId = text(json, "user_id");
    punch.at = WallTime::parse(text(json, "ts"));
    punch.receivedAt = WallTime::parse(text(json, "received_at"));
    punch.state = json.value(QLatin1String("status")).toInt(kStateNotStated);
    punch.manual = json.value(QLatin1String("manual")).toBool();
    punch.direction = directionFromWord(text(json, "direction"));
    for (const QJsonObject &device : objects("devices")) {
        if (!punch.manual && text(device, "id") == text(json, "device"))
            punch.direction = directionFromWord(text(device, "direction"));
    }
    return punch;
}

PolicyResolver CaseWorld::resolverOf(const QJsonObject &settings) const
{
    QJsonObject school = m_case.defaults;
    for (auto it = settings.begin(); it != settings.end(); ++it)
        school.insert(it.key(), it.value());
    QList<TimingAssignment> assignments;
    for (const QJsonObject &json : objects("assignments")) {
        TimingAssignment assignment;
        assignment.person = m_persons.value(text(json, "person"));
        for (const QJsonValue &weekday : json.value(QLatin1String("weekday")).toArray())
            assignment.weekdays.append(weekday.toInt());
        assignment.from = date(json, "from");
        assignment.to = date(json, "to");
        assignment.settings = json.value(QLatin1String("settings")).toObject();
        assignments.append(assignment);
    }
    return PolicyResolver({{QDate(2000, 1, 1), school}}, assignments);
}

OffDay CaseWorld::offDayOf(PersonKind kind, QDate day) const
{
    for (const QJsonObject &holiday : m_holidays) {
        const QString who = text(holiday, "for");
        if (date(holiday, "date") == day && (who == u"all" || who == kindWord(kind)))
            return OffDay::Holiday;
    }
    const QJsonArray weeklyOff = m_case.json.value(QLatin1String("weekly_off")).toArray();
    return weeklyOff.contains(QJsonValue(day.dayOfWeek())) ? OffDay::WeeklyOff : OffDay::None;
}

DayInput CaseWorld::inputOf(const QJsonObject &person, QDate day)
{
    DayInput input;
    const QString name = text(person, "id");
    input.person = m_persons.value(name);
    input.kind = kindFromWord(text(person, "kind"));
    input.enrolledFrom = date(person, "enrolled_from");
    input.enrolledTo = date(person, "enrolled_to");
    input.day = day;
    input.settingsBefore = m_resolver.settingsFor(input.person, {}, day.addDays(-1));
    input.settings = m_resolver.settingsFor(input.person, {}, day);
    input.settingsAfter = m_resolver.settingsFor(input.person, {}, day.addDays(1));
    const QList<QJsonObject> punches = objects("punches");
    for (const int index : m_stored) {
        if (personOf(punches.at(index)) == input.person)
            input.punches.append(punchOf(punches.at(index), index));
    }
    input.off = offDayOf(input.kind, day);
    for (const QJsonObject &leave : m_leaves) {
        if (text(leave, "person") == name && date(leave, "date") == day)
            input.leave = leavePart(text(leave, "part"));
    }
    for (const QJsonObject &json : objects("overrides")) {
        if (text(json, "person") == name && date(json, "date") == day)
            input.correction = {
                statusFromWord(text(json, "status")).value(), text(json, "reason"), {}};
    }
    for (const QJsonObject &json : objects("locked")) {
        if (text(json, "person") == name && date(json, "date") == day)
            input.locked = DayLock{lockedRecord(json.value(QLatin1String("record")))};
    }
    const QJsonObject sync = m_case.json.value(QLatin1String("sync")).toObject();
    input.tracked = input.correction.has_value();
    for (const UserMapping &mapping : m_mappings) {
        if (mapping.person != input.person || !mapping.isValidOn(day))
            continue;
        input.tracked = true;
        const QString device = m_devices.key(mapping.device);
        if (sync.contains(device))
            input.syncMarks.append(WallTime::parse(sync.value(device).toString()));
    }
    input.now = WallTime::parse(text(m_case.json, "now"));
    return input;
}

void CaseWorld::compute()
{
    QSet<QDate> days;
    for (const QJsonObject &expected : objects("expect"))
        days.insert(date(expected, "date"));
    const QList<QJsonObject> punches = objects("punches");
    for (const QJsonObject &punch : punches) {
        const QDate day = WallTime::parse(text(punch, "ts")).date();
        days |= {day.addDays(-1), day, day.addDays(1)};
    }
    m_results.clear();
    for (const int index : m_stored) {
        m_outcomes.remove(index);
        if (!personOf(punches.at(index)))
            m_outcomes.insert(index, outcomeWord(outcomeWithoutPerson(index)));
    }
    for (const QJsonObject &person : objects("persons")) {
        for (const QDate day : days) {
            const DayResult result = m_engine.computeDay(inputOf(person, day));
            m_results.insert({result.person, result.day}, result);
            noteOutcomes(result);
        }
    }
    for (const int index : m_stored) {
        if (!m_outcomes.contains(index))
            fail(QStringLiteral("punch %1 got no outcome").arg(index));
    }
}

/// The first that fits: a clock is doubted before anybody asks who it was.
Outcome CaseWorld::outcomeWithoutPerson(int index)
{
    const Punch punch = punchOf(objects("punches").at(index), index);
    const DaySettings settings = m_resolver.settingsFor({}, {}, punch.at.date());
    return doubtOfClock(punch, settings.policy()) == ClockDoubt::None ? Outcome::Unmapped
                                                                      : Outcome::ClockSuspect;
}

void CaseWorld::noteOutcomes(const DayResult &result)
{
    for (const OutcomeEntry &entry : result.outcomes) {
        const int index = m_stored.at(entry.log.value - 1);
        if (m_outcomes.contains(index))
            fail(QStringLiteral("punch %1 got two outcomes").arg(index));
        m_outcomes.insert(index, outcomeWord(entry.outcome));
    }
}

QStringList CaseWorld::check(const QJsonArray &expected)
{
    compute();
    for (const QJsonValue &value : expected)
        compareRecord(value.toObject());
    return takeProblems();
}

QStringList CaseWorld::checkEnd()
{
    QStringList problems = check(m_case.json.value(QLatin1String("expect")).toArray());
    checkNoOtherRecord();
    checkLogs();
    return problems + takeProblems();
}

void CaseWorld::compareRecord(const QJsonObject &expected)
{
    const PersonDay key{m_persons.value(text(expected, "person")), date(expected, "date")};
    if (!m_results.contains(key)) {
        fail(QStringLiteral("nothing was computed for ") + compact(expected));
        return;
    }
    const QJsonObject found = recordJson(m_results.value(key).record);
    const QJsonObject wanted = expectedJson(expected);
    if (found != wanted)
        fail(QStringLiteral("%1: found %2, expected %3")
                 .arg(text(expected, "person"), compact(found), compact(wanted)));
}

/// A punch that landed on a person or day which the case does not list would show here.
void CaseWorld::checkNoOtherRecord()
{
    QSet<PersonDay> listed;
    for (const QJsonObject &json : objects("expect")) {
        listed.insert({m_persons.value(text(json, "person")), date(json, "date")});
    }
    for (auto it = m_results.cbegin(); it != m_results.cend(); ++it) {
        const std::optional<DayRecord> &record = it->record;
        if (!listed.contains(it.key()) && record && (record->in.isValid() || record->out.isValid()))
            fail(QStringLiteral("unexpected record of %1 on %2: %3")
                     .arg(m_persons.key(it.key().first), it.key().second.toString(Qt::ISODate),
                          compact(recordJson(record))));
    }
}

/// Copies of one key are interchangeable: which of them is the duplicate depends on the order of
/// arrival.
void CaseWorld::checkLogs()
{
    QMap<QString, QStringList> found;
    QMap<QString, QStringList> wanted;
    const QJsonArray logs = m_case.json.value(QLatin1String("logs")).toArray();
    const QList<QJsonObject> punches = objects("punches");
    if (logs.size() != punches.size())
        fail(QStringLiteral("the case lists %1 outcomes for %2 punches")
                 .arg(logs.size())
                 .arg(punches.size()));
    for (int i = 0; i < punches.size(); ++i) {
        const QString key = keyOf(punches.at(i), i);
        found[key].append(m_outcomes.value(i, QStringLiteral("none")));
        wanted[key].append(logs.at(i).toString());
    }
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        it.value().sort();
        found[it.key()].sort();
        if (it.value() != found.value(it.key()))
            fail(QStringLiteral("%1 became %2, expected %3")
                     .arg(it.key().simplified(), found.value(it.key()).join(u','),
                          it.value().join(u',')));
    }
}

} // namespace rollcall::test
