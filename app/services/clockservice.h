// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/factchanges.h"
#include "core/domain/zoneclock.h"
#include "core/ports/correctioncontrol.h"
#include "core/ports/ingestport.h"
#include "core/ports/stores.h"

namespace rollcall {

class ClockService : public ClockControl
{
    Q_OBJECT

public:
    /// Reads a line that a device of @p driver sent and that was set aside, whatever its date.
    using AsideReader = std::function<std::optional<RawLog>(const QString &driver,
                                                            const QString &line, ZoneClock &zone)>;

    ClockService(const Stores &stores, IngestPort &ingest, RecomputeService &recompute,
                 AsideReader reader, const QString &author, QObject *parent = nullptr);

    Answer<QList<ClockFact>> facts() override { return m_stores.clocks.facts(); }
    Answer<ClockDecided> decide(const ClockFact &fact, const QString &reason) override;
    Answer<FactCounts> remove(ClockFactKind kind, ClockFactId fact, const QString &reason) override;

private:
    Result<ClockDecided> decideAndSettle(const ClockFact &fact, const QString &reason);
    Result<qint64> settleAside(const ClockFact &fact);
    Result<qint64> settlePage(const ClockFact &fact, const Device &device, const QByteArray &zone,
                              const QList<SetAsideRow> &rows);

    const Stores m_stores;
    IngestPort &m_ingest;
    const AsideReader m_reader;
    FactChanges m_changes;
};

} // namespace rollcall
