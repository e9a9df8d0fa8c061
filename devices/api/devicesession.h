// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/deviceuser.h"
#include "core/domain/rawlog.h"
#include "core/domain/terminal.h"
#include "core/domain/walltime.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace rollcall {

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

/// What a listening session tells. Called on the session's thread.
class LiveSink
{
public:
    LiveSink() = default;
    virtual ~LiveSink() = default;
    LiveSink(const LiveSink &) = delete;
    LiveSink &operator=(const LiveSink &) = delete;

    /// Somebody punched just now. An error ends the listening with that error.
    virtual Result<> punched(const RawLog &log) = 0;
    /// The terminal told of something that may be a punch but could not be read, or something may
    /// have been missed; the log holds it.
    virtual void logChanged() = 0;
    /// Asked at least once a second. False: stop listening, something else is to be done.
    virtual bool goOn() = 0;
};

/// What must hold before a terminal's log may be cleared: how many logs and set-aside records of
/// the read before are stored and committed.
struct StoredProof
{
    qint64 stored = 0;
};

/// One conversation with a terminal: sequential, blocking, on one thread; each call ends within its
/// deadlines and honours the stop token it was opened with. The destructor leaves the terminal
/// enabled and says good-bye. A terminal that cannot do something answers Unsupported.
class DeviceSession
{
public:
    DeviceSession() = default;
    virtual ~DeviceSession() = default;
    DeviceSession(const DeviceSession &) = delete;
    DeviceSession &operator=(const DeviceSession &) = delete;

    /// The serial number, the one stable identity of a terminal; empty when it does not tell.
    virtual Result<QString> serial() = 0;
    virtual Result<DeviceInfo> info() = 0;
    /// All users; at most 65,535.
    virtual Result<QList<DeviceUser>> users() = 0;
    /// All users as another terminal would take them, passwords included.
    virtual Result<QList<DeviceUserDraft>> userDrafts() = 0;
    /// Reads every log. The record size is proven before the first batch is handed on; whole,
    /// proven records of a cut read reach the sink and the summary says incomplete. An Error:
    /// nothing could be read at all.
    virtual Result<LogReadSummary> logs(LogSink &sink) = 0;
    /// The terminal's wall clock.
    virtual Result<WallTime> clock() = 0;
    virtual Result<> setClock(WallTime wall) = 0;
    /// Writes users and reads them back: only what stands there then counts as written. One
    /// outcome per draft, in order; an Error: the terminal could not be asked at all.
    virtual Result<QList<DeviceUserOutcome>> writeUsers(const QList<DeviceUserDraft> &users) = 0;
    virtual Result<QList<DeviceUserOutcome>> deleteUsers(const QStringList &userIds) = 0;
    /// Lets people in again, whoever locked them out; harmless when nobody did (zk-protocol.md,
    /// sections 13 and 21).
    virtual Result<> enable() = 0;
    /// The terminal goes away for half a minute or more; the session is over after it.
    virtual Result<> restart() = 0;
    virtual Result<> beep() = 0;
    virtual Result<> unlock(int seconds) = 0;
    /// Deletes all logs on the terminal, if this session has just read all of them, all that was
    /// read is stored, and the terminal has no more of them now. Conflict, with the reason,
    /// otherwise: nothing is deleted then. Answers how many logs the terminal holds afterwards.
    virtual Result<qint64> clearLogs(const StoredProof &proof) = 0;
    /// Delivers punches as they happen, until the sink says no or the connection ends. A dead
    /// connection is noticed within 60 s. The terminal goes on telling when the sink has said no:
    /// what comes until the next call is delivered by it.
    virtual Result<> listen(LiveSink &sink) = 0;
};

} // namespace rollcall
