// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>
#include <stop_token>

namespace rollcall {

/// Where a terminal is and how to get in.
struct Endpoint
{
    QString host;
    quint16 port = 4370;
    std::optional<quint32> commKey; ///< nullopt = none set
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
};

/// How a session is steered from outside. Cancel is honoured within 200 ms.
struct SessionControl
{
    SessionLimits limits;
    std::stop_token stop;
};

} // namespace rollcall
