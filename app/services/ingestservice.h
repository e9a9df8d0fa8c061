// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/ports/ingestport.h"
#include "core/ports/stores.h"

namespace rollcall {

/// The one door for punches (architecture.md, section 4.2): gives each log its instant, says which
/// of them a device clock must be doubted for, and hands them to the store. Thread: any.
class IngestService : public IngestPort
{
public:
    IngestService(LogStore &logs, const Clock &clock)
        : m_logs(logs)
        , m_clock(clock)
    {}

    Answer<IngestCounts> store(IngestBatch batch) override;
    Answer<> probe() override { return m_logs.probe(); }

private:
    LogStore &m_logs;
    const Clock &m_clock;
};

} // namespace rollcall
