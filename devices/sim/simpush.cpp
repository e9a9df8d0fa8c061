// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simpush.h"

#include "devices/sim/simlogs.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace rollcall {

namespace {

constexpr qint64 kFirstSecond = 1767225600; ///< 2026-01-01
constexpr int kMostWaitMs = 60'000;

QByteArray jsonBody(const QList<SimPushPunch> &punches)
{
    QJsonArray logs;
    for (const SimPushPunch &punch : punches)
        logs.append(QJsonObject{{QStringLiteral("user_id"), punch.userId},
                                {QStringLiteral("timestamp"), punch.at.toString()},
                                {QStringLiteral("status"), punch.state},
                                {QStringLiteral("verify_type"), punch.verify}});
    return QJsonDocument(QJsonObject{{QStringLiteral("logs"), logs}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

QList<SimPushPunch> simPunches(const SimPushOptions &options)
{
    QList<SimPushPunch> punches;
    punches.reserve(options.logs);
    sim::Random random(options.seed);
    const int users = std::max(options.users, 1);
    // One second for each round of everybody keeps the keys apart; the seed only shakes states.
    for (int i = 0; i < options.logs; ++i)
        punches.append({QString::number(i % users + 1),
                        WallTime::fromSeconds(kFirstSecond + i / users * 60LL + i % 60),
                        random.below(4) == 0 ? static_cast<int>(random.below(2)) : 255, 15});
    return punches;
}

qint64 httpDate(const QByteArray &value)
{
    const QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(value).chopped(value.endsWith(" GMT") ? 4 : 0),
                                QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"));
    return date.isValid() ? QDateTime(date.date(), date.time(), Qt::UTC).toSecsSinceEpoch() : 0;
}

bool simPause(int milliseconds, const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, std::chrono::milliseconds(milliseconds), [] { return false; });
    return !stop.stop_requested();
}

SimJsonPusher::SimJsonPusher(const SimPushOptions &options)
    : m_options(options)
    , m_http(options.server, options.habits)
{}

/// The client rule of push-protocols.md, section 1.5.
SimJsonPusher::Outcome SimJsonPusher::push(const QList<SimPushPunch> &punches,
                                           const std::stop_token &stop, int &waitMs)
{
    if (m_tally.sent / std::max(m_options.batch, 1) < m_options.losesAnswers)
        m_http.loseNextAnswer();
    m_tally.sent += punches.size();
    const std::optional<SimHttpAnswer> answer = m_http.request(
        "POST", "/api/v1/biometric/push-log",
        {{"Authorization", "Bearer " + m_options.token}, {"Content-Type", "application/json"}},
        jsonBody(punches), stop);
    if (!answer)
        return Outcome::Again;
    m_tally.clockSetTo = httpDate(answer->value("date"));
    if (answer->status == 200)
        return Outcome::Done;
    ++m_tally.refused;
    if (answer->status == 413 || (answer->status == 422 && answer->body.contains("too_many_logs")))
        return punches.size() > 1 ? Outcome::TooLarge : Outcome::Given;
    if (answer->status == 408 || answer->status == 429 || answer->status >= 500) {
        if (const int seconds = answer->value("retry-after").toInt(); seconds > 0)
            waitMs = std::min(seconds * 1000, m_options.errorDelayMs);
        return Outcome::Again;
    }
    return Outcome::Given;
}

SimPushTally SimJsonPusher::run(const std::stop_token &stop)
{
    QList<SimPushPunch> punches = simPunches(m_options);
    if (m_options.backwards)
        std::reverse(punches.begin(), punches.end());
    qsizetype size = std::max(m_options.batch, 1);
    int waitMs = m_options.errorDelayMs / 8;
    bool isRepeat = false;
    for (qsizetype at = 0; at < punches.size() && !stop.stop_requested();) {
        const QList<SimPushPunch> batch = punches.mid(at, size);
        switch (push(batch, stop, waitMs)) {
        case Outcome::Done:
            if (m_options.resendsEachBatch && !isRepeat) {
                isRepeat = true;
                break;
            }
            isRepeat = false;
            at += batch.size();
            m_tally.acknowledged += batch.size();
            waitMs = m_options.errorDelayMs / 8;
            if (m_options.perMinute > 0 &&
                !simPause(static_cast<int>(60'000.0 * static_cast<double>(batch.size()) /
                                           m_options.perMinute),
                          stop))
                return m_tally;
            break;
        case Outcome::TooLarge:
            size = std::max<qsizetype>(size / 2, 1);
            break;
        case Outcome::Again:
            ++m_tally.retries;
            simPause(waitMs, stop);
            waitMs = std::min(waitMs * 2, kMostWaitMs);
            break;
        case Outcome::Given:
            return m_tally;
        }
    }
    return m_tally;
}

} // namespace rollcall
