// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/schoolfixture.h"

#include "core/storage/database.h"

#include <QDateTime>
#include <QJsonObject>
#include <QTimeZone>

namespace rollcall::test {

std::unique_ptr<SchoolFixture> SchoolFixture::make(int pupils)
{
    std::unique_ptr<SchoolFixture> fixture(new SchoolFixture(pupils));
    const QDateTime now(fixture->day(), QTime(18, 0), QTimeZone("Asia/Kolkata"));
    fixture->m_clock.set(now.toMSecsSinceEpoch());
    CompositionOptions options;
    options.dataFolder = fixture->m_folder.path();
    options.createIfMissing = true;
    options.author = QStringLiteral("office");
    options.clock = &fixture->m_clock;
    Result<std::unique_ptr<Composition>> school = Composition::open(options);
    if (!school) {
        qWarning("the school could not be opened: %s", qPrintable(school.error().detail));
        return nullptr;
    }
    fixture->m_school = std::move(*school);
    const QJsonObject settings{{QStringLiteral("school_start"), QStringLiteral("08:00")},
                               {QStringLiteral("grace_minutes"), 10}};
    if (!fixture->m_school->createSchool(QStringLiteral("Hill School"), "Asia/Kolkata", settings) ||
        !fixture->addPeople()) {
        qWarning("the school could not be made");
        return nullptr;
    }
    return fixture;
}

ui::UiPorts SchoolFixture::ports()
{
    return {m_school->devices(),    m_school->sync(),
            m_school->mapping(),    m_school->people(),
            m_school->attendance(), m_school->terminals(),
            m_school->attention(),  m_school->logs(),
            m_school->commands(),   m_clock};
}

SimOptions SchoolFixture::terminalOptions() const
{
    SimOptions options;
    options.users = m_pupils;
    options.logs = m_pupils * 20;
    options.from = day().addDays(-19);
    options.to = day();
    options.seed = 7;
    return options;
}

Result<std::unique_ptr<SimZkThread>> SchoolFixture::startTerminal(int pauseMs,
                                                                  const QString &serial) const
{
    SimOptions options = terminalOptions();
    if (!serial.isEmpty())
        options.serial = serial;
    options.pauseMs = pauseMs;
    if (pauseMs > 0)
        options.maxPacket = 512;
    return start(options);
}

Result<std::unique_ptr<SimZkThread>> SchoolFixture::startLockedTerminal(quint32 commKey) const
{
    SimOptions options = terminalOptions();
    options.commKey = commKey;
    return start(options);
}

Result<std::unique_ptr<SimZkThread>> SchoolFixture::start(const SimOptions &options) const
{
    const auto device = SimDevice::make(options);
    return device ? SimZkThread::start(*device, m_clock) : device.error();
}

bool SchoolFixture::addPeople()
{
    const auto device = SimDevice::make(terminalOptions());
    if (!device)
        return false;
    QList<Person> people;
    for (int i = 1; i <= m_pupils; ++i) {
        Person person;
        person.number = QStringLiteral("%1").arg(i, 4, 10, QLatin1Char('0'));
        person.fullName = QStringLiteral("Pupil %1").arg(i);
        person.groupName = QStringLiteral("1");
        person.section = i <= m_pupils / 2 ? QStringLiteral("A") : QStringLiteral("B");
        people.append(person);
    }
    return waitForAnswer(m_school->people().save(people)).isOk();
}

bool SchoolFixture::refuseInserts(const QString &table, bool isRefused)
{
    const Result<StorageConfig> config = DataFolder(m_folder.path()).database({});
    if (!config)
        return false;
    const Result<std::unique_ptr<Database>> database = Database::open(*config, Access::ReadWrite);
    const QString sql =
        isRefused ? QStringLiteral("CREATE TRIGGER refused_%1 BEFORE INSERT ON %1 BEGIN SELECT "
                                   "RAISE(ABORT, 'refused'); END")
                  : QStringLiteral("DROP TRIGGER refused_%1");
    return database && (*database)->direct("test.trigger", sql.arg(table)).isOk();
}

DeviceId SchoolFixture::addDevice(const QString &name, quint16 port,
                                  const std::optional<QString> &key)
{
    DeviceDraft draft;
    draft.device.name = name;
    draft.device.host = QStringLiteral("127.0.0.1");
    draft.device.port = port;
    draft.commKey = key;
    const Result<DeviceSaved> saved = waitForAnswer(m_school->devices().save(draft));
    return saved ? saved->device.id : DeviceId();
}

Result<SyncOutcome> SchoolFixture::sync(DeviceId device)
{
    return waitForAnswer(m_school->sync().sync(device));
}

bool SchoolFixture::mapAll(DeviceId device)
{
    const Result<QList<Person>> people = waitForAnswer(m_school->people().people());
    if (!people)
        return false;
    for (const Person &person : *people) {
        const UserMapping mapping{
            device, QString::number(person.number.toInt()), person.id, {}, {}};
        if (!waitForAnswer(m_school->mapping().map(mapping)))
            return false;
    }
    return true;
}

} // namespace rollcall::test
