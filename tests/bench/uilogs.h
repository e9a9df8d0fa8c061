// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace rollcall::bench {

/// Opens a table of the raw logs of a school over PagedModel and prints the milliseconds from
/// making it until it was painted with rows and its true count, from then until a place in the
/// middle was painted, and how many pages were read for that. Answers the exit status; it is a
/// process of its own.
int runLogsChild(int argc, char **argv, const QString &folder);

/// What such a process printed; negative when it failed.
struct LogsOpened
{
    double openMs = -1;
    double jumpMs = -1;
    int pagesOfJump = -1;
};
LogsOpened openLogs(const QString &folder);

} // namespace rollcall::bench
