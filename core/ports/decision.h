// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace rollcall {

/// Who changes a fact, and why: for the audit trail, which gets a line in the transaction of every
/// change.
struct Decision
{
    QString author;
    QString reason = {}; ///< may be empty where the fact needs none
};

/// What a change of facts came to.
struct FactCounts
{
    int changed = 0;   ///< facts that were added or taken back
    int unchanged = 0; ///< facts that were there already
    qint64 days = 0;   ///< person-days marked to be computed, in the same transaction

    friend bool operator==(const FactCounts &, const FactCounts &) = default;
};

} // namespace rollcall
