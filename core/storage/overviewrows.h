// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/rows.h"
#include "core/storage/database.h"

#include <QList>

namespace rollcall {

/// Adds to each device what a list shows of it: its users, its last session, its notices, and how
/// it last pushed.
Result<> addFigures(Database &database, QList<DeviceOverview> &overview);

} // namespace rollcall
