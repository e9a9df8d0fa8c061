// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/devicereport.h"
#include "core/domain/ids.h"

#include <QString>

#include <optional>

namespace rollcall {

/// Where a command to a push terminal stands.
enum class CommandState {
    Queued,  ///< waits for the terminal to ask
    Sent,    ///< handed out, not answered yet
    Done,    ///< answered with success
    Failed,  ///< answered with a failure, or handed out three times without an answer
    Expired, ///< nobody fetched it in time
    Revoked, ///< the office took it back before it was handed out
};

inline QString commandStateWord(CommandState state)
{
    switch (state) {
    case CommandState::Sent:
        return QStringLiteral("sent");
    case CommandState::Done:
        return QStringLiteral("done");
    case CommandState::Failed:
        return QStringLiteral("failed");
    case CommandState::Expired:
        return QStringLiteral("expired");
    case CommandState::Revoked:
        return QStringLiteral("revoked");
    case CommandState::Queued:
        break;
    }
    return QStringLiteral("queued");
}
inline CommandState commandStateFromWord(QStringView word)
{
    for (const CommandState state : {CommandState::Sent, CommandState::Done, CommandState::Failed,
                                     CommandState::Expired, CommandState::Revoked}) {
        if (word == commandStateWord(state))
            return state;
    }
    return CommandState::Queued;
}

/// Does a terminal's Return mean that the command was done? In the access dialect it may be a count
/// (push-protocols.md, section 2.10).
constexpr bool isCommandDone(PushFamily family, qint64 value)
{
    return family == PushFamily::Access ? value >= 0 : value == 0;
}
/// It was accepted, and its end is still to come.
constexpr bool isCommandGoingOn(PushFamily family, qint64 value)
{
    return family == PushFamily::Access && value == -5000;
}

/// A command that waits for a push terminal, or waited (push-protocols.md, sections 2.8 to 2.10).
struct DeviceCommand
{
    qint64 id = 0;
    DeviceId device;
    QString wireId; ///< letters and digits, at most 16; never used twice for a device
    QString text;   ///< as it goes out, without the "C:id:" in front
    CommandState state = CommandState::Queued;
    qint64 createdUtc = 0;       ///< ms
    qint64 sentUtc = 0;          ///< ms, of the last time; 0 = not yet
    int tries = 0;               ///< how often it was handed out
    std::optional<qint64> value; ///< Return of the answer
    QString result;              ///< what came with the answer
    QString author;

    friend bool operator==(const DeviceCommand &, const DeviceCommand &) = default;
};

} // namespace rollcall
