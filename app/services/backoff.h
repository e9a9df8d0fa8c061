// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace rollcall {

/// How long to leave a terminal alone after the @p failures-th failure in a row, in milliseconds:
/// 5 s, 15 s, a minute, then five (zk-protocol.md, section 20; Q17).
constexpr qint64 backOffMs(int failures)
{
    constexpr std::array<qint64, 4> kDelays{5'000, 15'000, 60'000, 300'000};
    return kDelays[static_cast<size_t>(std::clamp(failures, 1, int(kDelays.size())) - 1)];
}

} // namespace rollcall
