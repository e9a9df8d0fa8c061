// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/correctionstore.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlCorrectionStore : public CorrectionStore
{
public:
    explicit SqlCorrectionStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<QList<CorrectionRow>> corrections(QDate from, QDate to) override;
    Answer<FactCounts> correct(const CorrectionDraft &correction,
                               const Decision &decision) override;
    Answer<FactCounts> uncorrect(PersonId person, QDate day, const Decision &decision) override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
