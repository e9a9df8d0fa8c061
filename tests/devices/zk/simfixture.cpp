// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/simfixture.h"

#include "devices/zk/zkdriver.h"

#include <QTest>

#include <utility>

namespace rollcall::test {

Result<> CollectingSink::take(QList<RawLog> logs, QList<SetAsideLog> setAside)
{
    if (onBatch) {
        if (Result<> allowed = onBatch(); !allowed)
            return allowed;
    }
    ++m_batches;
    m_largestBatch = qMax(m_largestBatch, logs.size() + setAside.size());
    m_logs.append(std::move(logs));
    m_setAside.append(std::move(setAside));
    return ok();
}

SimFixture::SimFixture(const SimOptions &options)
{
    Result<std::shared_ptr<const SimDevice>> device = SimDevice::make(options);
    if (!device)
        qFatal("%s", qPrintable(device.error().userText));
    m_device = std::move(device).value();
    Result<std::unique_ptr<SimZkThread>> server = SimZkThread::start(m_device, m_clock);
    if (!server)
        qFatal("%s", qPrintable(server.error().detail));
    m_server = std::move(server).value();
    m_driver = std::make_unique<ZkDriver>(m_clock);
}

SimFixture::~SimFixture() = default;

Result<std::unique_ptr<DeviceSession>> SimFixture::open() const
{
    return m_driver->open({QStringLiteral("127.0.0.1"), port(), commKey, wire}, control);
}

Result<LogReadSummary> SimFixture::readLogs(LogSink &sink) const
{
    const Result<std::unique_ptr<DeviceSession>> session = open();
    if (!session)
        return session.error();
    return session.value()->logs(sink);
}

SimFault fault(QStringView text)
{
    const Result<SimFault> parsed = parseFault(text);
    if (!parsed)
        qFatal("%s", qPrintable(parsed.error().userText));
    return *parsed;
}

QString differences(const QList<RawLog> &logs, const SimLogBlock &block)
{
    qsizetype at = 0;
    for (qint64 record = 0; record < block.records(); ++record) {
        const SimPunch punch = block.punch(record);
        if (!punch.at.isValid())
            continue;
        if (at >= logs.size())
            return QStringLiteral("record %1 is missing").arg(record);
        const RawLog &log = logs.at(at++);
        if (log.userId != punch.userId || log.at != punch.at || log.state != punch.state ||
            log.verify != punch.verify) {
            return QStringLiteral("record %1: %2 at %3, state %4, verify %5 instead of %6 at %7, "
                                  "state %8, verify %9")
                .arg(record)
                .arg(log.userId, log.at.toString())
                .arg(log.state)
                .arg(log.verify)
                .arg(punch.userId, punch.at.toString())
                .arg(punch.state)
                .arg(punch.verify);
        }
    }
    return at == logs.size() ? QString() : QStringLiteral("%1 logs too many").arg(logs.size() - at);
}

SessionLimits shortLimits()
{
    SessionLimits limits;
    limits.connectMs = 1000;
    limits.handshakeMs = 200;
    limits.commandMs = 200;
    limits.prepareMs = 200;
    limits.silenceMs = 100;
    limits.closingAckMs = 50;
    limits.exitMs = 100;
    return limits;
}

} // namespace rollcall::test
