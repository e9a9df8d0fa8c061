// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ctl/command.h"
#include "core/ports/rows.h"

namespace rollcall::ctl {

/// `map suggest`.
Command suggestCommand();

/// Says what became of mappings and of the days they touched; answers kDone.
int reportCounts(const Context &context, const MappingCounts &counts);

} // namespace rollcall::ctl
