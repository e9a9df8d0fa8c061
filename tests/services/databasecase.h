// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/core/attendancecase.h"
#include "tests/services/schoolfixture.h"

#include <QHash>
#include <QStringList>

#include <functional>

namespace rollcall::test {

/// A case of the attendance vectors as facts in a real store, which the real worker computes. The
/// school is one that is used again and again: at the beginning of a case it is emptied.
class DatabaseCase
{
public:
    /// Brings a fact into the store; false, with a problem noted, when it was refused.
    using Fact = std::function<bool()>;

    DatabaseCase(const AttendanceCase &vector, SchoolFixture &school);

    /// One for each fact of the case: settings, mappings, calendar, corrections, sync marks and
    /// punches, in this order.
    QList<Fact> facts();
    /// The facts that no step brings.
    QList<Fact> factsBeforeSteps();
    bool apply(const QJsonObject &step);
    /// Computes what is marked, at the case's "now".
    bool drain();

    /// Compares the records that are expected now; the differences, empty = none.
    QStringList check(const QJsonArray &expected);
    /// The same for the case's own "expect", with the outcome of each punch. Before anything is
    /// asked for, no stored day may contradict the facts: what a fact touched was marked.
    QStringList checkEnd();

private:
    bool fail(const QString &text);
    template <typename T>
    bool accept(const char *what, const Result<T> &result)
    {
        if (result)
            return true;
        return fail(QStringLiteral("%1: %2 %3")
                        .arg(QLatin1String(what), result.error().userText, result.error().detail));
    }
    QList<QJsonObject> objects(const char *key) const;
    QList<Fact> factsOf(const char *key, bool (DatabaseCase::*add)(const QJsonObject &));
    void empty();
    void addPeopleAndDevices();
    bool saveSettings(const QJsonObject &settings);
    bool addMapping(const QJsonObject &json);
    bool removeMapping(const QJsonObject &json);
    bool addHoliday(const QJsonObject &json);
    bool addLeave(const QJsonObject &json);
    bool addAssignment(const QJsonObject &json);
    bool addCorrection(const QJsonObject &json);
    bool addLock(const QJsonObject &json);
    bool addPunch(const QJsonObject &json);
    bool addWeeklyOffs();
    bool addSyncMarks();
    UserMapping mappingOf(const QJsonObject &json) const;
    qint64 utc(WallTime wall) const;
    /// Every day that may have a result.
    QList<QDate> days() const;
    void compareRecords(const QJsonArray &expected, bool isEnd);
    void checkNothingIsStale();
    void checkLogs();
    QStringList takeProblems() { return std::exchange(m_problems, {}); }

    const AttendanceCase &m_case;
    SchoolFixture &m_school;
    QHash<QString, PersonId> m_persons;
    QHash<QString, DeviceId> m_devices;
    QHash<QString, int> m_duplicates; ///< by key of the punch
    QStringList m_problems;
};

} // namespace rollcall::test
