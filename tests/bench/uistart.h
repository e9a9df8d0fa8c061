// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace rollcall::bench {

/// The real program as a child: composes and shows it as app/gui's main() does, on the data folder
/// @p folder, and prints "ready" once the device page has been painted with its rows and a key has
/// moved the row that is chosen. Ends then; answers the exit status.
int runStartChild(int argc, char **argv, const QString &folder);

/// Milliseconds from the start of such a process to its "ready"; -1 when it did not come.
double startMilliseconds(const QString &folder);

} // namespace rollcall::bench
