// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/recomputeservice.h"
#include "app/services/worker.h"
#include "core/base/clock.h"
#include "core/io/attlogfile.h"
#include "core/ports/ingestport.h"
#include "core/ports/logimport.h"
#include "core/ports/stores.h"

class QFile;

namespace rollcall {

/// Reads attlog.dat files twice: first to see that it is one and how many lines it has, so that a
/// wrong file leaves nothing behind, then to store it, piece by piece.
class ImportService : public LogImport
{
public:
    ImportService(const Stores &stores, IngestPort &ingest, const Clock &clock,
                  RecomputeService &recompute);
    /// Ends what runs and waits for it.
    ~ImportService() override;

    Answer<SyncOutcome> importFile(DeviceId device, const QString &path, std::stop_token stop,
                                   Progress progress) override;

private:
    /// One file on its way.
    struct Job
    {
        Device device;
        QByteArray timeZone; ///< the device's, else the school's
        std::stop_token stop;
        Progress progress;
    };

    Result<SyncOutcome> importNow(QFile &file, const Job &job);
    Result<Job> prepare(DeviceId device);
    Result<AttLogCounts> survey(QFile &file, const Job &job);
    Result<> storeAll(QFile &file, const Job &job, SyncSession &session);
    Result<> storeBatch(AttLogBatch read, const Job &job, SyncSession &session);
    bool isStopped(const Job &job) const;

    const Stores m_stores;
    IngestPort &m_ingest;
    const Clock &m_clock;
    RecomputeService &m_recompute;
    std::stop_source m_ending;
    Worker m_worker;
};

} // namespace rollcall
