// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/worker.h"
#include "core/base/clock.h"
#include "core/ports/stores.h"

#include <QObject>
#include <QThread>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace rollcall {

/// Drains the dirty days through the engine (architecture.md, section 4.4), on a thread of its own.
/// A crash leaves the marks, and the days are done after the next start. While one batch is being
/// stored, the next one is computed, on several cores when it is large, and the one after it is
/// read: the result is the same, for each day is computed from its own facts alone. Signals come
/// from that thread.
class RecomputeService : public QObject
{
    Q_OBJECT

public:
    /// @p zone: IANA name of the school's zone, for "now".
    RecomputeService(DayStore &days, const Clock &clock, QByteArray zone,
                     QObject *parent = nullptr);
    ~RecomputeService() override;

    /// Asks for a drain and returns at once.
    void schedule();
    /// Answers, when no dirty day is left, how many were computed since it was asked.
    Answer<qint64> drain();
    /// "Now" on the school's wall clock.
    WallTime now() const;
    void setZone(const QByteArray &zone);

signals:
    void daysChanged(QDate from, QDate to);
    /// While there is more to compute than a moment's work; 0 of 0: that is over.
    void progress(qint64 done, qint64 total);

private:
    using Waiter = std::shared_ptr<QPromise<Result<qint64>>>;
    /// What one walk through the marks, from the first to the last, came to.
    struct Pass
    {
        qint64 found = 0;
        qint64 saved = 0;
    };
    void loop();
    Result<qint64> drainAll();
    Result<Pass> walkMarks(qint64 computed);
    Result<> countTotal(qint64 computed);
    void tellProgress(qint64 done);
    QList<DayChange> compute(const QList<DayTask> &tasks);

    DayStore &m_days;
    const Clock &m_clock;
    const int m_cores;
    Worker m_engines; ///< beside m_thread itself, which computes too
    QDate m_first;    ///< of the days of a drain; touched on m_thread only
    QDate m_last;
    qint64 m_total = 0; ///< of a drain of more than a batch, else 0; touched on m_thread only
    std::unique_ptr<QThread> m_thread;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    QByteArray m_zone;             ///< guarded by m_mutex
    std::vector<Waiter> m_waiting; ///< guarded by m_mutex
    bool m_wanted = false;         ///< guarded by m_mutex
    bool m_stopping = false;       ///< guarded by m_mutex
};

} // namespace rollcall
