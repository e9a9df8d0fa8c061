// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/pushstore.h"

#include <QHash>

namespace rollcall {

/// Gathers refused requests until they are written, joined per hour and cause: a flood of strangers
/// costs one row and not one write for each. Thread: its owner's.
class RefusalBook
{
public:
    /// What is kept between two writes; whatever else comes is counted without its address.
    static constexpr qsizetype kMostRows = 1000;

    /// @p atUtc in ms; hourUtc and count of @p refusal are filled in.
    void add(RefusalCount refusal, qint64 atUtc);
    /// What was gathered since the last call.
    QList<RefusalCount> take();

private:
    QHash<QString, RefusalCount> m_rows;
};

} // namespace rollcall
