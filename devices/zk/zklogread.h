// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/walltime.h"
#include "devices/api/devicesession.h"
#include "devices/zk/zkblock.h"
#include "devices/zk/zkrecords.h"
#include "devices/zk/zksizeproof.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <functional>
#include <optional>

namespace rollcall {

/// What a read of the logs must know besides the block itself.
struct ZkLogHints
{
    std::optional<qint64> counter; ///< number of logs by the terminal's counter
    WallTime latest;               ///< no log can be later
    /// User ids by uid, asked for only when the records name nothing else.
    std::function<Result<QHash<int, QString>>()> userIds;
};

/// One read of all logs: proves the record size by looking at the first, middle and last records,
/// then hands whole records to the sink, chunk by chunk, so that memory does not grow with the log
/// (zk-protocol.md, sections 10.5, 11.1 and 21). When the connection breaks, it is made again once,
/// and the read goes on behind the last record that was delivered, if that one is still where it
/// was. Lives for one run(). Thread: the conversation's.
class ZkLogRead
{
public:
    ZkLogRead(ZkConversation &conversation, LogSink &sink, ZkLogHints hints);

    /// An Error: nothing could be proven, nothing was delivered.
    Result<LogReadSummary> run();

private:
    /// The part of the block that the proof rests on and the stream begins with.
    struct Head
    {
        QByteArray bytes;     ///< from offset 0, the u32 total included
        qint64 total = 0;     ///< bytes of records as the prefix says
        qint64 available = 0; ///< bytes of records that can be read
        std::optional<Error> cut;
    };
    /// A block whose shape is proven; one without records needs no proof.
    struct Opened
    {
        ZkBlock block;
        Head head;
        zk::RecordShape shape;
    };

    Result<Opened> open();
    Result<Opened> openProven();
    Result<Head> readHead(ZkBlock &block);
    Result<zk::RecordShape> prove(ZkBlock &block, const Head &head);
    LogReadSummary deliver(Opened first);
    /// From the byte @p at on.
    Result<> stream(Opened &opened, qint64 at, zk::LogDecoder &decoder, LogReadSummary &summary);
    /// Decodes whole records and keeps the rest for the next call; hands on a batch when it is
    /// large enough.
    Result<> feed(QByteArrayView bytes, zk::LogDecoder &decoder, LogReadSummary &summary);
    Result<> handOn(LogReadSummary &summary);
    bool isBroken() const;
    bool reconnect();
    bool goesOn(Opened &again, const zk::RecordShape &shape);

    ZkConversation &m_conversation;
    LogSink &m_sink;
    const ZkLogHints m_hints;
    std::optional<QHash<int, QString>> m_userIds;
    bool m_wasReconnected = false;
    qint64 m_total = 0;      ///< bytes of records that were announced to the sink
    qint64 m_decoded = 0;    ///< bytes of records that were decoded
    QByteArray m_lastRecord; ///< the last of them
    QByteArray m_rest;
    QList<RawLog> m_logs;
    QList<SetAsideLog> m_setAside;
};

} // namespace rollcall
