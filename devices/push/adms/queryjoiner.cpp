// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/queryjoiner.h"

#include <algorithm>
#include <numeric>

namespace rollcall::push {

namespace {

constexpr qint64 kPatienceMs = 5LL * 60 * 1000;
constexpr qsizetype kMostBytes = 4LL * 1024 * 1024;
constexpr qsizetype kMostBytesOfAll = 4 * kMostBytes;
constexpr int kMostParts = 10'000;
constexpr qsizetype kMostSets = 64;

} // namespace

std::optional<QByteArray> QueryJoiner::add(const Part &part, qint64 nowUtc)
{
    if (part.count <= 1)
        return part.body;
    m_sets.removeIf([nowUtc](const auto &set) { return nowUtc - set->sinceUtc > kPatienceMs; });
    if (part.count > kMostParts || part.index < 1 || part.index > part.count)
        return std::nullopt;
    Set set = m_sets.take(part.set);
    if (set.count != part.count) // the first part, or the terminal cuts its answer anew
        set = {nowUtc, part.count, 0, {}};
    set.bytes += part.body.size() - set.parts.value(part.index).size();
    set.parts.insert(part.index, part.body);
    if (set.bytes > kMostBytes)
        return std::nullopt;
    makeRoom(set.bytes);
    m_sets.insert(part.set, set);
    if (set.parts.size() < part.count)
        return std::nullopt;
    QByteArray whole;
    for (const QByteArray &body : std::as_const(set.parts)) {
        whole += body;
        if (!whole.endsWith('\n'))
            whole += '\n';
    }
    return whole;
}

void QueryJoiner::makeRoom(qsizetype bytes)
{
    const auto total = [this, bytes] {
        return std::accumulate(m_sets.cbegin(), m_sets.cend(), bytes,
                               [](qsizetype sum, const Set &set) { return sum + set.bytes; });
    };
    while (!m_sets.isEmpty() && (m_sets.size() >= kMostSets || total() > kMostBytesOfAll)) {
        const auto oldest =
            std::min_element(m_sets.cbegin(), m_sets.cend(),
                             [](const Set &a, const Set &b) { return a.sinceUtc < b.sinceUtc; });
        m_sets.erase(oldest);
    }
}

} // namespace rollcall::push
