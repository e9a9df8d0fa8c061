// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeports.h"
#include "ui/pages/devices/wizard/wizardpage.h"

#include <QDateTime>
#include <QTimeZone>

#include <array>
#include <utility>

namespace rollcall::test {

namespace {

const QDate kDay(2026, 3, 12);

qint64 momentToday(QTime time)
{
    return QDateTime(kDay, time, QTimeZone("Asia/Kolkata")).toMSecsSinceEpoch();
}

} // namespace

FakeSchool::FakeSchool()
    : clock(momentToday(QTime(8, 21, 45)))
{
    attendance.present = kDay;
}

ui::UiPorts FakeSchool::ports()
{
    return {devices,   sync,      mapping, people,   attendance,
            terminals, attention, logs,    commands, clock};
}

ui::FrameInfo FakeSchool::frame()
{
    return {.schoolName = QStringLiteral("Hill School"),
            .pushServer = QStringLiteral("192.168.1.20:8090"),
            .pushServerUp = true,
            .pushUrl = QStringLiteral("http://192.168.1.20:8090/api/v1/biometric/push-log"),
            .isDemo = false,
            .subnets = {QStringLiteral("192.168.1.0/24")}};
}

ui::WizardContext FakeSchool::wizardContext()
{
    QList<Device> known;
    for (const DeviceOverview &row : devices.rows)
        known.append(row.device);
    return {ports(), known, frame().pushUrl, frame().subnets};
}

void FakeSchool::fill()
{
    fillDevices();
    fillPeople();
    fillUsers();
    fillDay();
    fillPanel();
}

void FakeSchool::fillDevices()
{
    const auto add = [this](DeviceId id, const QString &name, SyncMode mode, const QString &host,
                            Direction direction, bool active, QTime contact) -> DeviceOverview & {
        Device device;
        device.id = id;
        device.name = name;
        device.mode = mode;
        device.driver = mode == SyncMode::Push ? QStringLiteral("json") : QStringLiteral("zk");
        device.host = host;
        device.direction = direction;
        device.active = active;
        device.lastContactUtc = contact.isValid() ? momentToday(contact) : 0;
        DeviceOverview row;
        row.device = device;
        row.lastSyncUtc = device.lastContactUtc;
        devices.rows.append(row);
        return devices.rows.last();
    };
    DeviceOverview &gate =
        add(kMainGate, QStringLiteral("Main Gate"), SyncMode::Agent,
            QStringLiteral("192.168.1.201"), Direction::Auto, true, QTime(8, 21));
    gate.users = 340;
    gate.unmapped = 57;
    gate.waitingPunches = 1204;
    gate.lastSyncNew = 24;
    gate.device.clockKnown = true;
    gate.device.clockOffsetSeconds = 2;
    DeviceOverview &door = add(kStaffDoor, QStringLiteral("Staff door"), SyncMode::Push,
                               QStringLiteral("192.168.1.60"), Direction::In, true, QTime(8, 20));
    door.users = 41;
    door.lastSyncNew = 1;
    DeviceOverview &hostel =
        add(kHostel, QStringLiteral("Hostel"), SyncMode::Agent, QStringLiteral("192.168.1.204"),
            Direction::Auto, true, QTime(8, 21));
    hostel.users = 122;
    hostel.unmapped = 4;
    hostel.device.clockKnown = true;
    hostel.device.clockOffsetSeconds = -840;
    DeviceOverview &back = add(kBackGate, QStringLiteral("Back Gate"), SyncMode::Agent,
                               QStringLiteral("192.168.1.202"), Direction::Out, true, QTime(7, 5));
    back.users = 340;
    back.unmapped = 57;
    back.lastSyncNew = 3;
    back.lastSyncComplete = false;
    back.lastError = errors::unreachable(QStringLiteral("192.168.1.202"), 4370, {}).userText;
    add(kLibrary, QStringLiteral("Library"), SyncMode::Push, QStringLiteral("192.168.1.77"),
        Direction::Auto, false, QTime());
    devices.tokens.insert(kStaffDoor, QStringLiteral("rc_71d0c8a9f3b24e5d8c6b7a0912345678"));
}

void FakeSchool::fillPeople()
{
    constexpr std::array first = {"Aysha", "Rahul",  "Zoë",  "Imran",
                                  "Meera", "Daniel", "Sara", "Vikram"};
    constexpr std::array last = {"Khan",    "Sharma", "Müller", "Das",  "Nair",
                                 "D'Souza", "Iyer",   "Roy",    "Singh"};
    for (int i = 0; i < 72; ++i) {
        Person person;
        person.id = PersonId{i + 1};
        person.kind = i >= 64 ? PersonKind::Staff : PersonKind::Student;
        person.number = i >= 64 ? QStringLiteral("S%1").arg(i - 63, 3, 10, QLatin1Char('0'))
                                : QStringLiteral("%1").arg(401 + i, 4, 10, QLatin1Char('0'));
        person.fullName = QStringLiteral("%1 %2").arg(
            QString::fromUtf8(first.at(static_cast<size_t>(i) % first.size())),
            QString::fromUtf8(last.at(static_cast<size_t>(i) % last.size())));
        person.groupName = i >= 64 ? QStringLiteral("Office") : QString::number(5 + i / 24);
        person.section = i >= 64 ? QString() : QStringLiteral("AB").mid(i / 12 % 2, 1);
        person.phone = QStringLiteral("98450 %1").arg(10000 + i * 37);
        people.list.append(person);
    }
}

void FakeSchool::fillUsers()
{
    QList<MappingRow> &rows = mapping.users[kMainGate];
    for (int i = 0; i < 40; ++i) {
        const Person &person = people.list.at(i);
        MappingRow row;
        row.userId = QString::number(401 + i);
        row.name = person.fullName.toUpper().left(10).trimmed();
        row.punches = 12 + i * 7 % 50;
        row.lastPunch = WallTime(kDay, QTime(7, 40).addSecs(i * 61));
        if (i % 3 != 0) {
            row.mapping = UserMapping{kMainGate, row.userId, person.id, {}, {}};
            row.personNumber = person.number;
            row.personName = person.fullName;
            row.personGroup = person.groupLabel();
        }
        rows.append(row);
    }
    rows[6].userId = QStringLiteral("771"); // neither a number nor a full name that anyone has
    rows[6].name = QStringLiteral("AYSHA K");
    rows[9].name.clear();
    rows[9].punches = 0;
    rows[9].lastPunch = {};
}

void FakeSchool::fillDay()
{
    for (int i = 0; i < people.list.size(); ++i) {
        const Person &person = people.list.at(i);
        DayRow row;
        row.record.person = person.id;
        row.record.day = kDay;
        row.number = person.number;
        row.name = person.fullName;
        row.group = person.groupLabel();
        row.kind = person.kind;
        const int late = i % 6 == 2 ? 16 + i % 9 : 0;
        row.record.status = i % 11 == 3   ? DayStatus::Absent
                            : i % 17 == 4 ? DayStatus::Leave
                            : late > 0    ? DayStatus::Late
                                          : DayStatus::Present;
        if (row.record.status == DayStatus::Present || row.record.status == DayStatus::Late) {
            row.record.in = WallTime(kDay, late > 0 ? QTime(8, 0).addSecs(late * 60)
                                                    : QTime(7, 41).addSecs(i * 13));
            row.inDevice = i % 5 == 0 ? QStringLiteral("Back Gate") : QStringLiteral("Main Gate");
            row.record.lateMinutes = late;
            if (i % 7 == 5) {
                row.record.flags.setFlag(DayFlag::MissingOut);
            } else {
                row.record.out = WallTime(kDay, QTime(14, 0).addSecs(i * 7));
                row.record.workedMinutes =
                    static_cast<int>(row.record.in.secondsTo(row.record.out) / 60);
            }
        }
        if (i == 21)
            row.record.flags.setFlag(DayFlag::Manual);
        attendance.rows[kDay].append(row);
    }
}

/// What the Control Panel of "Main Gate" shows.
void FakeSchool::fillPanel()
{
    terminals.told = DeviceInfo{.serial = QStringLiteral("CKJF201960012"),
                                .model = QStringLiteral("MB20"),
                                .firmware = QStringLiteral("Ver 6.60 Apr 2 2019"),
                                .platform = QStringLiteral("ZMM220_TFT"),
                                .mac = QStringLiteral("00:17:61:12:34:56"),
                                .users = 340,
                                .logs = 81'000,
                                .fingers = 612,
                                .faces = std::nullopt,
                                .usersCapacity = 3000,
                                .logsCapacity = 100'000,
                                .fingersCapacity = 3000,
                                .facesCapacity = std::nullopt};
    DeviceOverview *gate = devices.find(kMainGate);
    gate->device.serial = QStringLiteral("CKJF201960012");
    gate->device.location = QStringLiteral("North wall");
    gate->device.syncMarkUtc = gate->lastSyncUtc;
    sync.visits.insert(kMainGate, {momentToday(QTime(8, 26)), false});
    terminals.profiles.insert(kStaffDoor, {});
    terminals.profiles.insert(kLibrary, {});
    fillPanelUsers();
    fillPanelLogs();
    fillPanelHistory();
}

void FakeSchool::fillPanelUsers()
{
    for (const MappingRow &row : mapping.users.value(kMainGate)) {
        const bool isChief = row.userId == QStringLiteral("402");
        terminals.held[kMainGate].append({row.userId, row.name,
                                          isChief ? QStringLiteral("7739214") : QString(),
                                          isChief ? 14 : 0, row.userId.toInt()});
    }
    terminals.held[kHostel] = terminals.held.value(kMainGate).mid(0, 12);
    terminals.held[kHostel][3].name = QStringLiteral("IMRAN D");
}

void FakeSchool::fillPanelLogs()
{
    for (int i = 0; i < 1200; ++i) {
        const Person &person = people.list.at(i % 40);
        LogRow row;
        row.key = {WallTime(kDay.addDays(-(i / 80)), QTime(8, 20).addSecs(-(i % 80) * 37)),
                   RawLogId{5000 - i}};
        row.countsAt = row.key.at;
        row.device = kMainGate;
        row.userId = QString::number(401 + i % 40);
        row.verify = i % 10 == 8 ? -1 : i % 7 == 3 && i % 2 == 0 ? 4 : 1;
        row.state = 0;
        row.receivedUtc = momentToday(QTime(8, 21)) - qint64(i / 80) * 86'400'000;
        if (i % 3 != 0) {
            row.personNumber = person.number;
            row.personName = person.fullName;
            row.day = row.key.at.date();
            row.outcome = i % 5 == 4 ? Outcome::Repeat : Outcome::In;
        }
        logs.rows.append(row);
    }
}

void FakeSchool::fillPanelHistory()
{
    for (int i = 0; i < 24; ++i) {
        SyncSession session;
        session.id = SyncSessionId{900 - i};
        session.device = kMainGate;
        session.source = i == 5 ? LogSource::File : LogSource::Agent;
        session.startedUtc = momentToday(QTime(8, 21)) - qint64(i) * 300'000;
        session.finishedUtc = session.startedUtc + 2300 + i * 410;
        session.counts.read = 81'000 - i;
        session.counts.added = i == 0 ? 24 : i % 4;
        session.counts.duplicate = session.counts.read - session.counts.added;
        session.complete = i != 3;
        if (i == 3) {
            session.counts = {12'400, 0, 12'400, 0, 0, 0};
            session.error = errors::connectionLost(QStringLiteral("the logs"));
        }
        sync.sessions[kMainGate].append(session);
    }
}

void FakeSchool::fillQueue()
{
    DeviceOverview *door = devices.find(kStaffDoor);
    door->device.driver = QStringLiteral("adms");
    door->device.serial = QStringLiteral("CKJF201960077");
    using Ability = TerminalAbility;
    DeviceInfo told;
    told.serial = door->device.serial;
    told.model = QStringLiteral("SpeedFace-V5L");
    told.firmware = QStringLiteral("Ver 8.0.4");
    told.users = 41;
    told.logs = 1093;
    terminals.profiles.insert(kStaffDoor, {Ability::Tell | Ability::SetClock | Ability::WriteUsers |
                                               Ability::Restart | Ability::Queue,
                                           told});
    struct Line
    {
        const char *text;
        CommandState state;
    };
    constexpr std::array lines = {
        Line{"DATA UPDATE USERINFO PIN=12\tName=Aysha Khan", CommandState::Queued},
        Line{"REBOOT", CommandState::Sent},
        Line{"CHECK", CommandState::Done},
        Line{"DATA DELETE USERINFO PIN=88", CommandState::Failed},
        Line{"DATA QUERY USERINFO", CommandState::Expired},
        Line{"INFO", CommandState::Revoked}};
    for (size_t i = 0; i < lines.size(); ++i) {
        DeviceCommand command;
        command.id = 100 - static_cast<qint64>(i);
        command.device = kStaffDoor;
        command.text = QString::fromLatin1(lines.at(i).text);
        command.state = lines.at(i).state;
        command.createdUtc = momentToday(QTime(8, 19)) - static_cast<qint64>(i) * 420'000;
        command.sentUtc = i == 0 || i > 3 ? 0 : command.createdUtc + 11'000;
        command.tries = i == 3 ? 3 : i == 0 ? 0 : 1;
        command.author = QStringLiteral("office");
        commands.queue.append(command);
    }
}

} // namespace rollcall::test
