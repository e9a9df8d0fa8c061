// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/clockfact.h"
#include "core/domain/walltime.h"
#include "core/storage/database.h"

#include <QList>
#include <QSet>

#include <utility>

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

/// Which logs are looked at. An invalid id, an empty text, 0 and null dates mean "all".
struct LogChoice
{
    DeviceId device = {};
    QString userId = QStringLiteral("");
    qint64 afterId = 0;
    QDate first = {}; ///< of the days they are found to lie on
    QDate last = {};
};

using PersonDays = QSet<std::pair<qint64, QDate>>;

/// The person-days of mapped logs that the fact covers: where they lie as written and, with a
/// shift, where they lie with it. A mapping holds for the date that counts, the shifted one.
Result<PersonDays> daysOfLogs(Database &database, const ClockFact &fact, const LogChoice &choice);

/// Marks the days on which shifted logs lie, for whoever marks logs by the date they were written
/// with. Costs nothing to speak of where nothing is shifted.
Result<> markShiftedLogs(Database &database, const LogChoice &choice, qint64 stamp);

} // namespace rollcall
