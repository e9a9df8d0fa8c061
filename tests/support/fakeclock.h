// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace rollcall::test {

/// A clock that stands still until it is moved.
class FakeClock : public Clock
{
public:
    /// 2026-11-22 10:00:00 in Asia/Kolkata, the server time of the push vectors.
    static constexpr qint64 kDefault = 1795321800000;

    explicit FakeClock(qint64 utcMilliseconds = kDefault)
        : m_now(utcMilliseconds)
    {}
    qint64 utcMilliseconds() const override { return m_now; }
    void set(qint64 utcMs) { m_now = utcMs; }
    void advance(qint64 milliseconds) { m_now += milliseconds; }

private:
    std::atomic<qint64> m_now;
};

} // namespace rollcall::test
