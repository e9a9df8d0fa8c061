// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/ports/ingestport.h"
#include "core/ports/secretstore.h"
#include "core/ports/stores.h"
#include "devices/api/endpoint.h"

#include <QString>

namespace rollcall {

/// What the services around terminals need; all of it outlives them.
struct SyncTools
{
    SchoolStore &school;
    DeviceStore &devices;
    SyncStore &sessions;
    IngestPort &ingest;
    SecretStore &secrets;
    const Clock &clock;
    SessionLimits limits;
    QString author; ///< for the audit trail
};

} // namespace rollcall
