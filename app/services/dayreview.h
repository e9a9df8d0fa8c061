// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/recomputeservice.h"
#include "app/services/worker.h"
#include "core/ports/daypreview.h"
#include "core/ports/stores.h"

#include <functional>

namespace rollcall {

/// A day that would come out otherwise than it is stored.
struct DayDifference
{
    PersonDay key;
    std::optional<DayRecord> stored;
    std::optional<DayRecord> computed;
    qsizetype outcomes = 0; ///< logs whose outcome is different
};

/// Computes known days and compares, without storing anything. Thread: any.
class DayReview : public DayPreview
{
public:
    using Tell = std::function<void(const DayDifference &)>;

    DayReview(DayStore &days, const RecomputeService &recompute)
        : m_days(days)
        , m_recompute(recompute)
    {}

    Answer<ChangePreview> preview(const SettingsAfter &after, std::stop_token stop) override;
    /// Tells each day of the span that a rebuild would change, in order of person and day, from
    /// a thread of its own; answers how many were looked at.
    Answer<qint64> check(QDate from, QDate to, Tell tell, std::stop_token stop);

private:
    using Take = std::function<void(const QList<DayTask> &)>;
    /// @p withDayBefore: and the day before each of them, to which its punches may move.
    Result<> forEachPage(QDate from, QDate to, bool withDayBefore, const std::stop_token &stop,
                         const Take &take);

    DayStore &m_days;
    const RecomputeService &m_recompute;
    Worker m_worker;
};

} // namespace rollcall
