// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHashFunctions>

#include <compare>

namespace rollcall {

/// A row number that cannot be mistaken for that of another table. 0 and below: none.
template <typename Tag>
struct StrongId
{
    qint64 value = 0;

    constexpr bool isValid() const noexcept { return value > 0; }
    friend constexpr auto operator<=>(StrongId, StrongId) = default;
    friend size_t qHash(StrongId id, size_t seed = 0) noexcept { return ::qHash(id.value, seed); }
};

} // namespace rollcall
