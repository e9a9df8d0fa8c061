// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"
#include "core/rules/dirtydays.h"
#include "core/storage/database.h"
#include "core/storage/toucheddays.h"

#include <QList>

namespace rollcall {

// The dirty marks of facts that touch many people (attendance-rules.md, section 11), in the
// caller's transaction.

/// The days in @p spans on which a log of somebody in @p whose may land, or a punch that the office
/// entered for them: with the clock of its terminal as the office shifted it, and where days do not
/// all begin at midnight both its date and the day before. Asks the logs and not their outcomes:
/// those that wait to be computed have none. @p spans are in order, of the same length or apart.
Result<> markLogPlaces(Database &database, const TouchedDays &whose, const QList<DaySpan> &spans,
                       qint64 stamp);

/// Days with logs of the device: their direction or zone is another one.
Result<> markLogsOfDevice(Database &database, DeviceId device);

/// Days on which somebody who is mapped on the device may be absent, or is: whether it is waited
/// for is another matter now.
Result<> markAbsencesOfDevice(Database &database, DeviceId device);

/// The same days, of those that wait for a device to be read.
Result<> markWaitingForDevice(Database &database, DeviceId device);

} // namespace rollcall
