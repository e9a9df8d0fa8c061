// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"
#include "core/storage/database.h"

#include <QDate>

namespace rollcall {

// The dirty marks of facts that touch many people (attendance-rules.md, section 11), in the
// caller's transaction.

/// The days that the school's settings of a date decide about: from that day on, or from the very
/// first one, up to the settings that follow. Ask before and after a change and mark both: what
/// share punches with their neighbours depends on the settings, too.
Result<> markDaysOfTiming(Database &database, QDate validFrom);

/// Days with logs of the device: their direction or zone is another one.
Result<> markLogsOfDevice(Database &database, DeviceId device);

/// Days on which somebody who is mapped on the device may be absent, or is: whether it is waited
/// for is another matter now.
Result<> markAbsencesOfDevice(Database &database, DeviceId device);

/// The same days, of those that wait for a device to be read.
Result<> markWaitingForDevice(Database &database, DeviceId device);

} // namespace rollcall
