// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/attendancevectors.h"

#include "tests/support/testmain.h"

#include <cstdio>

namespace rollcall::test {

QStringList AttendanceVectors::load()
{
    QStringList problems;
    const QString folder = vectorsFolder(QStringLiteral("attendance"));
    const QList<AttendanceCase> found = loadAttendanceCases(folder, &problems);
    if (found.isEmpty())
        problems.append(QStringLiteral("no cases in ") + folder);
    const QStringList later = notYet(QStringLiteral("attendance"));
    for (const AttendanceCase &vector : found) {
        if (later.contains(vector.id) || later.contains(vector.file + u'/' + vector.id))
            m_notYet.append(vector.id);
        else
            m_cases.append(vector);
    }
    return problems;
}

QList<int> AttendanceVectors::indexes(bool withStepsOnly) const
{
    QList<int> wanted;
    for (qsizetype i = 0; i < m_cases.size(); ++i) {
        if (!withStepsOnly || m_cases.at(i).json.contains(QLatin1String("steps")))
            wanted.append(static_cast<int>(i));
    }
    return wanted;
}

bool AttendanceVectors::tell(const char *how) const
{
    for (const QString &name : m_notYet)
        std::printf("attendance: not yet: %s\n", qPrintable(name));
    std::printf("%s: %d cases ran, %d not yet\n", how, m_ran, static_cast<int>(m_notYet.size()));
    return m_ran > 0;
}

} // namespace rollcall::test
