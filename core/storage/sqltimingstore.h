// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/calendarstore.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlTimingStore : public TimingStore
{
public:
    explicit SqlTimingStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<FactCounts> removeTiming(QDate validFrom, const Decision &decision) override;
    Answer<QList<AssignmentRow>> assignments() override;
    Answer<FactCounts> addAssignments(const QList<TimingAssignment> &assignments,
                                      const Decision &decision) override;
    Answer<QList<GroupRow>> groups() override;
    Answer<FactCounts> removeAssignment(AssignmentId assignment, const Decision &decision) override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
