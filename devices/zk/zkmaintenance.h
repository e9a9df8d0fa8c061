// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/walltime.h"
#include "devices/zk/zkconversation.h"

namespace rollcall {

/// The small things that a terminal can be asked to do (zk-protocol.md, sections 8.3 and 14). What
/// it refuses is Unsupported; nothing that changes something is sent twice. Thread: the
/// conversation's.
class ZkMaintenance
{
public:
    explicit ZkMaintenance(ZkConversation &conversation);

    Result<WallTime> clock();
    /// Sets the clock and reads it again; Conflict when it does not show the new time then.
    Result<> setClock(WallTime wall);
    /// Ends the conversation. No answer is the usual answer (Q35).
    Result<> restart();
    Result<> beep();
    /// @p factor: what this terminal counts in a second.
    Result<> unlock(int seconds, int factor);

private:
    ZkConversation &m_conversation;
};

} // namespace rollcall
