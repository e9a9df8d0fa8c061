// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/ports/synccontrol.h"

#include <optional>

namespace rollcall {

/// Whoever keeps connections to terminals open and can read through them. Thread: any.
class LiveReads
{
public:
    LiveReads() = default;
    virtual ~LiveReads() = default;
    LiveReads(const LiveReads &) = delete;
    LiveReads &operator=(const LiveReads &) = delete;

    /// Reads the device through the connection that is open to it; nullopt: there is none.
    virtual std::optional<Answer<SyncOutcome>> readNow(DeviceId device) = 0;
};

} // namespace rollcall
