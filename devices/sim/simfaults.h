// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QList>
#include <QStringView>

namespace rollcall {

/// What a simulated terminal does wrong (cli.md, `simulate zk`; zk-protocol.md, sections 21 and
/// 22). The word of each is the enumerator in lower case with dashes.
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
};

/// @p connection counts the terminal's connections from 1.
SimFaultSet faultsOf(const QList<SimFault> &faults, int connection);

} // namespace rollcall
