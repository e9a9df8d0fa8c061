// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/api/devicesession.h"
#include "devices/zk/zkconversation.h"
#include "devices/zk/zkevents.h"
#include "devices/zk/zkliveids.h"

#include <functional>

namespace rollcall {

/// Listens to a terminal: has it send its punches, acknowledges them (the conversation does), hands
/// them on and asks it for the time now and then, because a connection that died silently looks
/// like a quiet hour (zk-protocol.md, section 15). Lives for one run(). Thread: the conversation's.
class ZkLive
{
public:
    /// @p ids names the users of events that carry only a number; asked once, when the first one
    /// comes.
    ZkLive(ZkConversation &conversation, LiveSink &sink, std::function<Result<zk::LiveIds>()> ids);

    /// Ends well when the sink says so. Errors: Unsupported when the terminal sends no events,
    /// Unreachable or Timeout when the connection ends, Cancelled, and what the sink answers.
    Result<> run();

private:
    Result<> begin();
    Result<> listenOn();
    Result<> handOn();
    Result<> handOn(const zk::Event &event);
    Result<> knowIds(const zk::Event &event);

    ZkConversation &m_conversation;
    LiveSink &m_sink;
    const std::function<Result<zk::LiveIds>()> m_askIds;
    std::optional<zk::LiveIds> m_ids;
};

} // namespace rollcall
