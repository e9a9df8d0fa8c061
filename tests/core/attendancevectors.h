// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/core/attendancecase.h"

#include <QJsonArray>
#include <QList>
#include <QStringList>

namespace rollcall::test {

/// Orders of arrival for each case beside the listed one and its reverse.
inline constexpr int kShuffles = 50;

/// The cases of tests/vectors/attendance, as every test of them takes, counts and names them. What
/// stands in not-yet.txt is left out.
class AttendanceVectors
{
public:
    /// Answers what is wrong with them; empty = nothing.
    QStringList load();
    const AttendanceCase &at(int index) const { return m_cases.at(index); }
    /// Of all cases, or of those that bring their facts in steps.
    QList<int> indexes(bool withStepsOnly) const;
    void noteRun() { ++m_ran; }
    /// Prints how many ran, and what was left out. False: none ran.
    bool tell(const char *how) const;

private:
    QList<AttendanceCase> m_cases;
    QStringList m_notYet;
    int m_ran = 0;
};

/// Brings the steps of @p vector into a world that holds what comes before them. Answers what did
/// not come out as expected, after a step or at the end.
template <typename World>
QStringList runSteps(World &world, const AttendanceCase &vector)
{
    QStringList problems;
    for (const QJsonValue &value : vector.json.value(QLatin1String("steps")).toArray()) {
        const QJsonObject step = value.toObject();
        world.apply(step);
        problems += world.check(step.value(QLatin1String("expect")).toArray());
    }
    return problems + world.checkEnd();
}

} // namespace rollcall::test
