// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/queryjoiner.h"

namespace rollcall::push {

namespace {

constexpr qint64 kPatienceMs = 5LL * 60 * 1000;
constexpr qsizetype kMostBytes = 4 * 1024 * 1024;
constexpr int kMostParts = 10'000;
constexpr qsizetype kMostSets = 64;

} // namespace

std::optional<QByteArray> QueryJoiner::add(const Part &part, qint64 nowUtc)
{
    if (part.count <= 1)
        return part.body;
    m_sets.removeIf([nowUtc](const auto &set) { return nowUtc - set->sinceUtc > kPatienceMs; });
    const bool isOdd = part.count > kMostParts || part.index < 1 || part.index > part.count;
    if (isOdd || (!m_sets.contains(part.set) && m_sets.size() >= kMostSets))
        return std::nullopt;
    Set &set = m_sets[part.set];
    if (set.parts.isEmpty())
        set.sinceUtc = nowUtc;
    set.bytes += part.body.size() - set.parts.value(part.index).size();
    set.parts.insert(part.index, part.body);
    if (set.bytes > kMostBytes) {
        m_sets.remove(part.set);
        return std::nullopt;
    }
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

} // namespace rollcall::push
