// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/compose.h"

#include "app/wiring/secretchoice.h"
#include "app/wiring/systemclock.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

/// Until office accounts exist, whoever sits at the PC acts under the name of the system's user
/// (ui.md, Frame).
QString systemUser()
{
    for (const char *name : {"USER", "USERNAME", "LOGNAME"}) {
        QString user = qEnvironmentVariable(name);
        if (!user.isEmpty())
            return user;
    }
    return QStringLiteral("system");
}

} // namespace

Result<std::unique_ptr<Composition>> Composition::open(const CompositionOptions &options)
{
    const DataFolder folder = DataFolder::choose(options.dataFolder);
    Result<StorageConfig> config = folder.database(options.databaseUrl);
    if (!config)
        return config.error();
    config->createIfMissing = options.createIfMissing;
    const Result<SecretChoice> choice = secretChoiceFromEnvironment();
    if (!choice)
        return choice.error();
    std::unique_ptr<SecretStore> secrets = makeSecretStore(folder, *choice);
    if (config->engine() == Engine::Postgres && config->postgres.password().isEmpty()) {
        if (const Result<QByteArray> password = secrets->read(DataFolder::databasePasswordRef());
            password)
            config->postgres.setPassword(QString::fromUtf8(*password));
    }
    std::unique_ptr<Clock> ownClock = std::make_unique<SystemClock>();
    const Clock &clock = options.clock ? *options.clock : *ownClock;
    Result<std::unique_ptr<Storage>> storage = Storage::open(*config, clock);
    if (!storage)
        return storage.error();
    Result<School> school = await((*storage)->stores().school.school());
    if (!school && school.error().code != ErrorCode::NotFound)
        return school.error();
    return std::unique_ptr<Composition>(new Composition(options, std::move(secrets),
                                                        std::move(*storage), folder,
                                                        std::move(school), std::move(ownClock)));
}

Composition::Composition(const CompositionOptions &options, std::unique_ptr<SecretStore> secrets,
                         std::unique_ptr<Storage> storage, DataFolder folder, Result<School> school,
                         std::unique_ptr<Clock> ownClock)
    : m_ownClock(std::move(ownClock))
    , m_clock(options.clock ? options.clock : m_ownClock.get())
    , m_folder(std::move(folder))
    , m_school(std::move(school))
    , m_secrets(std::move(secrets))
    , m_drivers(makeDrivers(*m_clock))
    , m_storage(std::move(storage))
{
    composeServices(options);
}

void Composition::composeServices(const CompositionOptions &options)
{
    const Stores room = stores();
    const QString author = options.author.isEmpty() ? systemUser() : options.author;
    const QByteArray zone = m_school ? m_school->timeZone : QByteArray("UTC");
    m_ingest = std::make_unique<IngestService>(room.logs, *m_clock);
    m_pushDesk = std::make_unique<PushDeskService>(room.push);
    m_recompute = std::make_unique<RecomputeService>(room.days, *m_clock, zone);
    m_schoolService = std::make_unique<SchoolService>(room.school, author);
    m_devices = std::make_unique<DeviceService>(room.school, room.devices, room.push, *m_secrets,
                                                *m_clock, author);
    m_people = std::make_unique<PeopleService>(room.people, room.mappings, *m_recompute, author);
    m_mapping = std::make_unique<MappingService>(room.mappings, room.devices, room.people,
                                                 *m_recompute, author);
    m_attendance = std::make_unique<AttendanceService>(room.days, room.school, *m_recompute);
    m_review = std::make_unique<DayReview>(room.days, *m_recompute);
    m_logs = std::make_unique<LogService>(room.logs, *m_recompute);
    m_import = std::make_unique<ImportService>(room, *m_ingest, *m_clock, *m_recompute);
    m_attention = std::make_unique<AttentionService>(room, *m_clock);
    composeFacts(author);
    composeAgents(options, author);
    // A new token must work at once, not with the next look at the table.
    QObject::connect(m_devices.get(), &DeviceControl::devicesChanged, m_devices.get(), [this] {
        if (m_push)
            m_push->refresh();
    });
}

void Composition::composeFacts(const QString &author)
{
    const Stores room = stores();
    m_calendar = std::make_unique<CalendarService>(room.calendar, room.locks, room.days,
                                                   *m_recompute, author);
    m_leaves = std::make_unique<LeaveService>(room.leaves, *m_recompute, author);
    m_timings =
        std::make_unique<TimingService>(room.timings, *m_schoolService, *m_recompute, author);
    m_corrections =
        std::make_unique<CorrectionService>(room.corrections, room.days, *m_recompute, author);
    m_clocks =
        std::make_unique<ClockService>(room, *m_ingest, *m_recompute, readAsideAgain, author);
}

void Composition::composeAgents(const CompositionOptions &options, const QString &author)
{
    const Stores room = stores();
    std::vector<const DeviceDriver *> drivers;
    for (const std::unique_ptr<DeviceDriver> &driver : m_drivers)
        drivers.push_back(driver.get());
    const SyncTools tools{room.school, room.devices, room.sessions,         *m_ingest,
                          *m_secrets,  *m_clock,     options.sessionLimits, author};
    m_locks = std::make_unique<DeviceLocks>(m_folder.locks());
    m_door = std::make_unique<TerminalDoor>(tools, std::move(drivers));
    m_sync = std::make_unique<SyncService>(*m_door, *m_locks, *m_recompute);
    m_live = std::make_unique<LiveListener>(*m_door, *m_locks, *m_sync, *m_recompute);
    m_sync->setLive(m_live.get());
    m_scheduler = std::make_unique<SyncScheduler>(*m_door, *m_sync, *m_live, options.liveRules);
    m_terminals = std::make_unique<TerminalService>(*m_door, *m_locks, *m_sync);
    m_router = std::make_unique<TerminalRouter>(*m_terminals, room.devices, room.push, author,
                                                options.pushRules);
    // From whatever thread it comes: there may be no event loop (rollcallctl).
    QObject::connect(
        m_devices.get(), &DeviceControl::devicesChanged, m_scheduler.get(),
        [this] { m_scheduler->devicesChanged(); }, Qt::DirectConnection);
    QObject::connect(
        m_scheduler.get(), &SyncScheduler::terminalFound, m_devices.get(),
        [this] { emit m_devices->devicesChanged(); }, Qt::DirectConnection);
}

void Composition::startAgents()
{
    m_scheduler->start();
}

void Composition::stopAgents()
{
    m_scheduler->stop();
}

Composition::~Composition()
{
    // In order: nothing new comes in, sessions end, days are computed, then the store closes
    // (architecture.md, 5).
    stopPush();
    stopAgents();
    m_live->stop(); // whoever listens without the scheduler; its reads go through m_sync
    m_router.reset();
    m_terminals.reset();
    m_sync->setLive(nullptr);
    m_sync.reset(); // waits for its sessions, which tell the two below
    m_scheduler.reset();
    m_live.reset();
    m_clocks.reset();
    m_corrections.reset();
    m_timings.reset();
    m_leaves.reset();
    m_calendar.reset();
    m_import.reset();
    m_logs.reset();
    m_review.reset();
    m_attendance.reset();
    m_mapping.reset();
    m_people.reset();
    m_devices.reset();
    m_recompute.reset();
    m_attention.reset();
    m_pushDesk.reset();
    m_storage.reset();
}

Result<School> Composition::createSchool(const QString &name, const QByteArray &timeZone,
                                         const QJsonObject &settings)
{
    m_school = await(m_schoolService->create(name, timeZone, settings));
    if (m_school)
        m_recompute->setZone(m_school->timeZone);
    return m_school;
}

Result<quint16> Composition::startPush(const QHostAddress &address, quint16 port,
                                       const push::PushLimits &limits,
                                       const std::optional<push::TlsFiles> &tls)
{
    PushSettings settings;
    settings.address = address;
    settings.port = port;
    settings.limits = limits;
    settings.tls = tls;
    return startPush(settings);
}

Result<quint16> Composition::startPush(const PushSettings &settings)
{
    m_push = std::make_unique<PushRunner>(*m_ingest, *m_pushDesk, stores(), *m_clock, settings);
    QObject::connect(
        &m_push->server(), &push::PushServer::punchesStored, m_recompute.get(),
        [recompute = m_recompute.get()](DeviceId, const IngestCounts &counts) {
            if (counts.added > counts.unmapped) // punches of nobody change nobody's day
                recompute->schedule();
        },
        Qt::DirectConnection);
    Result<quint16> listening = m_push->start();
    if (!listening)
        m_push.reset();
    return listening;
}

void Composition::stopPush()
{
    m_push.reset();
}

} // namespace rollcall
