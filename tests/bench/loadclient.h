// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>

namespace rollcall::bench {

/// Requests that are to be sent over kept-alive connections to 127.0.0.1.
struct LoadPlan
{
    quint16 port = 0;
    int connections = 16;
    QList<QByteArray> requests; ///< whole: head and body
    double perSecond = 0;       ///< requests; 0 = each connection sends as soon as it is answered
};

struct LoadResult
{
    double seconds = -1;     ///< from the first request to the last answer; -1 = it failed
    double cpuSeconds = 0;   ///< of the whole process in that time: clients, and a server in it
    QList<double> latencyMs; ///< from sending to the whole answer, one for each request
    int refused = 0;         ///< answers that were not 200

    bool isGood() const { return seconds > 0 && refused == 0; }
    /// The latency that @p share (0..1) of the requests stayed within.
    double percentile(double share) const;
};

/// Sends them all from the calling thread and waits for every answer.
LoadResult runLoad(const LoadPlan &plan);

} // namespace rollcall::bench
