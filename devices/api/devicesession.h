// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/deviceuser.h"
#include "core/domain/rawlog.h"
#include "core/domain/walltime.h"

#include <QList>
#include <QString>

#include <optional>

namespace rollcall {

/// Who the terminal is and how full. Empty text and nullopt: the terminal did not say.
struct DeviceInfo
{
    QString serial;
    QString model;
    QString firmware;
    QString platform;
    QString mac;
    std::optional<qint64> users;
    std::optional<qint64>
        logs; ///< a hint only: the counter can be stale or wrong (zk-protocol.md, Q1-Q3)
    std::optional<qint64> usersCapacity;
    std::optional<qint64> logsCapacity;
};

/// Takes logs in batches, so that a terminal with a million logs never fills memory.
class LogSink
{
public:
    LogSink() = default;
    virtual ~LogSink() = default;
    LogSink(const LogSink &) = delete;
    LogSink &operator=(const LogSink &) = delete;

    /// How many logs the terminal is about to deliver; called once, before the first batch.
    virtual void announced(qint64 logs) = 0;
    /// Takes over a batch. An error ends the read with that error. Called on the session's thread.
    virtual Result<> take(QList<RawLog> logs, QList<SetAsideLog> setAside) = 0;
};

/// How a read of the logs ended. complete means: every log the terminal announced reached the sink.
struct LogReadSummary
{
    qint64 announced = 0;
    qint64 delivered = 0; ///< logs and set-aside records
    bool complete = false;
    std::optional<Error> error; ///< why it is not complete
};

/// One conversation with a terminal: sequential, blocking, on one thread; each call ends within its
/// deadlines and honours the stop token it was opened with. The destructor leaves the terminal
/// enabled and says good-bye. Later issues add clock, users and live events; a session says
/// Unsupported until then.
class DeviceSession
{
public:
    DeviceSession() = default;
    virtual ~DeviceSession() = default;
    DeviceSession(const DeviceSession &) = delete;
    DeviceSession &operator=(const DeviceSession &) = delete;

    virtual Result<DeviceInfo> info() = 0;
    /// All users; at most 65,535.
    virtual Result<QList<DeviceUser>> users() = 0;
    /// Reads every log. The record size is proven before the first batch is handed on; whole,
    /// proven records of a cut read reach the sink and the summary says incomplete. An Error:
    /// nothing could be read at all.
    virtual Result<LogReadSummary> logs(LogSink &sink) = 0;
    /// The terminal's wall clock.
    virtual Result<WallTime> clock() = 0;
};

} // namespace rollcall
