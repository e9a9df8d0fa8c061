// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/randomschool.h"

#include <algorithm>

namespace rollcall::test {

namespace {

constexpr int kDevices = 3;
constexpr int kUsers = 4;

} // namespace

RandomSchool::RandomSchool(unsigned seed)
    : m_random(seed)
{
    m_now = WallTime::startOf(firstDay()).addMinutes(number(0, (kDays + 2) * kMinutesPerDay));
    makeTimings();
    makeMembers();
    makeMappings();
    makeLogs();
    makeInputs();
}

QList<QDate> RandomSchool::days()
{
    QList<QDate> list;
    for (int day = -1; day <= kDays + 1; ++day)
        list.append(firstDay().addDays(day));
    return list;
}

QString RandomSchool::clock(int from, int to)
{
    return QTime(0, 0).addSecs(number(from, to) * 60).toString(QStringLiteral("HH:mm"));
}

QJsonObject RandomSchool::window(int from, int to)
{
    const int middle = number(from, to);
    return {{QStringLiteral("from"), clock(from, middle)},
            {QStringLiteral("to"), clock(middle, to)}};
}

QJsonObject RandomSchool::randomSettings(int percent)
{
    QJsonObject json;
    const auto maybe = [&](const char *key, const QJsonValue &value) {
        if (chance(percent))
            json.insert(QString::fromLatin1(key), value);
    };
    maybe("time_windows", chance(60));
    maybe("in_window", window(360, 700));
    maybe("out_window", window(600, 1080));
    maybe("school_start", clock(420, 600));
    maybe("grace_minutes", number(0, 240));
    maybe("school_end", clock(700, 1000));
    maybe("early_grace_minutes", number(0, 30));
    maybe("repeat_interval_seconds", number(0, 600));
    maybe("use_device_status", true);
    maybe("single_punch", QStringLiteral("nearest"));
    maybe("missing_in_as", QStringLiteral("absent"));
    maybe("missing_out_as", QStringLiteral("half_day"));
    maybe("register_close", clock(560, 640));
    maybe("after_register_close", QStringLiteral("half_day"));
    maybe("half_day_split", clock(660, 780));
    maybe("half_day_below_minutes", number(100, 300));
    maybe("absent_below_minutes", number(0, 120)); // sometimes refused beside the other limit
    maybe("mark_on_off_days", true);
    maybe("absent_after", clock(540, 1000));
    maybe("absence_requires_sync", chance(50));
    maybe("future_tolerance_minutes", number(0, 2000));
    maybe("absent_when_unmapped", true);
    if (chance(percent / 2))
        json.insert(QStringLiteral("day_change"), clock(0, 1439));
    if (chance(5))
        json.insert(QStringLiteral("oldest_valid_date"), randomDay().toString(Qt::ISODate));
    return json;
}

WallTime RandomSchool::randomTime()
{
    // Few distinct seconds, so that ties and repeats happen.
    return WallTime::startOf(firstDay())
        .addSeconds(qint64{number(0, (kDays + 1) * 288 - 1)} * 300 + qint64{number(0, 2)} * 30);
}

void RandomSchool::makeTimings()
{
    m_timings.append({firstDay().addDays(-30), randomSettings(40)});
    if (chance(30))
        m_timings.append({randomDay(), randomSettings(40)});
    for (int i = number(0, 2); i > 0; --i) {
        TimingAssignment assignment;
        if (chance(30))
            assignment.person = PersonId{number(1, 3)};
        if (chance(30))
            assignment.group = GroupId{number(1, 2)};
        if (chance(30))
            assignment.weekdays = {number(1, 7), number(1, 7)};
        if (chance(30))
            assignment.from = randomDay();
        if (chance(30))
            assignment.to = randomDay();
        assignment.settings = randomSettings(15);
        m_assignments.append(assignment);
    }
    orderFromGeneralToSpecific(m_assignments);
}

void RandomSchool::makeMembers()
{
    for (int i = number(1, 3); i > 0; --i) {
        Member member;
        member.id = PersonId{i};
        member.kind = chance(70) ? PersonKind::Student : PersonKind::Staff;
        member.group = GroupId{number(1, 2)};
        if (chance(15))
            member.enrolledFrom = randomDay();
        if (chance(15))
            member.enrolledTo = randomDay();
        if (chance(20))
            member.leaves.insert(randomDay(), static_cast<LeavePart>(number(0, 2)));
        if (chance(25))
            member.corrections.insert(
                randomDay(), StatusCorrection{static_cast<DayStatus>(number(0, 4)), {}, {}});
        for (int punch = number(0, 9); punch > 7; --punch) {
            Punch manual;
            manual.at = randomTime();
            manual.manual = true;
            manual.direction = chance(50) ? Direction::In : Direction::Out;
            member.manual.append(manual);
        }
        m_members.append(member);
    }
    for (const QDate day : days()) {
        if (chance(15))
            m_off.insert(day, chance(50) ? OffDay::Holiday : OffDay::WeeklyOff);
    }
}

/// Each user of a device is one person for some time and perhaps another one later.
void RandomSchool::makeMappings()
{
    for (int device = 1; device <= kDevices; ++device) {
        if (chance(30))
            m_syncMarks.insert(DeviceId{device}, chance(80) ? randomTime() : WallTime());
        for (int user = 1; user <= kUsers; ++user) {
            if (chance(40))
                continue;
            UserMapping mapping;
            mapping.device = DeviceId{device};
            mapping.userId = QString::number(user);
            mapping.person = m_members.at(number(0, static_cast<int>(m_members.size()) - 1)).id;
            if (chance(30))
                mapping.validTo = randomDay();
            m_mappings.append(mapping);
            if (mapping.validTo.isNull() || chance(50))
                continue;
            mapping.validFrom = mapping.validTo.addDays(1);
            mapping.validTo = {};
            mapping.person = m_members.first().id;
            m_mappings.append(mapping);
        }
    }
}

void RandomSchool::makeLogs()
{
    const Direction directions[kDevices] = {static_cast<Direction>(number(0, 2)), Direction::Auto,
                                            static_cast<Direction>(number(0, 2))};
    for (int i = number(0, 40); i > 0; --i) {
        Punch log;
        const int device = number(1, kDevices);
        log.device = DeviceId{device};
        log.userId = QString::number(number(1, kUsers));
        log.at = randomTime();
        log.direction = directions[device - 1];
        log.state = number(0, 6);
        if (chance(10))
            log.receivedAt = log.at.addMinutes(-number(0, 3000));
        log.accepted = chance(2);
        store(log);
    }
}

void RandomSchool::store(const Punch &log)
{
    for (const Punch &known : m_logs) {
        if (known.device == log.device && known.userId == log.userId && known.at == log.at)
            return;
    }
    m_logs.append(log);
    m_logs.last().log = RawLogId{m_logs.size()};
}

PersonId RandomSchool::personOf(const Punch &log) const
{
    for (const UserMapping &mapping : m_mappings) {
        if (mapping.device == log.device && mapping.userId == log.userId &&
            mapping.isValidOn(log.at.date()))
            return mapping.person;
    }
    return {};
}

int RandomSchool::unmappedLogs() const
{
    return static_cast<int>(std::count_if(m_logs.begin(), m_logs.end(), [this](const Punch &log) {
        return !personOf(log).isValid();
    }));
}

void RandomSchool::arriveShuffled()
{
    QList<Punch> logs = m_logs;
    std::shuffle(logs.begin(), logs.end(), m_random);
    m_logs.clear();
    for (const Punch &log : logs)
        store(log);
    makeInputs();
}

bool RandomSchool::sendAgain()
{
    if (m_logs.isEmpty())
        return false;
    Punch copy = m_logs.at(number(0, static_cast<int>(m_logs.size()) - 1));
    copy.state = number(0, 6);
    copy.receivedAt = copy.at.addMinutes(number(-5000, 5000));
    store(copy);
    makeInputs();
    return true;
}

DayInput RandomSchool::inputOf(const Member &member, QDate day, PolicyResolver &resolver) const
{
    DayInput input;
    input.person = member.id;
    input.kind = member.kind;
    input.enrolledFrom = member.enrolledFrom;
    input.enrolledTo = member.enrolledTo;
    input.day = day;
    input.settingsBefore = resolver.settingsFor(member.id, member.group, day.addDays(-1));
    input.settings = resolver.settingsFor(member.id, member.group, day);
    input.settingsAfter = resolver.settingsFor(member.id, member.group, day.addDays(1));
    input.punches = member.manual;
    for (const Punch &log : m_logs) {
        if (personOf(log) == member.id)
            input.punches.append(log);
    }
    input.off = m_off.value(day, OffDay::None);
    if (member.leaves.contains(day))
        input.leave = member.leaves.value(day);
    if (member.corrections.contains(day))
        input.correction = member.corrections.value(day);
    input.tracked = input.correction.has_value();
    for (const UserMapping &mapping : m_mappings) {
        if (mapping.person != member.id || !mapping.isValidOn(day))
            continue;
        input.tracked = true;
        if (m_syncMarks.contains(mapping.device))
            input.syncMarks.append(m_syncMarks.value(mapping.device));
    }
    input.now = m_now;
    return input;
}

void RandomSchool::makeInputs()
{
    PolicyResolver resolver(m_timings, m_assignments);
    m_inputs.clear();
    for (const Member &member : m_members) {
        for (const QDate day : days())
            m_inputs.append(inputOf(member, day, resolver));
    }
}

} // namespace rollcall::test
