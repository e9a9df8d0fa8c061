// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/ratelimits.h"

#include <algorithm>
#include <cmath>

namespace rollcall::push {

namespace {

constexpr qint64 kMinute = 60'000;
/// Addresses that are remembered at once; more than a school has, less than memory minds.
constexpr qsizetype kMostPeers = 4096;

int secondsOf(qint64 milliseconds)
{
    return static_cast<int>(std::max<qint64>((milliseconds + 999) / 1000, 1));
}

} // namespace

std::optional<int> RateLimits::take(Bucket &bucket, bool isNew, int perMinute, int burst,
                                    qint64 nowUtc)
{
    const double perMs = static_cast<double>(perMinute) / kMinute;
    // A clock that was set back must not empty a bucket for hours.
    const qint64 passed = isNew ? 0 : std::max<qint64>(nowUtc - bucket.sinceUtc, 0);
    bucket.left =
        isNew ? burst : std::min<double>(burst, bucket.left + static_cast<double>(passed) * perMs);
    bucket.sinceUtc = nowUtc;
    if (bucket.left >= 1) {
        bucket.left -= 1;
        return std::nullopt;
    }
    return secondsOf(static_cast<qint64>(std::ceil((1 - bucket.left) / perMs)));
}

template <typename Map>
void RateLimits::makeRoom(Map &map, qint64 nowUtc)
{
    if (map.size() < kMostPeers)
        return;
    map.removeIf([nowUtc](const auto &entry) {
        return nowUtc - entry->sinceUtc > kMinute || nowUtc < entry->sinceUtc;
    });
    if (map.size() >= kMostPeers)
        map.clear(); // a flood from everywhere; forgetting is kinder than growing
}

std::optional<int> RateLimits::admitDevice(DeviceId device, qint64 nowUtc)
{
    if (m_limits.requestsPerMinute <= 0)
        return std::nullopt;
    const bool isNew = !m_devices.contains(device);
    return take(m_devices[device], isNew, m_limits.requestsPerMinute, std::max(m_limits.burst, 1),
                nowUtc);
}

std::optional<int> RateLimits::admitHealth(const QHostAddress &peer, qint64 nowUtc)
{
    if (m_limits.healthPerMinute <= 0)
        return std::nullopt;
    makeRoom(m_health, nowUtc);
    const bool isNew = !m_health.contains(peer);
    return take(m_health[peer], isNew, m_limits.healthPerMinute, m_limits.healthPerMinute, nowUtc);
}

std::optional<int> RateLimits::admitFailure(const QHostAddress &peer, qint64 nowUtc)
{
    if (m_limits.failedAuthPerMinute <= 0)
        return std::nullopt;
    makeRoom(m_failures, nowUtc);
    Failures &failures = m_failures[peer];
    const bool isClockSetBack = nowUtc < failures.sinceUtc;
    if (!isClockSetBack && nowUtc < failures.lockedUntilUtc)
        return secondsOf(failures.lockedUntilUtc - nowUtc);
    if (isClockSetBack || nowUtc - failures.sinceUtc >= kMinute)
        failures = {0, nowUtc, 0};
    if (++failures.count <= m_limits.failedAuthPerMinute)
        return std::nullopt;
    failures.lockedUntilUtc = nowUtc + m_limits.lockoutMs;
    return secondsOf(m_limits.lockoutMs);
}

} // namespace rollcall::push
