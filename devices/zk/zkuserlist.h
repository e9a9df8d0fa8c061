// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/zk/zkconversation.h"
#include "devices/zk/zkusertable.h"

#include <optional>

namespace rollcall {

/// Reads all users in one piece. A cut list is an error, because a shorter list would look like a
/// true one. @p counter: how many there are, as far as the terminal says (Q1 to Q3). Errors: those
/// of ZkBlock::open(), ProtocolViolation.
Result<zk::UserTable> readUserTable(ZkConversation &conversation, std::optional<qint64> counter);

/// Has the terminal take over what was written or deleted, and reads its users again. Its answer to
/// the first is no proof and not looked at.
Result<zk::UserTable> readBackUsers(ZkConversation &conversation, qint64 expected);

} // namespace rollcall
