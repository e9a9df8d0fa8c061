// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/logcontrol.h"

#include <QString>
#include <QVariantList>

namespace rollcall {

/// What became of each raw log "r", and whose it is.
QString logJoins();
/// The conditions of a LogFilter on person and text; each is there always and may say "all".
QString narrowingSql();
/// The values that narrowingSql() takes, in order.
QVariantList narrowingValues(const LogFilter &filter);
/// Whether narrowingSql() leaves anything out.
bool isNarrowing(const LogFilter &filter);
/// The last wanted second; the end of all times when the filter names none.
WallTime lastOf(const LogFilter &filter);

} // namespace rollcall
