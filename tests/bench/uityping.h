// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace rollcall::bench {

/// Types into the filter of "People" and into the search of the map dialog, key by key, with the
/// people of the school in @p folder, and prints the most CPU time that the thread of the windows
/// spent between two returns to the event loop. Answers the exit status; it is a process of its
/// own.
int runTypingChild(int argc, char **argv, const QString &folder);

} // namespace rollcall::bench
