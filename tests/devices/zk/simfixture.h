// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "devices/api/devicedriver.h"
#include "devices/sim/simdevice.h"
#include "devices/sim/simzkserver.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace rollcall::test {

/// Noon (UTC) of the day after the simulator's default logs end.
class NoonClock : public Clock
{
public:
    qint64 utcMilliseconds() const override { return 1'782'561'600'000; }
};

/// Keeps what a session delivers. May refuse, or call back, at a batch.
class CollectingSink : public LogSink
{
public:
    void announced(qint64 logs) override { m_announced.append(logs); }
    Result<> take(QList<RawLog> logs, QList<SetAsideLog> setAside) override;

    const QList<qint64> &announcements() const { return m_announced; }
    const QList<RawLog> &logs() const { return m_logs; }
    const QList<SetAsideLog> &setAside() const { return m_setAside; }
    int batches() const { return m_batches; }
    qsizetype largestBatch() const { return m_largestBatch; }

    std::function<Result<>()> onBatch; ///< asked before a batch is kept

private:
    QList<qint64> m_announced;
    QList<RawLog> m_logs;
    QList<SetAsideLog> m_setAside;
    int m_batches = 0;
    qsizetype m_largestBatch = 0;
};

/// A simulated terminal on 127.0.0.1 with a driver to read it.
class SimFixture
{
public:
    /// Fails the test when the options are refused or no port can be had.
    explicit SimFixture(const SimOptions &options);
    ~SimFixture();

    const SimDevice &device() const { return *m_device; }
    const SimTally &tally() const { return m_server->tally(); }
    quint16 port() const { return m_server->port(); }
    const DeviceDriver &driver() const { return *m_driver; }
    /// Somebody punches, as soon as the terminal gets to it.
    void punch(const QString &userId) const { m_server->punch(userId, 0, 1); }

    SessionControl control;
    std::optional<quint32> commKey;
    WireSettings wire;
    Result<std::unique_ptr<DeviceSession>> open() const;
    /// Opens, reads all logs into @p sink and closes.
    Result<LogReadSummary> readLogs(LogSink &sink) const;

private:
    NoonClock m_clock;
    std::shared_ptr<const SimDevice> m_device;
    std::unique_ptr<SimZkThread> m_server;
    std::unique_ptr<DeviceDriver> m_driver;
};

SimFault fault(QStringView text);

/// Empty when @p logs are the records of @p block that carry a date, in order and field by field.
QString differences(const QList<RawLog> &logs, const SimLogBlock &block);

/// Limits of a few hundred milliseconds, for terminals that will not answer.
SessionLimits shortLimits();

} // namespace rollcall::test
