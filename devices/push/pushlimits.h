// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace rollcall::push {

/// Limits of the listener (push-protocols.md, sections 1.3, 1.5 and 1.7). Tests shorten the times.
/// Milliseconds and bytes unless named otherwise.
struct PushLimits
{
    int headersMs = 10000; ///< from a request's first byte to the end of its head; also how long
                           ///< an encrypted connection may shake hands
    int bodyMs = 20000;    ///< from a request's first byte to the end of its body
    int idleMs = 15000;    ///< a connection without a request; also how long a slow reader may take
                           ///< for an answer
    int serveMs = 120000;  ///< the store answers within its own deadlines; this is the last resort
    int lingerMs =
        2000; ///< how long the rest of a refused request is still taken in, and thrown away
    int lingerSilenceMs = 500; ///< ... and how long without a further byte of it

    qsizetype maxTarget = 8LL * 1024;
    qsizetype maxHeaderBytes = 16LL * 1024;
    int maxHeaderFields = 100;
    qint64 maxBody = 1024LL * 1024;

    int requestsPerMinute = 600;  ///< of one device; 0 = as many as it likes, so with those below
    int burst = 100;              ///< ... and so many at once
    int failedAuthPerMinute = 10; ///< of one address; then ...
    int lockoutMs = 60000;        ///< ... it gets 429 for so long
    int healthPerMinute = 60;     ///< of one address

    int maxConnections = 128;
    int maxConnectionsPerAddress = 16;
    int requestsPerConnection = 100;
    /// Bytes of requests after which a connection is closed with its answer: Qt 6.4 keeps every
    /// request of a connection in memory until the connection ends.
    qint64 bytesPerConnection = 1024LL * 1024;

    int maxLogs = 1000;
    int firstYear = 2010; ///< an ADMS punch before this year ...
    int lastYear = 2099;  ///< ... or after this one is set aside
    int silentFutureSeconds = 300; ///< up to here a clock ahead of ours is not worth a word
    int maxFutureSeconds =
        24 * 3600;             ///< up to here it is a warning, beyond it the punch is refused
    int heartbeatSeconds = 60; ///< the interval asked of terminals that send heartbeats
};

} // namespace rollcall::push
