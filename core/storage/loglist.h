// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/logcontrol.h"
#include "core/storage/database.h"

namespace rollcall {

/// LogStore::logs().
Result<LogPage> loadLogs(Database &database, const LogFilter &filter, const LogKey &after,
                         int limit);

} // namespace rollcall
