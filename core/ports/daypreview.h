// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/dayfacts.h"

#include <QDate>
#include <QList>

#include <stop_token>

namespace rollcall {

/// All settings as they would be after a change, and the days for which they are different.
struct SettingsAfter
{
    QList<Timing> timings;
    QList<TimingAssignment> assignments; ///< in their order
    QDate from;                          ///< null = open
    QDate to;
};

/// "This would change N days of M people."
struct ChangePreview
{
    qint64 days = 0;
    qint64 people = 0;
    QDate first; ///< null when nothing would change
    QDate last;

    friend bool operator==(const ChangePreview &, const ChangePreview &) = default;
};

/// Tells, before anything is stored, what settings would do to the days that are known. Thread:
/// any.
class DayPreview
{
public:
    DayPreview() = default;
    virtual ~DayPreview() = default;
    DayPreview(const DayPreview &) = delete;
    DayPreview &operator=(const DayPreview &) = delete;

    /// Goes through the people in pages, so that it needs the same memory for a school of any size.
    /// Cancelled: @p stop was asked for.
    virtual Answer<ChangePreview> preview(const SettingsAfter &after, std::stop_token stop) = 0;
};

} // namespace rollcall
