// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/logcontrol.h"
#include "core/storage/database.h"

namespace rollcall {

/// LogStore::span().
Result<LogSpan> loadLogSpan(Database &database, const LogFilter &filter);
/// LogStore::pageStarts().
Result<QList<LogKey>> loadLogStarts(Database &database, const LogFilter &filter, int pageRows);

} // namespace rollcall
