// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simlogs.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace rollcall::sim {

namespace {

constexpr quint32 kDay = 86400;
constexpr quint32 kMorning = 7 * 3600 + 40 * 60;
constexpr quint32 kMorningLength = 3600;
constexpr quint32 kAfternoon = 13 * 3600 + 30 * 60;
constexpr quint32 kAfternoonLength = 2 * 3600;
constexpr quint32 kBetween = kMorning + kMorningLength;
constexpr quint32 kBetweenLength = kAfternoon - kBetween;

/// One day's logs of everybody who comes.
class Day
{
public:
    Day(std::vector<StoredLog> &logs, Random &random, quint32 day)
        : m_logs(logs)
        , m_random(random)
        , m_start(day * kDay)
    {}

    void addUser(quint16 user, quint32 punches)
    {
        if (punches == 0)
            return;
        if (punches > 2 + kBetweenLength) { // more than fit between the two: the whole day
            addSpread(user, punches, 0, kDay);
            return;
        }
        // The smaller of two throws, so that most come early and some come late.
        const quint32 late =
            std::min(m_random.below(kMorningLength), m_random.below(kMorningLength));
        add(user, kMorning + late, 0);
        if (punches >= 2)
            add(user, kAfternoon + m_random.below(kAfternoonLength), 1);
        if (punches > 2)
            addSpread(user, punches - 2, kBetween, kBetweenLength);
    }

private:
    /// One in each of @p count equal stretches, so no two share a second.
    void addSpread(quint16 user, quint32 count, quint32 from, quint32 length)
    {
        for (quint64 i = 0; i < count; ++i) {
            const auto begin = static_cast<quint32>(i * length / count);
            const auto end = static_cast<quint32>((i + 1) * length / count);
            add(user, from + begin + m_random.below(end - begin), i % 2 == 0 ? 1 : 0);
        }
    }

    void add(quint16 user, quint32 secondOfDay, quint8 state)
    {
        constexpr quint8 kFinger = 1;
        constexpr quint8 kCard = 4;
        constexpr quint8 kFace = 15;
        const quint8 verify = user % 10 == 0 ? kCard : user % 7 == 0 ? kFace : kFinger;
        m_logs.push_back({m_start + secondOfDay, user, state, verify});
    }

    std::vector<StoredLog> &m_logs;
    Random &m_random;
    const quint32 m_start;
};

} // namespace

QList<quint32> schoolDays(const SimOptions &options)
{
    QList<quint32> weekdays;
    QList<quint32> all;
    const auto count = static_cast<quint32>(options.from.daysTo(options.to) + 1);
    for (quint32 day = 0; day < count; ++day) {
        all.append(day);
        if (options.from.addDays(day).dayOfWeek() <= Qt::Friday)
            weekdays.append(day);
    }
    return weekdays.isEmpty() ? all : weekdays;
}

quint64 Random::next()
{
    m_state += 0x9E37'79B9'7F4A'7C15;
    quint64 z = m_state;
    z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
    z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
    return z ^ (z >> 31);
}

std::vector<StoredLog> makeLogs(const SimOptions &options)
{
    std::vector<StoredLog> logs;
    if (options.logs <= 0 || options.users <= 0)
        return logs;
    logs.reserve(static_cast<size_t>(options.logs));
    const QList<quint32> days = schoolDays(options);
    const auto users = static_cast<quint32>(options.users);
    std::vector<quint16> order(users);
    std::iota(order.begin(), order.end(), quint16(1));
    Random random(options.seed);

    for (qsizetype d = 0; d < days.size(); ++d) {
        const qint64 share = options.logs * (d + 1) / days.size() - options.logs * d / days.size();
        const auto count = static_cast<quint32>(share);
        const bool areFew = count <= 2 * users;
        const quint32 comers = areFew ? (count + 1) / 2 : users;
        const auto dayBegin = static_cast<std::ptrdiff_t>(logs.size());
        Day day(logs, random, days.at(d));
        for (quint32 i = 0; i < comers; ++i) {
            std::swap(order[i], order[i + random.below(users - i)]);
            const quint32 punches =
                areFew ? std::min(2U, count - 2 * i) : count / users + (i < count % users ? 1 : 0);
            day.addUser(order[i], punches);
        }
        std::sort(logs.begin() + dayBegin, logs.end(), [](const StoredLog &a, const StoredLog &b) {
            return std::pair(a.second, a.user) < std::pair(b.second, b.user);
        });
    }
    return logs;
}

} // namespace rollcall::sim
