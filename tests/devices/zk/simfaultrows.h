// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/devices/zk/rawterminal.h"

#include <QList>
#include <QMetaType>

namespace rollcall::test {

/// What a fault or an option of a simulated terminal does on the wire: options as on a command
/// line, separated by blanks, and a look at a terminal made from them, which fails the test when it
/// is not what it should be.
struct SimFaultRow
{
    const char *options;
    void (*look)(RawTerminal &terminal);
};

/// Those that change how packets come.
QList<SimFaultRow> carriageRows();
/// Those that change what packets say.
QList<SimFaultRow> contentRows();

} // namespace rollcall::test

Q_DECLARE_METATYPE(rollcall::test::SimFaultRow)
