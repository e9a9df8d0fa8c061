// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/walltime.h"

#include <QString>

namespace rollcall {

/// What a record of a simulated log says, for tests and demo data.
struct SimPunch
{
    QString userId;
    WallTime at; ///< invalid where the fault InvalidDates wrote the 30 February
    int state = 0;
    int verify = 0;
    int uid = 0; ///< of the user at the time of the punch, 0 = nobody the terminal knows
};

} // namespace rollcall
