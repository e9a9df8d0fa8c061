// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/benchsupport.h"

#include "core/domain/zoneclock.h"

#include <QCoreApplication>
#include <QFile>

namespace rollcall::bench {

namespace {

constexpr int kStartMs = 120'000;
constexpr int kChildMs = 900'000;

class FixedClock : public Clock
{
public:
    qint64 utcMilliseconds() const override { return 1795321800000; }
};

class Collector : public LogSink
{
public:
    void announced(qint64) override {}
    Result<> take(QList<RawLog> logs, QList<SetAsideLog>) override
    {
        collected += logs;
        return ok();
    }
    QList<RawLog> collected;
};

QByteArray zone()
{
    return "Asia/Kolkata";
}

} // namespace

qint64 processFigure(const QByteArray &name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(name) && line.mid(name.size()).startsWith(':'))
            return line.mid(name.size() + 1).trimmed().split(' ').first().toLongLong();
    }
    return -1;
}

Terminals::Terminals(int count, const QStringList &options)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(ROLLCALL_CTL),
                    QStringList{QStringLiteral("simulate"), QStringLiteral("zk"),
                                QStringLiteral("--port"), QStringLiteral("0"),
                                QStringLiteral("--count"), QString::number(count)} +
                        options);
    QByteArray text;
    while (text.count('\n') < count && m_process.waitForReadyRead(kStartMs))
        text += m_process.readAllStandardOutput();
    for (const QByteArray &line : text.split('\n')) {
        if (line.contains(':'))
            m_ports.append(line.mid(line.lastIndexOf(':') + 1).trimmed().toUShort());
    }
    if (m_ports.size() != count)
        m_ports.clear();
}

Terminals::~Terminals()
{
    m_process.kill();
    m_process.waitForFinished();
}

School makeSchool(const QString &folder, const QList<quint16> &ports)
{
    CompositionOptions options;
    options.dataFolder = folder;
    options.createIfMissing = true;
    Result<std::unique_ptr<Composition>> composition = Composition::open(options);
    if (!composition || !(*composition)->createSchool(QStringLiteral("Bench"), zone(), {}))
        return {};
    School school{std::move(*composition), {}};
    for (const quint16 port : ports) {
        DeviceDraft draft;
        draft.device.name = QStringLiteral("Gate %1").arg(school.devices.size() + 1);
        draft.device.host = QStringLiteral("127.0.0.1");
        draft.device.port = port;
        const Result<DeviceSaved> saved = await(school.composition->devices().save(draft));
        if (!saved)
            return {};
        school.devices.append(saved->device.id);
    }
    return school;
}

QList<RawLog> rowsOf(quint16 port)
{
    const FixedClock clock;
    const std::vector<std::unique_ptr<DeviceDriver>> drivers = makeDrivers(clock);
    const SessionControl control;
    const Result<std::unique_ptr<DeviceSession>> session =
        drivers.front()->open({QStringLiteral("127.0.0.1"), port, std::nullopt}, control);
    if (!session)
        return {};
    Collector collector;
    if (const Result<LogReadSummary> read = (*session)->logs(collector); !read || !read->complete)
        return {};
    ZoneClock wallClock(zone());
    for (RawLog &log : collector.collected)
        log.instantUtc = wallClock.toUtc(log.at);
    return collector.collected;
}

QByteArray runChild(const QStringList &arguments)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), arguments);
    if (!child.waitForFinished(kChildMs))
        return {};
    return child.readAllStandardOutput().trimmed();
}

} // namespace rollcall::bench
