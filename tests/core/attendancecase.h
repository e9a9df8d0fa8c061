// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"
#include "core/domain/usermapping.h"
#include "core/rules/attendanceengine.h"
#include "core/rules/policyresolver.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QStringList>

#include <optional>

namespace rollcall::test {

/// A case of a vector file (attendance-rules.md, section 14) with the defaults of its file.
struct AttendanceCase
{
    QString file;
    QString id;
    QJsonObject defaults;
    QJsonObject json;

    QString name() const { return file + u' ' + id; }
};

/// Every case of every *.json file in @p folder; what could not be read is named in @p problems.
QList<AttendanceCase> loadAttendanceCases(const QString &folder, QStringList *problems);

/// The facts of a case as a store would hold them, and what the engine makes of them. Holds no rule
/// of attendance: it only drops keys seen before, maps users by date and hands each person-day to
/// the engine.
class CaseWorld
{
public:
    CaseWorld(const AttendanceCase &vector, const AttendanceEngine &engine);

    /// All facts at once, the punches arriving in @p order (indexes into the case's list).
    void loadAll(const QList<int> &order);
    /// The facts that no step brings.
    void loadBeforeSteps();
    void apply(const QJsonObject &step);

    /// Computes everything anew and compares with a list of expected records; the differences,
    /// empty = none.
    QStringList check(const QJsonArray &expected);
    /// The same for the case's own "expect", with the outcome of each punch, and no record with
    /// times but those.
    QStringList checkEnd();
    /// Why everything came out as it did, of all days of the last check; in the order of persons
    /// and days.
    QList<DayResult> results() const { return m_results.values(); }

private:
    using PersonDay = std::pair<PersonId, QDate>;

    void fail(const QString &text) { m_problems.append(text); }
    QList<QJsonObject> objects(const char *key) const;
    void addPunch(int index);
    void addMapping(const QJsonObject &json);
    void removeMapping(const QJsonObject &json);
    UserMapping mappingOf(const QJsonObject &json) const;
    std::optional<PersonId> personOf(const QJsonObject &punch) const;
    Punch punchOf(const QJsonObject &json, int index) const;
    PolicyResolver resolverOf(const QJsonObject &settings) const;
    OffDay offDayOf(PersonKind kind, QDate day) const;
    DayInput inputOf(const QJsonObject &person, QDate day);
    void compute();
    Outcome outcomeWithoutPerson(int index);
    void noteOutcomes(const DayResult &result);
    void compareRecord(const QJsonObject &expected);
    void checkNoOtherRecord();
    void checkLogs();
    QStringList takeProblems() { return std::exchange(m_problems, {}); }

    const AttendanceCase &m_case;
    const AttendanceEngine &m_engine;
    QHash<QString, PersonId> m_persons;
    QHash<QString, DeviceId> m_devices;
    PolicyResolver m_resolver;
    QList<UserMapping> m_mappings;
    QList<QJsonObject> m_holidays;
    QList<QJsonObject> m_leaves;
    QHash<QString, int> m_keys; ///< first copy of each key
    QList<int> m_stored;        ///< indexes of the punches that became logs, in order of arrival
    QHash<int, QString> m_outcomes;
    QMap<PersonDay, DayResult> m_results;
    QStringList m_problems;
};

} // namespace rollcall::test
