// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/factchanges.h"
#include "core/ports/calendarcontrol.h"
#include "core/ports/stores.h"

namespace rollcall {

class LeaveService : public LeaveControl
{
    Q_OBJECT

public:
    LeaveService(LeaveStore &leaves, RecomputeService &recompute, const QString &author,
                 QObject *parent = nullptr)
        : LeaveControl(parent)
        , m_leaves(leaves)
        , m_changes(recompute, author)
    {}

    Answer<QList<Leave>> leaves(QDate from, QDate to) override { return m_leaves.leaves(from, to); }
    Answer<FactCounts> addLeaves(const QList<Leave> &leaves, const QString &reason) override;
    Answer<FactCounts> removeLeave(LeaveId leave, const QString &reason) override;
    Answer<QList<LeaveReason>> reasons() override { return m_leaves.reasons(); }
    Answer<FactCounts> saveReason(const LeaveReason &leaveReason, const QString &reason) override;

private:
    Answer<FactCounts> change(std::function<Result<FactCounts>()> work);
    Result<> check(const QList<Leave> &leaves);

    LeaveStore &m_leaves;
    FactChanges m_changes;
};

} // namespace rollcall
