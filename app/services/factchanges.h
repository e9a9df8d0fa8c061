// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/recomputeservice.h"
#include "app/services/worker.h"
#include "core/ports/decision.h"

namespace rollcall {

/// What all services that change facts have in common: changes run one after the other off the
/// caller's thread, and answer when the days they touched are computed. Thread: any.
class FactChanges
{
public:
    FactChanges(RecomputeService &recompute, QString author)
        : m_recompute(recompute)
        , m_author(std::move(author))
    {}

    Decision decision(const QString &reason) const { return {m_author, reason.trimmed()}; }
    /// @p told is called when all is done, on the worker's thread.
    template <typename T>
    Answer<T> run(std::function<Result<T>()> change, std::function<void()> told)
    {
        return m_worker.run<T>(
            [this, change = std::move(change), told = std::move(told)]() -> Result<T> {
                Result<T> changed = change();
                if (!changed)
                    return changed;
                if (const Result<qint64> drained = await(m_recompute.drain()); !drained)
                    return drained.error();
                told();
                return changed;
            });
    }
    RecomputeService &recompute() { return m_recompute; }

private:
    RecomputeService &m_recompute;
    const QString m_author;
    Worker m_worker; ///< its end waits for what runs, so it goes first
};

} // namespace rollcall
