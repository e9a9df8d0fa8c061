// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/bench/rawyear.h"

namespace rollcall::bench {

/// Measures what a school of @p size costs through the database, and prints it: a full rebuild
/// against raw SQLite, a late punch against one committed insert, and mapping a user with a year of
/// punches, in this school and in one of @p fewPeople. Answers 0, or 1 when something failed.
int benchDatabase(YearSize size, int fewPeople, int rounds);

} // namespace rollcall::bench
