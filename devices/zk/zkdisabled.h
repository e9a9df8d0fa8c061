// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/zk/zkconversation.h"

#include <utility>

namespace rollcall {

/// Nobody can punch while one lives (zk-protocol.md, section 13). The conversation must outlive it.
/// Thread: the conversation's.
class [[nodiscard]] ZkDisabled
{
public:
    /// Errors: those of ZkConversation::disable().
    static Result<ZkDisabled> begin(ZkConversation &conversation)
    {
        if (const Result<> disabled = conversation.disable(); !disabled)
            return disabled.error();
        return ZkDisabled(conversation);
    }
    ~ZkDisabled()
    {
        if (m_conversation)
            static_cast<void>(m_conversation->enable()); // what fails is tried at the good-bye
    }
    ZkDisabled(ZkDisabled &&other) noexcept
        : m_conversation(std::exchange(other.m_conversation, nullptr))
    {}
    ZkDisabled &operator=(ZkDisabled &&other) noexcept
    {
        std::swap(m_conversation, other.m_conversation);
        return *this;
    }
    ZkDisabled(const ZkDisabled &) = delete;
    ZkDisabled &operator=(const ZkDisabled &) = delete;

private:
    explicit ZkDisabled(ZkConversation &conversation)
        : m_conversation(&conversation)
    {}

    ZkConversation *m_conversation;
};

} // namespace rollcall
