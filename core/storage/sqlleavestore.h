// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/calendarstore.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlLeaveStore : public LeaveStore
{
public:
    explicit SqlLeaveStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<QList<Leave>> leaves(QDate from, QDate to) override;
    Answer<FactCounts> addLeaves(const QList<Leave> &leaves, const Decision &decision) override;
    Answer<FactCounts> removeLeave(LeaveId leave, const Decision &decision) override;
    Answer<QList<LeaveReason>> reasons() override;
    Answer<FactCounts> saveReason(const LeaveReason &reason, const Decision &decision) override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
