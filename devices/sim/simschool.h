// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace rollcall {

/// The people behind the users of a simulated terminal, as CSV for `people import`: pupil 1 has
/// number "S0001", and so on (cli.md, Fixed forms). Names are invented and plain.
QString simPeopleCsv(int users);

/// Which user of terminal @p device is which of these people, as CSV for `map import`.
QString simMappingCsv(const QString &device, int users);

} // namespace rollcall
