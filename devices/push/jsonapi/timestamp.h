// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/walltime.h"
#include "core/domain/zoneclock.h"

#include <QStringView>

#include <optional>

namespace rollcall::push {

/// A time as a terminal wrote it (push-protocols.md, section 1.3).
struct Timestamp
{
    WallTime wall;                    ///< as written
    std::optional<int> offsetSeconds; ///< from UTC; none: the wall clock of the device's zone
};

/// Takes "YYYY-MM-DD HH:MM:SS" (a "T" may stand for the blank), optionally with a fraction of 1 to
/// 9 digits, which is cut off, and optionally with Z, +HH:MM, -HH:MM, +HHMM or -HHMM. Every field
/// has its full width and nothing may stand before or behind. Everything else is nullopt.
std::optional<Timestamp> readTimestamp(QStringView text);

/// The same moment on the device's wall clock and as an instant.
struct DeviceMoment
{
    WallTime wall;
    qint64 utc = 0; ///< ms
};
DeviceMoment momentOf(const Timestamp &timestamp, ZoneClock &zone);

/// "2026-03-12T08:05:09+05:30" on the wall clock of @p zone. @p utc: ms.
QString isoText(qint64 utc, ZoneClock &zone);

} // namespace rollcall::push
