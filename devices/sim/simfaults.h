// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QList>
#include <QStringView>

namespace rollcall {

/// What a simulated terminal does wrong (cli.md, `simulate zk`; zk-protocol.md, sections 21 and
/// 22). The word of each is in simfaults.cpp, mostly the enumerator in
/// lower case with dashes.
enum class SimFaultKind {
    DropAfter,   ///< =BYTES: closes the connection after that many bytes
    StallAfter,  ///< =BYTES: sends nothing more, the connection stays
    BadChecksum, ///< =N: every N-th packet has a wrong checksum
    ShortCount,  ///< the log ends one and a half records before the end that its total announces
    WrongCount,  ///< =N: the counter of logs says N
    NoCount,     ///< four zero bytes instead of the counters (Q2)
    Split,       ///< =BYTES: at most so many bytes a write
    Coalesce,    ///< all packets of an answer in one write
    Busy,        ///< takes the connection and never answers (Q16)
    NoAuth,      ///< accepts no communication key
    DuplicateRecords, ///< every tenth log is stored twice (Q23)
    TrailingBytes,    ///< =N: surplus bytes behind the log (Q8)
    InvalidDates,     ///< =N: so many logs, spread evenly, carry the 30 February (Q6)
    Garbage,          ///< answers with bytes of no protocol
    PlainOnly,        ///< refuses buffered reads, as old firmware does (section 11.3)
    RefusePiece,      ///< =N: every N-th piece of a buffered read is refused
    LatePackets,      ///< a late reply of the request before comes ahead of each reply (section 3)
    Events,           ///< an event comes ahead of each reply (section 15.2)
    DropFrames,       ///< =K: closes a TCP connection after K frames
    Delay,            ///< =MS: every answer comes so much later
    UnauthAfter,      ///< =N: from the N-th request of a connection on, all are UNAUTH
    CountPlus,        ///< =N: the counter of logs is N too high; less than 0: too low (Q3)
    ZeroCount,        ///< the counter of logs is 0 (Q1)
    WrongReply,       ///< =N: every N-th answer carries another reply number, so the client
                      ///< never gets it
    SessionAsId,      ///< DATA carries the session id and not its index (Q22)
    EventStorm,       ///< =N: so many events come ahead of each reply
    NoEvents,         ///< does not know REG_EVENT
    LatinNames,       ///< names are no UTF-8: ISO-8859-1 unless another code page is set (Q9)
    ClockDrift,       ///< =S: the clock gains S seconds a day; for the whole terminal
    Single,           ///< answers one client; others are taken and wait for its end (Q16)
    RefusePrepare,    ///< =N: the first N PREPARE_BUFFER of a connection are refused (Q13)
    GarbagePlain,     ///< plain reads of the log give rubbish unless SDKBuild is 1 (Q12)
    StaleUid,         ///< logs of 40 and 49 bytes carry uid 0 (Q39)
    SurplusBlock,     ///< =N: a transfer brings N bytes more than it announces, at most 1024
    LateAck,          ///< the ACK that closes a transfer comes after the next answer
    LostAck,          ///< the ACK that closes a transfer never comes
    AckBeforeData,    ///< the closing ACK overtakes the last DATA (Q21)
    MarkerPrefix,     ///< in logs of 49 bytes the marker stands in front (section 10.2)
    WriteLost,        ///< a user is stored at the second writing, or at a restart (Q32)
    WriteRefused,     ///< no user can be written (Q31)
    PrepareDirect,    ///< PREPARE_BUFFER is answered with the transfer itself (section 24)
    AckData,          ///< small blocks come as ACK_DATA (section 11.3)
    ChunkStallAbove,  ///< =BYTES: a READ_BUFFER for more is never answered (Q18)
    C3,               ///< answers like an access panel (Q38)
    Http,             ///< answers like a web server
    NoSdkBuild,       ///< the option SDKBuild cannot be written
    NoRestartReply,   ///< restarts without an answer (Q35)
    Lose,             ///< =N: every N-th datagram is not sent
    Duplicate,        ///< =N: every N-th datagram is sent twice
    Reorder,          ///< =N: every N-th datagram comes after the one that follows it
};

struct SimFault
{
    SimFaultKind kind = SimFaultKind::Busy;
    qint64 value = 0;
    int connections = 0; ///< only in the first so many connections; 0 = in all

    friend bool operator==(const SimFault &, const SimFault &) = default;
};

/// Reads "split=7", "busy" or, for the first connection only, "drop-after=5000@1". InvalidInput
/// otherwise.
Result<SimFault> parseFault(QStringView text);

/// The faults of one connection, looked up once. Each stands for the kind of its name.
struct SimFaultSet
{
    qint64 dropAfter = -1;  ///< -1 = never
    qint64 stallAfter = -1; ///< -1 = never
    qint64 wrongCount = -1; ///< -1 = the right one
    qint64 badChecksum = 0;
    qint64 refusePiece = 0;
    qint64 split = 0;
    qint64 trailingBytes = 0;
    qint64 invalidDates = 0;
    qint64 dropFrames = -1; ///< -1 = never
    qint64 delay = 0;
    qint64 unauthAfter = 0;
    qint64 countPlus = 0;
    qint64 wrongReply = 0;
    qint64 eventStorm = 0;
    qint64 clockDrift = 0;
    qint64 refusePrepare = 0;
    qint64 surplusBlock = 0;
    qint64 chunkStallAbove = -1; ///< -1 = never
    qint64 lose = 0;
    qint64 duplicate = 0;
    qint64 reorder = 0;
    bool shortCount = false;
    bool noCount = false;
    bool coalesce = false;
    bool busy = false;
    bool noAuth = false;
    bool duplicateRecords = false;
    bool garbage = false;
    bool plainOnly = false;
    bool latePackets = false;
    bool events = false;
    bool zeroCount = false;
    bool sessionAsId = false;
    bool noEvents = false;
    bool latinNames = false;
    bool single = false;
    bool garbagePlain = false;
    bool staleUid = false;
    bool lateAck = false;
    bool lostAck = false;
    bool ackBeforeData = false;
    bool markerPrefix = false;
    bool writeLost = false;
    bool writeRefused = false;
    bool prepareDirect = false;
    bool ackData = false;
    bool c3 = false;
    bool http = false;
    bool noSdkBuild = false;
    bool noRestartReply = false;
};

/// @p connection counts the terminal's connections from 1.
SimFaultSet faultsOf(const QList<SimFault> &faults, int connection);

} // namespace rollcall
