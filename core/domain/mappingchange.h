// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/usermapping.h"

#include <QList>

namespace rollcall {

/// What became of mappings by one deed: enough to take it back exactly.
struct MappingChange
{
    QList<UserMapping> gone;
    QList<UserMapping> made;

    bool isEmpty() const { return gone.isEmpty() && made.isEmpty(); }
    void drop(const UserMapping &mapping)
    {
        if (!made.removeOne(mapping))
            gone.append(mapping);
    }
    void make(const UserMapping &mapping)
    {
        if (!gone.removeOne(mapping))
            made.append(mapping);
    }
    /// This one and, after it, @p later, as if they had been one deed.
    void append(const MappingChange &later)
    {
        for (const UserMapping &mapping : later.gone)
            drop(mapping);
        for (const UserMapping &mapping : later.made)
            make(mapping);
    }
    friend bool operator==(const MappingChange &, const MappingChange &) = default;
};

} // namespace rollcall
