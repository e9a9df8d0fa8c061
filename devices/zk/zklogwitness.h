// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/api/devicesession.h"

#include <QList>
#include <QString>

#include <optional>

namespace rollcall {

/// What a read of the logs saw, kept to tell later whether the terminal still holds exactly that.
struct ZkLogRecall
{
    bool isComplete = false;
    qint64 records = 0;            ///< as the terminal announced them
    qint64 delivered = 0;          ///< records that reached the sink
    qint64 recordSize = 0;         ///< bytes; 0 = there were none
    quint64 content = 0;           ///< folded over all records, in any order
    std::optional<qint64> counter; ///< the terminal's, before the read
};

/// The share of one record in ZkLogRecall::content. @p rawText is its hex.
quint64 recordContent(const QString &rawText);

/// Stands between a read and its sink and watches what passes.
class ZkLogWitness : public LogSink
{
public:
    explicit ZkLogWitness(LogSink &sink);

    void announced(qint64 logs) override;
    Result<> take(QList<RawLog> logs, QList<SetAsideLog> setAside) override;

    /// After the read.
    ZkLogRecall recall(const LogReadSummary &summary, std::optional<qint64> counter) const;

private:
    void see(const QString &rawText);

    LogSink &m_sink;
    qint64 m_recordSize = 0;
    quint64 m_content = 0;
};

} // namespace rollcall
