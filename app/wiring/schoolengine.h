// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/wiring/compose.h"
#include "app/wiring/enginelock.h"

#include <memory>

namespace rollcall {

/// What runs by itself for a school: the push listener, the polling and the listening to terminals
/// (architecture.md, section 5). There is one for a school; whoever has this object has it. Ends
/// with it, before the composition.
class SchoolEngine
{
public:
    /// Conflict when another program runs the engine of this school; the error names it.
    static Result<std::unique_ptr<SchoolEngine>> take(Composition &composition);
    ~SchoolEngine();
    SchoolEngine(const SchoolEngine &) = delete;
    SchoolEngine &operator=(const SchoolEngine &) = delete;

    /// Starts the push listener; answers its port.
    Result<quint16> listen(const PushSettings &settings);
    /// Starts to poll and to listen to the agent devices.
    void runAgents();

private:
    SchoolEngine(Composition &composition, std::unique_ptr<EngineLock> lock);

    Composition &m_composition;
    const std::unique_ptr<EngineLock> m_lock;
};

} // namespace rollcall
