// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/sim/simoptions.h"

#include <QtGlobal>

#include <vector>

namespace rollcall::sim {

/// A stored log, small because a terminal can hold millions of them.
struct StoredLog
{
    quint32 second = 0; ///< since the first day of the logs, 00:00
    quint16 user = 0;   ///< 1..users
    quint8 state = 0;
    quint8 verify = 0;
};

/// SplitMix64: the same numbers on every platform, which the distributions of the standard library
/// do not promise.
class Random
{
public:
    explicit Random(quint64 seed)
        : m_state(seed)
    {}
    quint64 next();
    /// 0 to @p bound - 1; @p bound at least 1, at most 2^32.
    quint32 below(quint64 bound) { return static_cast<quint32>((next() >> 32) * bound >> 32); }

private:
    quint64 m_state;
};

/// The days with logs, counted from the first: Monday to Friday, or all days when there are none of
/// these.
QList<quint32> schoolDays(const SimOptions &options);

/// The logs of a terminal in storage order, which is the order of time: each school day gets the
/// same share; people come between 07:40 and 08:40 and leave between 13:30 and 15:30; when there
/// are more logs than that, they are spread over the day. No user has two in the same second.
/// Options that checkSimOptions() accepts.
std::vector<StoredLog> makeLogs(const SimOptions &options);

} // namespace rollcall::sim
