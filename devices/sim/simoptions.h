// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QDate>
#include <QHostAddress>
#include <QList>
#include <QString>
#include <QStringView>

#include <optional>

namespace rollcall {

/// The attendance records that a simulated terminal stores (zk-protocol.md, section 10).
enum class SimRecordSize { Bytes8A, Bytes8B, Bytes16, Bytes40, Bytes49 };

/// What a simulated terminal does wrong (cli.md, `simulate zk`; zk-protocol.md, sections 21 and 22). The word of each is
/// the enumerator in lower case with dashes.
enum class SimFaultKind {
    DropAfter,        ///< =BYTES: closes the connection after that many bytes
    StallAfter,       ///< =BYTES: sends nothing more, the connection stays
    BadChecksum,      ///< =N: every N-th packet has a wrong checksum
    ShortCount,       ///< the log ends one and a half records before the end that its total announces
    WrongCount,       ///< =N: the counter of logs says N
    NoCount,          ///< four zero bytes instead of the counters (Q2)
    Split,            ///< =BYTES: at most so many bytes a write
    Coalesce,         ///< all packets of an answer in one write
    Busy,             ///< takes the connection and never answers (Q16)
    NoAuth,           ///< accepts no communication key
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

/// Reads "split=7", "busy" or, for the first connection only, "drop-after=5000@1". InvalidInput otherwise.
Result<SimFault> parseFault(QStringView text);

/// Everything that makes a simulated terminal. Two with the same options hold the same users and logs, whenever and
/// wherever they are made; address, port and clock have no part in it.
struct SimOptions
{
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 0;                ///< 0 = any free one
    int users = 100;                 ///< 0..65535; their ids are 1..users
    qint64 logs = 1000;              ///< 0..kMostLogs
    QDate from{2026, 3, 2};          ///< first day of the logs, 2000..2099
    QDate to{2026, 6, 26};           ///< last day of the logs
    SimRecordSize recordSize = SimRecordSize::Bytes40;
    int userSize = 72;               ///< 28 or 72
    quint32 commKey = 0;             ///< 0 = none
    QString serial = QStringLiteral("SIM0000001");
    int clockOffsetSeconds = 0;      ///< the terminal's clock minus this PC's
    int maxPacket = 65528;           ///< data bytes in a packet (section 11.1)
    int pauseMs = 0;                 ///< between two packets
    quint64 seed = 1;
    QList<SimFault> faults;

    static constexpr qint64 kMostLogs = 10'000'000;
};

/// The options of `simulate zk` that a terminal has, for a command line: each name is given to setSimOption() with its
/// value. "fault" may come more than once. --count is the caller's: see simOptionsFor().
struct SimOptionHelp
{
    const char *name;
    const char *valueName;
    QString help; ///< translated
};
QList<SimOptionHelp> simOptionHelp();

/// Sets one option by its name in cli.md, without the dashes. InvalidInput names the option and what it takes.
Result<> setSimOption(SimOptions &options, QStringView name, const QString &value);

/// InvalidInput when the options do not go together: dates out of order, more logs than seconds.
Result<> checkSimOptions(const SimOptions &options);

/// The options of terminal @p index (0, 1, …) of several made from the same ones: ports follow each other, serial number
/// and seed differ.
SimOptions simOptionsFor(const SimOptions &options, int index);

/// The faults of one connection, looked up once.
struct SimFaultSet
{
    std::optional<qint64> dropAfter;
    std::optional<qint64> stallAfter;
    std::optional<qint64> wrongCount;
    int badChecksum = 0;
    int refusePiece = 0;
    int split = 0;
    int trailingBytes = 0;
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

/// @p connection counts from 1.
SimFaultSet faultsOf(const SimOptions &options, int connection);

} // namespace rollcall
