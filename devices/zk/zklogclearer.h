// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/api/devicesession.h"
#include "devices/zk/zkblock.h"
#include "devices/zk/zkconversation.h"
#include "devices/zk/zkcounters.h"
#include "devices/zk/zklogwitness.h"

#include <optional>

namespace rollcall {

/// Why the log must not be cleared after a read and a storing like these; none = nothing speaks
/// against it so far.
std::optional<Error> objectionToClear(const ZkLogRecall &seen, const StoredProof &proof);

/// Deletes the log of a terminal, which knows only "all of it" (zk-protocol.md, section 14), after
/// it has proven that the log is still the one that was read: the terminal's counter has not grown
/// and the log it would deliver now has the same length, and, where a full terminal may have
/// written over its oldest records, the same content. The caller has asked objectionToClear(), and
/// keeps the terminal disabled meanwhile. Lives for one run(). Thread: the conversation's.
class ZkLogClearer
{
public:
    ZkLogClearer(ZkConversation &conversation, const ZkLogRecall &seen);

    /// How many logs the terminal holds afterwards. Errors: Conflict, with the reason, and
    /// Unsupported when nothing was deleted; those of the conversation when that is not known.
    Result<qint64> run();

private:
    /// The log as the terminal would deliver it now.
    struct Present
    {
        qint64 bytes = 0; ///< of records, announced and there
        std::optional<quint64> content;
    };

    Result<zk::Counters> counters();
    Result<Present> look(bool withContent);
    Result<quint64> contentOf(ZkBlock &block, qint64 bytes);
    std::optional<Error> objection(const zk::Counters &now, const Present &present) const;
    Result<qint64> clear();
    Result<qint64> left(bool isConfirmed);

    ZkConversation &m_conversation;
    const ZkLogRecall m_seen;
};

} // namespace rollcall
