// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/devicenotice.h"
#include "core/storage/database.h"

#include <QList>

namespace rollcall {

/// The open notices of living devices, oldest first.
Result<QList<DeviceNotice>> loadNotices(Database &database);
/// Takes back every notice of a device.
Result<> clearNotices(Database &database, DeviceId device);

} // namespace rollcall
