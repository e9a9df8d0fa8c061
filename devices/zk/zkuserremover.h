// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/terminal.h"
#include "devices/zk/zkconversation.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace rollcall {

/// Deletes users with all that the terminal knows of them, their fingerprints included, and looks
/// whether they are gone (zk-protocol.md, section 9.5). Each request is sent once. The caller keeps
/// the terminal disabled meanwhile. @p counter: users on the terminal, as far as it says. One
/// outcome per id, in order; one who is not there counts as deleted, without a change. An Error:
/// the list of users could not be read at all. Thread: the conversation's.
Result<QList<DeviceUserOutcome>> removeUsers(ZkConversation &conversation,
                                             std::optional<qint64> counter,
                                             const QStringList &userIds);

} // namespace rollcall
