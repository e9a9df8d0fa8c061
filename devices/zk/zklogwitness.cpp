// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zklogwitness.h"

#include <QHashFunctions>

#include <utility>

namespace rollcall {

quint64 recordContent(const QString &rawText)
{
    return qHash(QStringView(rawText));
}

ZkLogWitness::ZkLogWitness(LogSink &sink)
    : m_sink(sink)
{}

void ZkLogWitness::announced(qint64 logs)
{
    m_sink.announced(logs);
}

Result<> ZkLogWitness::take(QList<RawLog> logs, QList<SetAsideLog> setAside)
{
    for (const RawLog &log : std::as_const(logs))
        see(log.rawText);
    for (const SetAsideLog &log : std::as_const(setAside))
        see(log.rawText);
    return m_sink.take(std::move(logs), std::move(setAside));
}

void ZkLogWitness::see(const QString &rawText)
{
    m_recordSize = rawText.size() / 2;
    m_content += recordContent(rawText);
}

ZkLogRecall ZkLogWitness::recall(const LogReadSummary &summary, std::optional<qint64> counter) const
{
    return {summary.complete, summary.announced, summary.delivered,
            m_recordSize,     m_content,         counter};
}

} // namespace rollcall
