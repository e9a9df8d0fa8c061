// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/attendanceservice.h"
#include "app/services/attentionservice.h"
#include "app/services/backoff.h"
#include "app/services/calendarservice.h"
#include "app/services/clockservice.h"
#include "app/services/correctionservice.h"
#include "app/services/devicelocks.h"
#include "app/services/dayreview.h"
#include "app/services/deviceservice.h"
#include "app/services/importservice.h"
#include "app/services/ingestservice.h"
#include "app/services/leaveservice.h"
#include "app/services/livelistener.h"
#include "app/services/logservice.h"
#include "app/services/mappingservice.h"
#include "app/services/peopleservice.h"
#include "app/services/pushdeskservice.h"
#include "app/services/recomputeservice.h"
#include "app/services/schoolservice.h"
#include "app/services/syncscheduler.h"
#include "app/services/syncservice.h"
#include "app/services/terminaldoor.h"
#include "app/services/terminalrouter.h"
#include "app/services/terminalservice.h"
#include "app/services/timingservice.h"
#include "app/wiring/datafolder.h"
#include "app/wiring/pushrunner.h"
#include "core/storage/storage.h"

#include <memory>
#include <vector>

namespace rollcall {

/// What a program or test wants composed.
struct CompositionOptions
{
    QString dataFolder;  ///< empty: as DataFolder::choose()
    QString databaseUrl; ///< of `--database`
    bool createIfMissing = false;
    QString author; ///< for the audit trail; empty: the system's user
    SessionLimits sessionLimits;
    LiveRules liveRules{300'000, 2'000, backOffMs}; ///< the interval is that of the settings
    PushTerminals::Rules pushRules;
    const Clock *clock = nullptr; ///< null: the system's
};

/// The object graph: makes every object and hands each what it needs. The only place that knows all
/// rooms (architecture.md, section 1). Made and destroyed on one thread; what it hands out lives as
/// long as it does.
class Composition
{
public:
    static Result<std::unique_ptr<Composition>> open(const CompositionOptions &options);
    ~Composition();
    Composition(const Composition &) = delete;
    Composition &operator=(const Composition &) = delete;

    const Clock &clock() const { return *m_clock; }
    const DataFolder &folder() const { return m_folder; }
    /// The school; NotFound until it is made.
    const Result<School> &school() const { return m_school; }
    /// Makes the school of a new database.
    Result<School> createSchool(const QString &name, const QByteArray &timeZone,
                                const QJsonObject &settings);

    Stores stores() { return m_storage->stores(); }
    SchoolService &schoolService() { return *m_schoolService; }
    DeviceControl &devices() { return *m_devices; }
    SyncService &sync() { return *m_sync; }
    TerminalControl &terminals() { return *m_router; }
    CommandControl &commands() { return *m_router; }
    AttentionControl &attention() { return *m_attention; }
    LiveListener &live() { return *m_live; }
    SyncScheduler &scheduler() { return *m_scheduler; }
    MappingControl &mapping() { return *m_mapping; }
    PeopleControl &people() { return *m_people; }
    AttendanceService &attendance() { return *m_attendance; }
    RecomputeService &recompute() { return *m_recompute; }
    DayReview &review() { return *m_review; }
    LogControl &logs() { return *m_logs; }
    IngestPort &ingest() { return *m_ingest; }
    LogImport &logImport() { return *m_import; }
    CalendarControl &calendar() { return *m_calendar; }
    LeaveControl &leaves() { return *m_leaves; }
    TimingControl &timings() { return *m_timings; }
    CorrectionControl &corrections() { return *m_corrections; }
    ClockControl &clocks() { return *m_clocks; }

    /// Polls and listens to the agent devices from now on. Only whoever holds the EngineLock.
    void startAgents();
    void stopAgents();
    /// Starts the push listener; answers its port.
    Result<quint16> startPush(const PushSettings &settings);
    /// The same with every dialect.
    Result<quint16> startPush(const QHostAddress &address, quint16 port,
                              const push::PushLimits &limits = {},
                              const std::optional<push::TlsFiles> &tls = std::nullopt);
    void stopPush();
    PushRunner *push() { return m_push.get(); }

private:
    Composition(const CompositionOptions &options, std::unique_ptr<SecretStore> secrets,
                std::unique_ptr<Storage> storage, DataFolder folder, Result<School> school,
                std::unique_ptr<Clock> ownClock);
    void composeServices(const CompositionOptions &options);
    void composeFacts(const QString &author);
    void composeAgents(const CompositionOptions &options, const QString &author);

    std::unique_ptr<Clock> m_ownClock;
    const Clock *m_clock;
    DataFolder m_folder;
    Result<School> m_school;
    std::unique_ptr<SecretStore> m_secrets;
    std::vector<std::unique_ptr<DeviceDriver>> m_drivers;
    std::unique_ptr<Storage> m_storage;
    std::unique_ptr<IngestService> m_ingest;
    std::unique_ptr<PushDeskService> m_pushDesk;
    std::unique_ptr<RecomputeService> m_recompute;
    std::unique_ptr<SchoolService> m_schoolService;
    std::unique_ptr<DeviceService> m_devices;
    std::unique_ptr<PeopleService> m_people;
    std::unique_ptr<MappingService> m_mapping;
    std::unique_ptr<AttendanceService> m_attendance;
    std::unique_ptr<DayReview> m_review;
    std::unique_ptr<LogService> m_logs;
    std::unique_ptr<ImportService> m_import;
    std::unique_ptr<CalendarService> m_calendar;
    std::unique_ptr<LeaveService> m_leaves;
    std::unique_ptr<TimingService> m_timings;
    std::unique_ptr<CorrectionService> m_corrections;
    std::unique_ptr<ClockService> m_clocks;
    std::unique_ptr<DeviceLocks> m_locks;
    std::unique_ptr<TerminalDoor> m_door;
    std::unique_ptr<SyncService> m_sync;
    std::unique_ptr<LiveListener> m_live;
    std::unique_ptr<SyncScheduler> m_scheduler;
    std::unique_ptr<TerminalService> m_terminals;
    std::unique_ptr<TerminalRouter> m_router;
    std::unique_ptr<AttentionService> m_attention;
    std::unique_ptr<PushRunner> m_push;
};

/// One line per device maker (architecture.md, section 10). @p clock outlives the drivers.
std::vector<std::unique_ptr<DeviceDriver>> makeDrivers(const Clock &clock);
/// Reads again what the dialects set aside: one line per dialect that does.
std::optional<RawLog> readAsideAgain(const QString &driver, const QString &line, ZoneClock &zone);
/// One line per way to push. The order is that in which they are asked for a path.
std::vector<std::unique_ptr<push::PushDialect>> makeDialects(const PushSettings &settings);

} // namespace rollcall
