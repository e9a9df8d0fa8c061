// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace rollcall {

/// Where the time comes from. Nobody but the system clock in app/wiring asks the operating system.
/// Thread: any.
class Clock
{
public:
    Clock() = default;
    virtual ~Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;

    /// Milliseconds since 1970-01-01 00:00 UTC.
    virtual qint64 utcMilliseconds() const = 0;
};

} // namespace rollcall
