// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"
#include "core/storage/personrows.h"

#include <QList>

#include <optional>

namespace rollcall {

/// Marks the days of a person that a change touches, within the transaction of the change: those on
/// which the person was enrolled before and is not now or the other way round
/// (attendance-rules.md, section 4.4), and, when the class changed, those on which settings of the
/// old or the new class are in force, with their neighbours, which share punches with them. Of
/// these only the days that have something: a record, a log, a correction, a manual punch, or a
/// mark already. Days without anything get their record when somebody looks at them
/// (DayStore::markUnsettled).
class PersonMarks
{
public:
    explicit PersonMarks(Database &database);

    /// Answers how many days were marked.
    Result<qint64> mark(const PersonRow &before, const PersonRow &after);

private:
    Result<> loadAssignments();
    Result<QList<QDate>> daysOf(PersonId person);

    Database &m_database;
    const qint64 m_stamp;
    std::optional<QList<TimingAssignment>> m_assignments; ///< loaded when a class changes
};

} // namespace rollcall
