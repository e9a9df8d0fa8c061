// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/decision.h"
#include "core/rules/dirtydays.h"
#include "core/storage/dirtymarks.h"
#include "core/storage/sqltext.h"
#include "core/storage/toucheddays.h"

#include <QList>

namespace rollcall {

/// What one job does to the facts: counts, marks, and at its end the line of the trail. The marks
/// belong to the transaction of the job, so fact and marks come and go together.
class FactWork
{
public:
    FactWork(Database &database, qint64 nowUtc, const Decision &decision)
        : m_database(database)
        , m_decision(decision)
        , m_nowUtc(nowUtc)
        , m_stamp(newDirtyStamp())
    {}

    qint64 nowUtc() const { return m_nowUtc; }
    const Decision &decision() const { return m_decision; }
    void noteChange() { ++m_counts.changed; }
    void noteUnchanged() { ++m_counts.unchanged; }

    /// Marks the days that have a record, and those that wait to be computed: they may be under way
    /// with the facts of before. Any other day is computed with all facts when somebody asks for
    /// it, and no fact of the calendar alone makes a record.
    Result<> touchRecords(const TouchedDays &touched);
    /// The same, of those records that have neither IN nor OUT.
    Result<> touchRecordsWithoutPunch(QDate day);
    /// Days with settings that change. @p body: the settings, before or after. With day_change in
    /// use the neighbours share punches with them, and a log may give a day its first record; with
    /// absent_when_unmapped a day without log may get one, too.
    Result<> touchSettings(const TouchedDays &touched, const QJsonObject &body);
    /// The days to which logs move when settings that say when a day begins are stored now and were
    /// not when touchSettings() was called.
    Result<> touchMovedLogs(const TouchedDays &touched, const QJsonObject &body);
    /// One person-day, with or without a record.
    Result<> touchDay(PersonId person, QDate day);
    /// Mapped logs and records of the days, as a rebuild would find them.
    Result<> touchAll(QDate first, QDate last);

    /// Writes the line of the trail, unless nothing changed.
    Result<FactCounts> done(const QString &what, const QString &subject, const QString &before,
                            const QString &after);

private:
    Result<bool> sharePunches(const QJsonObject &body);
    Result<QList<DaySpan>> spansOf(const TouchedDays &touched, int neighbours);
    Result<> markSpan(const TouchedDays &touched, const DaySpan &span);
    Result<> markWaiting(const TouchedDays &touched, const DaySpan &span);
    Result<> markUntracked(const TouchedDays &touched, const DaySpan &span);

    Database &m_database;
    const Decision m_decision;
    const qint64 m_nowUtc;
    const qint64 m_stamp;
    FactCounts m_counts;
};

/// The number by which the office calls the person; for the trail. NotFound: there is none.
Result<QString> personNumber(Database &database, PersonId person);

} // namespace rollcall
