// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/devicereport.h"
#include "core/domain/ids.h"
#include "core/ports/pushdesk.h"
#include "core/storage/database.h"

namespace rollcall {

/// Stores what a push terminal told beside its punches, inside the caller's transaction
/// (push-protocols.md, sections 2.7, 2.10 and 2.15): users field by field, its log, answers to
/// outstanding commands, values, upload cursors.
Result<> storeReport(Database &database, DeviceId device, const DeviceReport &report,
                     qint64 nowUtc);

/// Would storeReport() store anything that is not known yet?
Result<bool> isReportNew(Database &database, DeviceId device, const DeviceReport &report);

/// What is remembered of a push terminal; that of a new one when it never spoke.
Result<PushMemory> loadMemory(Database &database, DeviceId device);

/// Is @p stamp a cursor worth to be remembered, and further than @p known? (section 2.15)
bool isNewerStamp(const QString &stamp, const QString &known);

} // namespace rollcall
