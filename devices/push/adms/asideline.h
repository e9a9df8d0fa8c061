// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/rawlog.h"
#include "core/domain/zoneclock.h"

#include <optional>

namespace rollcall::push {

/// Reads a line that was set aside for its time once more, now with whatever date it has: the
/// office says that it is right, or by how much it is wrong. nullopt: it cannot be read as a punch
/// with a real date. Pure.
std::optional<RawLog> readAsideLine(const QString &line, ZoneClock &zone);

} // namespace rollcall::push
