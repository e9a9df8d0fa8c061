// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/storage.h"

#include "core/storage/dialect.h"
#include "core/storage/migrator.h"
#include "core/storage/sqlauditstore.h"
#include "core/storage/sqlcalendarstore.h"
#include "core/storage/sqlclockstore.h"
#include "core/storage/sqlcorrectionstore.h"
#include "core/storage/sqldaystore.h"
#include "core/storage/sqldevicestore.h"
#include "core/storage/sqlleavestore.h"
#include "core/storage/sqllockstore.h"
#include "core/storage/sqllogstore.h"
#include "core/storage/sqlmappingstore.h"
#include "core/storage/sqlpersonstore.h"
#include "core/storage/sqlpushstore.h"
#include "core/storage/sqlschoolstore.h"
#include "core/storage/sqlsyncstore.h"
#include "core/storage/sqltimingstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSqlDatabase>

namespace rollcall {

struct Storage::Rooms
{
    explicit Rooms(StoreThreads threads)
        : school(threads)
        , people(threads)
        , devices(threads)
        , mappings(threads)
        , logs(threads)
        , sessions(threads)
        , days(threads)
        , push(threads)
        , calendar(threads)
        , leaves(threads)
        , locks(threads)
        , timings(threads)
        , corrections(threads)
        , clocks(threads)
        , audit(threads)
    {}
    SqlSchoolStore school;
    SqlPersonStore people;
    SqlDeviceStore devices;
    SqlMappingStore mappings;
    SqlLogStore logs;
    SqlSyncStore sessions;
    SqlDayStore days;
    SqlPushStore push;
    SqlCalendarStore calendar;
    SqlLeaveStore leaves;
    SqlLockStore locks;
    SqlTimingStore timings;
    SqlCorrectionStore corrections;
    SqlClockStore clocks;
    SqlAuditStore audit;
};

Storage::Storage(const StorageConfig &config, const Clock &clock)
    : m_writer(std::make_unique<DbThread>(config, Access::ReadWrite, QStringLiteral("db-writer")))
    , m_readers{std::make_unique<DbThread>(config, Access::ReadOnly, QStringLiteral("db-reader-1")),
                std::make_unique<DbThread>(config, Access::ReadOnly, QStringLiteral("db-reader-2")),
                std::make_unique<DbThread>(config, Access::ReadOnly, QStringLiteral("db-reader-3"))}
    , m_rooms(std::make_unique<Rooms>(
          StoreThreads{*m_writer, *m_readers[0], *m_readers[1], *m_readers[2], clock}))
{}

Storage::~Storage()
{
    for (const std::unique_ptr<DbThread> &reader : m_readers)
        reader->stop();
    m_writer->stop();
}

Result<std::unique_ptr<Storage>> Storage::open(const StorageConfig &config, const Clock &clock)
{
    // Asked here, so that the driver's plugin is loaded on the caller's thread and not on a
    // database thread.
    if (config.engine() == Engine::Postgres &&
        !QSqlDatabase::isDriverAvailable(dialect::driverName(Engine::Postgres)))
        return errors::unsupported(
            QString(QStringLiteral("Qt driver ") + dialect::driverName(config.engine())));
    if (config.engine() == Engine::Sqlite) {
        if (!config.createIfMissing && !QFileInfo::exists(config.sqliteFile))
            return errors::notFound(QCoreApplication::translate(
                "rollcall::Storage",
                "There is no school in this data folder yet. Make one with "
                "\"rollcallctl init --school NAME\", or choose another folder."));
        if (const Result<> looked = inspectSqliteFile(config.sqliteFile); !looked)
            return looked.error();
        if (!QDir().mkpath(QFileInfo(config.sqliteFile).absolutePath()))
            return errors::storageFailure(QStringLiteral("cannot make the data folder"));
    }
    std::unique_ptr<Storage> storage(new Storage(config, clock));
    const Result<> started = storage->m_writer->start([config, &clock](Database &database) {
        return migrate(database, config, clock.utcMilliseconds());
    });
    if (!started)
        return started.error();
    for (const std::unique_ptr<DbThread> &reader : storage->m_readers) {
        if (const Result<> reading = reader->start(); !reading)
            return reading.error();
    }
    return storage;
}

Stores Storage::stores()
{
    return {m_rooms->school,      m_rooms->people,   m_rooms->devices, m_rooms->mappings,
            m_rooms->logs,        m_rooms->sessions, m_rooms->days,    m_rooms->push,
            m_rooms->calendar,    m_rooms->leaves,   m_rooms->locks,   m_rooms->timings,
            m_rooms->corrections, m_rooms->clocks,   m_rooms->audit};
}

} // namespace rollcall
