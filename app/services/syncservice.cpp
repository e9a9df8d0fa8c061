// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/syncservice.h"

#include "app/services/lockfile.h"

#include <QDir>

namespace rollcall {

namespace {

constexpr int kSessionsAtOnce = 8;

} // namespace

SyncService::SyncService(SyncTools tools, std::vector<const DeviceDriver *> drivers,
                         RecomputeService &recompute, QString lockFolder, QObject *parent)
    : SyncControl(parent)
    , m_tools(std::move(tools))
    , m_drivers(std::move(drivers))
    , m_recompute(recompute)
    , m_lockFolder(std::move(lockFolder))
{
    m_pool.setMaxThreadCount(kSessionsAtOnce);
}

SyncService::~SyncService()
{
    cancelAll();
    m_pool.waitForDone();
}

Answer<SyncOutcome> SyncService::sync(DeviceId device)
{
    auto stop = std::make_shared<std::stop_source>();
    {
        const std::lock_guard lock(m_mutex);
        if (m_running.contains(device))
            return readyAnswer<SyncOutcome>(errors::conflict(tr(
                "This device is being read already. Nothing was started. Wait until it is done.")));
        m_running.insert(device, stop);
    }
    auto promise = std::make_shared<QPromise<Result<SyncOutcome>>>();
    promise->start();
    Answer<SyncOutcome> answer = promise->future();
    emit syncStarted(device);
    m_pool.start([this, device, stop, promise] {
        const Result<SyncOutcome> outcome = runSession(device, stop->get_token());
        {
            const std::lock_guard lock(m_mutex);
            m_running.remove(device);
        }
        m_recompute.schedule();
        SyncOutcome news = outcome ? *outcome : SyncOutcome{};
        if (!outcome) {
            news.device = device;
            news.error = outcome.error();
        }
        emit syncFinished(news);
        promise->addResult(outcome);
        promise->finish();
    });
    return answer;
}

void SyncService::cancel(DeviceId device)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_running.constFind(device); found != m_running.constEnd())
        (*found)->request_stop();
}

void SyncService::cancelAll()
{
    const std::lock_guard lock(m_mutex);
    for (const std::shared_ptr<std::stop_source> &stop : std::as_const(m_running))
        stop->request_stop();
}

bool SyncService::isRunning(DeviceId device) const
{
    const std::lock_guard lock(m_mutex);
    return m_running.contains(device);
}

Result<Device> SyncService::find(DeviceId device)
{
    const Result<QList<Device>> devices = await(m_tools.devices.devices());
    if (!devices)
        return devices.error();
    for (const Device &candidate : *devices) {
        if (candidate.id == device)
            return candidate;
    }
    return errors::notFound(
        tr("There is no such device any more. Nothing was read. Look at the list again."));
}

const DeviceDriver *SyncService::driverOf(const Device &device) const
{
    for (const DeviceDriver *driver : m_drivers) {
        if (driver->info().id == device.driver)
            return driver;
    }
    return nullptr;
}

Result<std::unique_ptr<QLockFile>> SyncService::lock(const Device &device) const
{
    if (!QDir().mkpath(m_lockFolder))
        return errors::storageFailure(QStringLiteral("cannot make the lock folder"));
    auto file = std::make_unique<QLockFile>(
        QDir(m_lockFolder).filePath(QStringLiteral("device-%1.lock").arg(device.id.value)));
    if (lockForLife(*file))
        return file;
    qint64 process = 0;
    QString host;
    QString program;
    file->getLockInfo(&process, &host, &program);
    return errors::conflict(
        tr("\"%1\" is being read by another program (%2, process %3). Nothing was "
           "started. Wait until it is done.")
            .arg(device.name, program)
            .arg(process));
}

Result<SyncOutcome> SyncService::runSession(DeviceId deviceId, std::stop_token stop)
{
    const Result<Device> device = find(deviceId);
    if (!device)
        return device.error();
    if (device->mode != SyncMode::Agent)
        return errors::unsupported(
            tr("\"%1\" sends its logs by itself; it is not read").arg(device->name));
    const DeviceDriver *driver = driverOf(*device);
    if (!driver)
        return errors::unsupported(tr("no driver \"%1\"").arg(device->driver));
    const Result<std::unique_ptr<QLockFile>> held = lock(*device);
    if (!held)
        return held.error();
    SyncRun run(
        m_tools, *device, *driver, std::move(stop),
        [this, deviceId](qint64 done, qint64 total) { emit syncProgress(deviceId, done, total); });
    return run.execute();
}

} // namespace rollcall
