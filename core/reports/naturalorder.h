// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

namespace rollcall {

/// Compares as people count: runs of the digits 0-9 by their value, everything else by folded case.
/// "2" comes before "10", "7-B" before "10-A"; empty texts come last. Total and independent of the
/// locale, so that making a report twice gives the same bytes (reports.md, check 3). Negative, 0 or
/// positive.
int compareNaturally(QStringView left, QStringView right);

} // namespace rollcall
