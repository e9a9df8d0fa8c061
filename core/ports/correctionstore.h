// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/clockfact.h"
#include "core/domain/dayrecord.h"
#include "core/ports/decision.h"

#include <QList>

#include <optional>

namespace rollcall {

/// What the office puts right on one day of one person. A part that is given replaces the one that
/// is there; the others stay.
struct CorrectionDraft
{
    PersonId person;
    QDate day; ///< the attendance day it is for
    std::optional<DayStatus> status;
    WallTime in;  ///< a punch by the office; invalid = none
    WallTime out; ///< the same
};

/// The corrections of one day of one person as they stand.
struct CorrectionRow
{
    CorrectionDraft correction;
    QString number;
    QString name;
    QString reason; ///< of the latest part
    QString author;
    qint64 createdUtc = 0;
};

/// Logs of a device that are stored and not processed, because their clock looks wrong
/// (attendance-rules.md, section 4.2).
struct DoubtedClock
{
    DeviceId device;
    qint64 logs = 0;
    QDate from; ///< the dates that the terminal wrote
    QDate to;

    friend bool operator==(const DoubtedClock &, const DoubtedClock &) = default;
};

/// A line of the audit trail.
struct AuditRow
{
    qint64 id = 0; ///< grows with time; the key for paging
    qint64 atUtc = 0;
    QString author;
    QString what; ///< stable word, e.g. "device.add"
    QString subject;
    QString before;
    QString after;
    QString reason;

    friend bool operator==(const AuditRow &, const AuditRow &) = default;
};

// Transactions, marks and errors: as in calendarstore.h.

class CorrectionStore
{
public:
    virtual ~CorrectionStore() = default;

    /// By day and number; null dates = open.
    virtual Answer<QList<CorrectionRow>> corrections(QDate from, QDate to) = 0;
    virtual Answer<FactCounts> correct(const CorrectionDraft &correction,
                                       const Decision &decision) = 0;
    /// Takes all corrections of the day back; the computed result comes again.
    virtual Answer<FactCounts> uncorrect(PersonId person, QDate day, const Decision &decision) = 0;
};

class ClockStore
{
public:
    virtual ~ClockStore() = default;

    /// Those in force, by device and date.
    virtual Answer<QList<ClockFact>> facts() = 0;
    /// An equal one is left as it is. Conflict: one of its kind holds for some of the dates.
    virtual Answer<FactCounts> add(const ClockFact &fact, const Decision &decision) = 0;
    virtual Answer<FactCounts> remove(ClockFactKind kind, ClockFactId fact,
                                      const Decision &decision) = 0;
    /// The computed logs whose clock is doubted, by device.
    virtual Answer<QList<DoubtedClock>> doubted() = 0;
};

/// The trail is written by the stores, in the transaction of each change. It can be read and
/// nothing else: no store changes or deletes a line of it.
class AuditStore
{
public:
    virtual ~AuditStore() = default;

    /// At most @p limit lines from @p fromUtc on and before @p toUtc, UTC ms, with an id above
    /// @p after, oldest first.
    virtual Answer<QList<AuditRow>> entries(qint64 fromUtc, qint64 toUtc, qint64 after,
                                            int limit) = 0;
};

} // namespace rollcall
