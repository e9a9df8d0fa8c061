// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace rollcall::bench {

/// Opens the program's window on a school, goes to the Control Panel of its first device, opens the
/// tab "Logs" there and goes to the middle of the list and to its first quarter. Prints what
/// LogsOpened holds and answers the exit status; it is a process of its own.
int runLogsChild(int argc, char **argv, const QString &folder);

/// What such a process printed; negative when it failed.
struct LogsOpened
{
    double openMs = -1;     ///< from the click on the tab to painted rows and the true count
    double anyPlaceMs = -1; ///< from the same click until the middle of the list was painted
    double jumpMs = -1;     ///< from there to another painted place
    int pagesOfJump = -1;   ///< pages that were read for the middle
};
LogsOpened openLogs(const QString &folder);

} // namespace rollcall::bench
