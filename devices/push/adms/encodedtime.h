// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/walltime.h"
#include "core/domain/zoneclock.h"

#include <QString>

namespace rollcall::push {

/// A wall clock as the one number that terminals know times by (push-protocols.md, section 2.13).
qint64 encodedTime(WallTime wall);
/// Invalid for a number that stands for no real time.
WallTime fromEncodedTime(qint64 encoded);

/// The value of the option TimeZone at @p nowUtc (ms): whole hours from -11 to 11 as hours, all
/// others in minutes (section 2.4).
int timeZoneOption(ZoneClock &zone, qint64 nowUtc);
/// "+0530" at @p nowUtc.
QString zoneOffsetText(ZoneClock &zone, qint64 nowUtc);

} // namespace rollcall::push
