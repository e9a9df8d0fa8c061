// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/wiresettings.h"

#include <QString>

#include <functional>
#include <optional>
#include <stop_token>

namespace rollcall {

/// Where a terminal is and how to get in.
struct Endpoint
{
    QString host;
    quint16 port = 4370;
    std::optional<quint32> commKey; ///< nullopt = none set
    WireSettings wire = {};
};

/// Time limits of one session, in milliseconds (zk-protocol.md, section 20). Tests shorten them.
struct SessionLimits
{
    int connectMs = 5000;
    int handshakeMs = 5000;
    int commandMs = 10000;
    int prepareMs = 60000; ///< the terminal collects a large log first
    int silenceMs = 15000; ///< without a byte inside a transfer
    int closingAckMs = 500;
    int exitMs = 2000;
    int liveProbeMs = 30000; ///< between two looks whether a listening connection is alive
};

/// How far opening a session has come; what was passed tells a connection test which step failed.
enum class OpenStage { NameResolved, HostReached, PortOpen, ProtocolSpoken, KeyAccepted };

/// How a session is steered from outside. Cancel is honoured within 200 ms.
struct SessionControl
{
    SessionLimits limits;
    std::stop_token stop = {};
    /// Told of each stage as it is passed; @p finding is what there is to say of it (the address of
    /// a name), untranslated and short. May be empty. Called on the session's thread.
    std::function<void(OpenStage stage, const QString &finding)> onStage = {};
    /// Called before people are locked out of the terminal (true) and after they were let in again
    /// (false), so that a program which dies in between knows whom to let in at its next start
    /// (zk-protocol.md, section 13). When it fails for true, the terminal is not disabled and the
    /// call ends with that error. May be empty.
    std::function<Result<>(bool disabled)> onDisabled = {};
};

} // namespace rollcall
