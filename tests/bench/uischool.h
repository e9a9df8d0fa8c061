// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace rollcall::bench {

/// A school in @p folder with four Inactive devices, the first of which holds about @p logs raw
/// logs of at most 1,000 users, of whom one in twenty is mapped by nobody; the attendance of the
/// others is computed. False on an error.
bool makeLoggedSchool(const QString &folder, int logs);

/// Adds @p count students with names, classes and phones. False on an error.
bool addStudents(const QString &folder, int count);

} // namespace rollcall::bench
