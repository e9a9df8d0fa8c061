// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/sim/simfaults.h"

#include <QDate>
#include <QHostAddress>
#include <QList>
#include <QString>
#include <QStringView>

namespace rollcall {

/// The attendance records that a simulated terminal stores (zk-protocol.md, section 10).
enum class SimRecordSize { Bytes8A, Bytes8B, Bytes16, Bytes40, Bytes49 };

/// Everything that makes a simulated terminal. Two with the same options hold the same users and
/// logs, whenever and wherever they are made; address, port and clock have no part in it.
struct SimOptions
{
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 0;       ///< 0 = any free one
    int users = 100;        ///< 0..65535; their ids are 1..users
    qint64 logs = 1000;     ///< 0..kMostLogs
    QDate from{2026, 3, 2}; ///< first day of the logs, 2000..2099
    QDate to{2026, 6, 26};  ///< last day of the logs
    SimRecordSize recordSize = SimRecordSize::Bytes40;
    int userSize = 72;   ///< 28 or 72
    quint32 commKey = 0; ///< 0 = none
    QString serial = QStringLiteral("SIM0000001");
    int clockOffsetSeconds = 0; ///< the terminal's clock minus this PC's
    int maxPacket = 65528;      ///< data bytes in a packet (section 11.1)
    int pauseMs = 0;            ///< between two packets
    quint64 seed = 1;
    QList<SimFault> faults;
    bool udp = false;                           ///< also on UDP, at the same port
    bool udpOnly = false;                       ///< not on TCP
    double livePerMinute = 0;                   ///< punches from now on, 0 = none
    int eventSize = 32;                         ///< bytes of an attendance event (section 15.3)
    int restartMs = 1000;                       ///< how long it is away when it restarts
    int userCapacity = 10'000;                  ///< no uid is higher; not less than users in effect
    QString codePage = QStringLiteral("utf-8"); ///< of the names (section 9.4)
    int udpSilenceMs = 60'000; ///< a UDP client that is silent so long is forgotten

    static constexpr qint64 kMostLogs = 10'000'000;
    /// A minute has room for no more: each comes with a timer of its own.
    static constexpr double kMostLivePerMinute = 6000;
};

/// The options of `simulate zk` that a terminal has, for a command line: each name is given to
/// setSimOption() with its value; one without a value name is a flag and is set with an empty
/// value. "fault" may come more than once. --count is the caller's: see
/// simOptionsFor().
struct SimOptionHelp
{
    const char *name;
    const char *valueName;
    QString help; ///< translated
};
QList<SimOptionHelp> simOptionHelp();

/// Sets one option by its name in cli.md, without the dashes. InvalidInput names the option and
/// what it takes.
Result<> setSimOption(SimOptions &options, QStringView name, const QString &value);

/// InvalidInput when the options do not go together: dates out of order, more logs than seconds.
Result<> checkSimOptions(const SimOptions &options);

/// The options of terminal @p index (0, 1, …) of several made from the same ones: ports follow each
/// other, serial number and seed differ.
SimOptions simOptionsFor(const SimOptions &options, int index);

} // namespace rollcall
