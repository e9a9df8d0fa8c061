// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"

#include <QDate>
#include <QList>
#include <QTime>

namespace rollcall {

/// Days from first to last, both included.
struct DaySpan
{
    QDate first;
    QDate last;

    bool contains(QDate day) const { return first <= day && day <= last; }
    friend bool operator==(const DaySpan &, const DaySpan &) = default;
};

/// The earliest and the latest day_change that occurs. With one value for all, each log touches one
/// day.
struct DayChanges
{
    QTime earliest = QTime(0, 0);
    QTime latest = QTime(0, 0);

    friend bool operator==(const DayChanges &, const DayChanges &) = default;
};

/// All day_change values of the school's timings and assignments; the default 00:00 among them
/// where a timing has none.
DayChanges dayChangesOf(const QList<Timing> &timings, const QList<TimingAssignment> &assignments);

/// The attendance days that a log at @p at may belong to or be answered by, with any of these
/// day_change values in force (attendance-rules.md, sections 4.5 and 11). At most two: the log's
/// date and the one before it.
DaySpan daysTouchedByLog(WallTime at, const DayChanges &changes);

/// The days whose result may change when settings change on @p from to @p to: the neighbours share
/// punches with them. A null date stays null: open on that side.
DaySpan daysTouchedBySettings(QDate from, QDate to);

} // namespace rollcall
