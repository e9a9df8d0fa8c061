// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/dayfacts.h"
#include "core/domain/statuscodes.h"
#include "core/ports/rows.h"

#include <QObject>

namespace rollcall {

/// Day records: computed when asked for, if they were not yet. Calls from any thread; signals on
/// its own thread.
class AttendanceControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Every record of the span, brought up to date first; ordered by day, kind, group and number.
    virtual Answer<QList<DayRow>> days(QDate from, QDate to) = 0;
    /// The record of a day with the engine's steps and the punches it looked at.
    virtual Answer<DayResult> explain(PersonId person, QDate day) = 0;
    /// By which codes the school writes the status of a day now.
    virtual Answer<StatusCodes> codes() = 0;
    /// Today in the school's time zone.
    virtual QDate today() const = 0;

signals:
    /// Records of these days may have changed.
    void daysChanged(QDate from, QDate to);
};

} // namespace rollcall
