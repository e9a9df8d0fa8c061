// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/rawlog.h"
#include "devices/zk/zkevents.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <optional>

namespace rollcall::zk {

/// Does the number in a short event name the user, or the terminal's internal record? Old terminals
/// do either (zk-protocol.md, sections 10.4 and 15.3).
enum class ShortId { Unknown, IsUserId, IsUid };

/// What is known of a terminal's users when its events are read.
struct LiveIds
{
    ShortId shortId = ShortId::Unknown;
    QHash<int, QString> byUid; ///< user ids
    QSet<QString> userIds;
};

/// True when the user of this event can be told only with LiveIds.
bool needsLiveIds(const Event &event);

/// The punch that an event tells of, under the same user id that the log will give it. nullopt: it
/// tells of none, or of one that cannot be read without doubt. The raw text begins with "event:",
/// so that it is not taken for a record.
std::optional<RawLog> punchOf(const Event &event, const LiveIds &ids);

/// True when the event may be, or hold, a punch that punchOf() does not give: only the log can
/// tell.
bool needsLogRead(const Event &event, const LiveIds &ids);

} // namespace rollcall::zk
