// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <QDeadlineTimer>

namespace rollcall {

/// What a terminal is being waited for; named in the error when it does not come.
enum class ZkStep { Greeting, Key, Command, Preparing, Transfer, GoodBye };

/// How long to wait for packets: in all, or for as long as bytes keep coming (zk-protocol.md,
/// section 20 and Q20: a large log on a slow line takes minutes and is fine as long as something
/// arrives).
class ZkPatience
{
public:
    static ZkPatience inAll(ZkStep step, int milliseconds) { return {step, milliseconds, false}; }
    static ZkPatience silence(ZkStep step, int milliseconds) { return {step, milliseconds, true}; }

    bool isOver() const { return m_deadline.hasExpired(); }
    /// At most @p slice milliseconds of what is left.
    int left(int slice) const
    {
        return static_cast<int>(qMin<qint64>(slice, m_deadline.remainingTime()));
    }
    void bytesCame();
    /// What is waited before a datagram counts as lost: a third of the whole, 3 s at most unless
    /// the terminal has to make data ready first (section 20).
    ZkPatience untilResend() const;
    Error error() const;

private:
    ZkPatience(ZkStep step, int milliseconds, bool restarts);

    ZkStep m_step;
    int m_milliseconds;
    bool m_restarts;
    QDeadlineTimer m_deadline;
};

} // namespace rollcall
