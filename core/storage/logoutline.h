// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/logcontrol.h"
#include "core/storage/database.h"

namespace rollcall {

/// LogStore::span().
Result<LogSpan> loadLogSpan(Database &database, const LogFilter &filter);
/// When the newest or the oldest log of a device was written, by its terminal's clock; invalid
/// without logs. Quick, however many there are.
Result<WallTime> loadLogEnd(Database &database, DeviceId device, bool isNewest);
/// LogStore::pageStarts().
Result<QList<LogKey>> loadLogStarts(Database &database, const LogFilter &filter, int pageRows);
/// LogStore::recognitions().
Result<QList<Recognition>> loadRecognitions(Database &database, DeviceId device);

} // namespace rollcall
