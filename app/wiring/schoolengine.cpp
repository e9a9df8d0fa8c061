// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/schoolengine.h"

namespace rollcall {

Result<std::unique_ptr<SchoolEngine>> SchoolEngine::take(Composition &composition)
{
    Result<std::unique_ptr<EngineLock>> lock = EngineLock::take(composition.folder());
    if (!lock)
        return lock.error();
    return std::unique_ptr<SchoolEngine>(new SchoolEngine(composition, std::move(*lock)));
}

SchoolEngine::SchoolEngine(Composition &composition, std::unique_ptr<EngineLock> lock)
    : m_composition(composition)
    , m_lock(std::move(lock))
{}

SchoolEngine::~SchoolEngine()
{
    m_composition.stopPush();
    m_composition.stopAgents();
}

Result<quint16> SchoolEngine::listen(const PushSettings &settings)
{
    return m_composition.startPush(settings);
}

void SchoolEngine::runAgents()
{
    m_composition.startAgents();
}

} // namespace rollcall
