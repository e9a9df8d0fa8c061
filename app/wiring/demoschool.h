// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/wiring/compose.h"
#include "devices/sim/simzkserver.h"

#include <memory>

namespace rollcall {

/// The small school of `--demo`: 120 pupils, one simulated terminal with four weeks of punches,
/// most of its users mapped. Lives in a data folder of its own.
class DemoSchool
{
public:
    /// The folder of the demo, beside the real data, unless @p chosen names one.
    static QString folder(const QString &chosen);
    /// Starts the terminal and fills @p composition when it is empty. Blocks; called before the
    /// window opens.
    static Result<std::unique_ptr<DemoSchool>> open(Composition &composition);

private:
    DemoSchool() = default;
    static Result<> fill(Composition &composition, quint16 port);
    std::unique_ptr<SimZkThread> m_terminal;
};

} // namespace rollcall
