// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/correctionstore.h"

#include <QObject>
#include <QTime>

namespace rollcall {

/// What the office puts right, as it is typed: times of day of the attendance day, whichever date
/// day_change gives them.
struct CorrectionRequest
{
    PersonId person;
    QDate day;
    std::optional<DayStatus> status;
    QTime in;
    QTime out;
};

/// Corrections of days. Calls, signals and errors as in calendarcontrol.h.
class CorrectionControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// By day and number; null dates = open.
    virtual Answer<QList<CorrectionRow>> corrections(QDate from, QDate to) = 0;
    /// Needs a reason; not for a day to come or one on which the person was not enrolled.
    virtual Answer<FactCounts> correct(const CorrectionRequest &request, const QString &reason) = 0;
    virtual Answer<FactCounts> uncorrect(PersonId person, QDate day, const QString &reason) = 0;

signals:
    void correctionsChanged(QDate day);
};

/// A decision about a clock that was taken.
struct ClockDecided
{
    FactCounts counts;
    qint64 logs = 0; ///< lines set aside before that are punches now
};

/// What the office decides about clocks that were wrong.
class ClockControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Those in force, by device and date.
    virtual Answer<QList<ClockFact>> facts() = 0;
    /// Needs a reason. Lines that were set aside for their time, and whose date it covers, become
    /// punches.
    virtual Answer<ClockDecided> decide(const ClockFact &fact, const QString &reason) = 0;
    /// The punches stay in the store; those with a doubtful clock are doubted again.
    virtual Answer<FactCounts> remove(ClockFactKind kind, ClockFactId fact,
                                      const QString &reason) = 0;

signals:
    void clocksChanged(rollcall::DeviceId device);
};

} // namespace rollcall
