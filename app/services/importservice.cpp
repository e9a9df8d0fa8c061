// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/importservice.h"

#include "app/services/finddevice.h"
#include "core/base/log.h"

#include <QCoreApplication>
#include <QFile>

namespace rollcall {

namespace {

/// Some three thousand lines: one batch, one transaction.
constexpr qint64 kPieceBytes = qint64{128} * 1024;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ImportService", text);
}

Error cannotRead(const QFile &file)
{
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ImportService",
                              "The file cannot be read. Nothing was stored. Check its name, that "
                              "the USB stick is in, and that you may read it.")),
        file.errorString());
}

Error brokenOff(const QFile &file)
{
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ImportService",
                              "The file cannot be read to its end. What was read until then is "
                              "stored. Put the USB stick in again and import the file once more; "
                              "nothing is stored twice.")),
        file.errorString());
}

/// Hands every piece of @p file to @p take, from the beginning; false when it cannot be read to its
/// end.
bool forEachPiece(QFile &file, const std::function<bool(QByteArrayView piece)> &take)
{
    if (!file.seek(0))
        return false;
    QByteArray piece(kPieceBytes, Qt::Uninitialized);
    for (;;) {
        const qint64 size = file.read(piece.data(), piece.size());
        if (size < 0)
            return false;
        if (size == 0 || !take(QByteArrayView(piece.constData(), size)))
            return true;
    }
}

} // namespace

ImportService::ImportService(const Stores &stores, IngestPort &ingest, const Clock &clock,
                             RecomputeService &recompute)
    : m_stores(stores)
    , m_ingest(ingest)
    , m_clock(clock)
    , m_recompute(recompute)
{}

ImportService::~ImportService()
{
    m_ending.request_stop();
}

Answer<SyncOutcome> ImportService::importFile(DeviceId device, const QString &path,
                                              std::stop_token stop, Progress progress)
{
    return m_worker.run<SyncOutcome>(
        [this, device, path, stop = std::move(stop),
         progress = std::move(progress)]() mutable -> Result<SyncOutcome> {
            Result<Job> job = prepare(device);
            if (!job)
                return job.error();
            job->stop = std::move(stop);
            job->progress = std::move(progress);
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return cannotRead(file);
            return importNow(file, *job);
        });
}

Result<ImportService::Job> ImportService::prepare(DeviceId device)
{
    const Result<School> school = await(m_stores.school.school());
    if (!school)
        return school.error();
    const Result<Device> found = findDevice(m_stores.devices, device);
    if (!found)
        return found.error();
    return Job{*found, found->timeZone.isEmpty() ? school->timeZone : found->timeZone, {}, {}};
}

bool ImportService::isStopped(const Job &job) const
{
    return job.stop.stop_requested() || m_ending.stop_requested();
}

Result<SyncOutcome> ImportService::importNow(QFile &file, const Job &job)
{
    const Result<AttLogCounts> found = survey(file, job);
    if (!found)
        return found.error();
    SyncSession session;
    session.device = job.device.id;
    session.source = LogSource::File;
    session.startedUtc = m_clock.utcMilliseconds();
    session.announced = found->logs + found->setAside;
    const Result<SyncSessionId> begun = await(m_stores.sessions.begin(session));
    if (!begun)
        return begun.error();
    session.id = *begun;

    if (const Result<> stored = storeAll(file, job, session); !stored)
        session.error = stored.error();
    session.complete = !session.error;
    session.finishedUtc = m_clock.utcMilliseconds();
    if (session.error)
        qCInfo(lcSync) << "The import of a file did not complete:" << errorWord(session.error->code)
                       << session.error->detail;
    m_recompute.schedule();
    if (const Result<> finished = await(m_stores.sessions.finish(session)); !finished)
        return finished.error();
    SyncOutcome outcome;
    outcome.device = job.device.id;
    outcome.deviceName = job.device.name;
    outcome.counts = session.counts;
    outcome.complete = session.complete;
    outcome.milliseconds = session.finishedUtc - session.startedUtc;
    outcome.error = session.error;
    return outcome;
}

Result<AttLogCounts> ImportService::survey(QFile &file, const Job &job)
{
    AttLogReader reader(job.device.wire.codePage);
    const bool isRead = forEachPiece(file, [&](QByteArrayView piece) {
        reader.feed(piece);
        reader.take();
        return !isStopped(job);
    });
    if (!isRead)
        return cannotRead(file);
    if (isStopped(job))
        return errors::cancelled();
    reader.finish();
    if (const Result<> verdict = reader.verdict(); !verdict)
        return verdict.error();
    return reader.counts();
}

Result<> ImportService::storeAll(QFile &file, const Job &job, SyncSession &session)
{
    AttLogReader reader(job.device.wire.codePage);
    Result<> stored = ok();
    const bool isRead = forEachPiece(file, [&](QByteArrayView piece) {
        if (isStopped(job))
            return false;
        reader.feed(piece);
        stored = storeBatch(reader.take(), job, session);
        return stored.isOk();
    });
    if (!stored)
        return stored;
    if (!isRead)
        return brokenOff(file);
    if (isStopped(job))
        return errors::cancelled();
    reader.finish();
    return storeBatch(reader.take(), job, session);
}

Result<> ImportService::storeBatch(AttLogBatch read, const Job &job, SyncSession &session)
{
    if (read.logs.isEmpty() && read.setAside.isEmpty())
        return ok();
    IngestBatch batch;
    batch.device = job.device.id;
    batch.source = LogSource::File;
    batch.session = session.id;
    batch.timeZone = job.timeZone;
    batch.logs = std::move(read.logs);
    batch.setAside = std::move(read.setAside);
    const Result<IngestCounts> counts = await(m_ingest.store(std::move(batch)));
    if (!counts)
        return counts.error();
    session.counts += *counts;
    if (job.progress)
        job.progress(session.counts.read, session.announced);
    return ok();
}

} // namespace rollcall
