// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/clockfact.h"
#include "core/domain/walltime.h"
#include "core/storage/database.h"

#include <QList>

namespace rollcall {

/// What the office decided about clocks, as it is laid over the raw logs when they are loaded. The
/// logs themselves never change.
class ClockFacts
{
public:
    ClockFacts() = default;
    /// Those in force.
    static Result<ClockFacts> load(Database &database);

    const QList<ClockFact> &all() const { return m_facts; }
    bool isAccepted(DeviceId device, QDate written) const
    {
        return find(ClockFactKind::Accept, device, written) != nullptr;
    }
    /// The shift that covers a log of that date; null = none.
    const ClockFact *shiftOf(DeviceId device, QDate written) const
    {
        return find(ClockFactKind::Shift, device, written);
    }

private:
    const ClockFact *find(ClockFactKind kind, DeviceId device, QDate written) const
    {
        for (const ClockFact &fact : m_facts) {
            if (fact.kind == kind && fact.covers(device, written))
                return &fact;
        }
        return nullptr;
    }

    QList<ClockFact> m_facts; ///< by device, first day and kind
};

} // namespace rollcall
