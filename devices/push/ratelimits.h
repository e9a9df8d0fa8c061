// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/ids.h"
#include "devices/push/pushlimits.h"

#include <QHash>
#include <QHostAddress>

#include <optional>

namespace rollcall::push {

/// How often somebody may ask (push-protocols.md, section 1.7): each device, each address for the
/// health route, and each address that fails to prove who it is. A value with a bounded memory;
/// every time is the caller's, in UTC ms. Thread: its owner's.
class RateLimits
{
public:
    explicit RateLimits(const PushLimits &limits)
        : m_limits(limits)
    {}

    /// One more request of an admitted device. nullopt: it may go on; else the seconds to wait.
    std::optional<int> admitDevice(DeviceId device, qint64 nowUtc);
    /// One more look at the health route.
    std::optional<int> admitHealth(const QHostAddress &peer, qint64 nowUtc);
    /// One more request that proved nothing. Only such a request is ever locked out: a good token
    /// from the same address goes on.
    std::optional<int> admitFailure(const QHostAddress &peer, qint64 nowUtc);

private:
    /// Holds @p burst requests and fills up at @p perMinute.
    struct Bucket
    {
        double left = 0;
        qint64 sinceUtc = 0;
    };
    struct Failures
    {
        int count = 0;
        qint64 sinceUtc = 0;
        qint64 lockedUntilUtc = 0;
    };

    static std::optional<int> take(Bucket &bucket, bool isNew, int perMinute, int burst,
                                   qint64 nowUtc);
    template <typename Map>
    static void makeRoom(Map &map, qint64 nowUtc);

    const PushLimits m_limits;
    QHash<DeviceId, Bucket> m_devices;
    QHash<QHostAddress, Bucket> m_health;
    QHash<QHostAddress, Failures> m_failures;
};

} // namespace rollcall::push
