// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace rollcall {

/// By how many seconds a terminal's clock may be off before it is worth setting.
inline constexpr qint64 kClockTolerance = 5;

/// May a clock in @p zone be set now? Conflict, with the reason, within two minutes of midnight and
/// while the zone changes its offset within the hour: punches could jump into another day, or come
/// twice (zk-protocol.md, section 8.3).
Result<> mayClockBeSet(const QByteArray &zone, qint64 nowUtcMs);

} // namespace rollcall
