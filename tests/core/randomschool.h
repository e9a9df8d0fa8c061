// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"
#include "core/domain/usermapping.h"
#include "core/rules/policyresolver.h"

#include <QHash>
#include <QList>

#include <random>

namespace rollcall::test {

/// A small school with random facts of every kind over some days, always the same for one seed. It
/// keeps logs as a store does: a key seen before is a duplicate and changes nothing.
class RandomSchool
{
public:
    static constexpr int kDays = 4; ///< punches lie on these dates and on the one after

    explicit RandomSchool(unsigned seed);

    static QDate firstDay() { return QDate(2026, 3, 12); }
    /// The days that can have a result: one more on both sides.
    static QList<QDate> days();

    /// One input for each person and day, in a fixed order; no locks.
    QList<DayInput> inputs() const { return m_inputs; }

    int storedLogs() const { return static_cast<int>(m_logs.size()); }
    /// Logs that no person's input holds: nobody is mapped.
    int unmappedLogs() const;
    /// The same facts in another order of arrival, so that logs have other ids.
    void arriveShuffled();
    /// A second copy of a random log comes in with another state and time of receipt; false when
    /// there is no log to copy.
    bool sendAgain();

    int number(int least, int most)
    {
        return std::uniform_int_distribution<int>(least, most)(m_random);
    }
    bool chance(int percent) { return number(1, 100) <= percent; }

private:
    struct Member
    {
        PersonId id;
        PersonKind kind = PersonKind::Student;
        GroupId group;
        QDate enrolledFrom;
        QDate enrolledTo;
        QList<Punch> manual;
        QHash<QDate, LeavePart> leaves;
        QHash<QDate, StatusCorrection> corrections;
    };

    QDate randomDay() { return firstDay().addDays(number(-1, kDays)); }
    QString clock(int from, int to);
    QJsonObject window(int from, int to);
    QJsonObject randomSettings(int percent);
    WallTime randomTime();
    void makeTimings();
    void makeMembers();
    void makeMappings();
    void makeLogs();
    void store(const Punch &log);
    PersonId personOf(const Punch &log) const;
    DayInput inputOf(const Member &member, QDate day, PolicyResolver &resolver) const;
    void makeInputs();

    std::mt19937 m_random;
    QList<Timing> m_timings;
    QList<TimingAssignment> m_assignments;
    QList<Member> m_members;
    QList<UserMapping> m_mappings;
    QList<Punch> m_logs;
    QHash<QDate, OffDay> m_off;
    QHash<DeviceId, WallTime> m_syncMarks;
    WallTime m_now;
    QList<DayInput> m_inputs;
};

} // namespace rollcall::test
