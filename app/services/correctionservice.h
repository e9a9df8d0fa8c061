// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/factchanges.h"
#include "core/ports/correctioncontrol.h"
#include "core/ports/stores.h"

namespace rollcall {

class CorrectionService : public CorrectionControl
{
    Q_OBJECT

public:
    CorrectionService(CorrectionStore &corrections, DayStore &days, RecomputeService &recompute,
                      const QString &author, QObject *parent = nullptr)
        : CorrectionControl(parent)
        , m_corrections(corrections)
        , m_days(days)
        , m_changes(recompute, author)
    {}

    Answer<QList<CorrectionRow>> corrections(QDate from, QDate to) override
    {
        return m_corrections.corrections(from, to);
    }
    Answer<FactCounts> correct(const CorrectionRequest &request, const QString &reason) override;
    Answer<FactCounts> uncorrect(PersonId person, QDate day, const QString &reason) override;

private:
    Result<CorrectionDraft> draftOf(const CorrectionRequest &request);

    CorrectionStore &m_corrections;
    DayStore &m_days;
    FactChanges m_changes;
};

} // namespace rollcall
