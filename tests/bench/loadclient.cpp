// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/loadclient.h"

#include "tests/bench/cputime.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QHostAddress>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace rollcall::bench {

namespace {

constexpr int kConnectMs = 10'000;
constexpr int kSilenceMs = 60'000;

/// Size of the answer at the start of @p bytes, 0 when it is not whole yet.
qsizetype answerSize(const QByteArray &bytes)
{
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return 0;
    const QByteArray head = bytes.left(headEnd).toLower();
    const qsizetype at = head.indexOf("content-length:");
    const qsizetype length =
        at < 0 ? 0 : head.mid(at + 15, head.indexOf('\r', at) - at - 15).trimmed().toLongLong();
    const qsizetype size = headEnd + 4 + length;
    return bytes.size() >= size ? size : 0;
}

class Load
{
public:
    explicit Load(const LoadPlan &plan)
        : m_plan(plan)
    {
        m_result.latencyMs.reserve(plan.requests.size());
    }

    LoadResult run()
    {
        for (int i = 0; i < m_plan.connections; ++i) {
            if (!connectOne())
                return {};
        }
        QTimer silence;
        silence.setInterval(kSilenceMs);
        QObject::connect(&silence, &QTimer::timeout, &m_loop, &QEventLoop::quit);
        silence.start();
        QTimer pace;
        pace.setTimerType(Qt::PreciseTimer);
        QObject::connect(&pace, &QTimer::timeout, &m_loop, [this] { sendWhatIsDue(); });
        m_clock.start();
        const double cpuBefore = cpuSeconds();
        if (m_plan.perSecond > 0)
            pace.start(1);
        sendWhatIsDue();
        m_loop.exec();
        if (m_answered == m_plan.requests.size())
            m_result.seconds = static_cast<double>(m_clock.nsecsElapsed()) / 1e9;
        m_result.cpuSeconds = cpuSeconds() - cpuBefore;
        return m_result;
    }

private:
    struct Line
    {
        QTcpSocket socket;
        QByteArray bytes;
        qint64 sentNs = -1; ///< -1: free
    };

    bool connectOne()
    {
        m_lines.push_back(std::make_unique<Line>());
        Line *line = m_lines.back().get();
        line->socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_plan.port);
        if (!line->socket.waitForConnected(kConnectMs))
            return false;
        line->socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        QObject::connect(&line->socket, &QTcpSocket::readyRead, &line->socket,
                         [this, line] { read(*line); });
        QObject::connect(&line->socket, &QTcpSocket::disconnected, &m_loop, &QEventLoop::quit);
        return true;
    }

    void sendWhatIsDue()
    {
        for (const std::unique_ptr<Line> &line : m_lines) {
            if (line->sentNs < 0 && !sendNext(*line))
                return;
        }
    }

    bool sendNext(Line &line)
    {
        const double due = m_plan.perSecond > 0 ? static_cast<double>(m_clock.nsecsElapsed()) /
                                                      1e9 * m_plan.perSecond
                                                : static_cast<double>(m_plan.requests.size());
        if (m_next >= m_plan.requests.size() || static_cast<double>(m_next) >= due)
            return false;
        line.sentNs = m_clock.nsecsElapsed();
        line.socket.write(m_plan.requests.at(m_next++));
        line.socket.flush();
        return true;
    }

    void read(Line &line)
    {
        line.bytes += line.socket.readAll();
        const qsizetype size = answerSize(line.bytes);
        if (size == 0)
            return;
        m_result.latencyMs.append(static_cast<double>(m_clock.nsecsElapsed() - line.sentNs) / 1e6);
        if (!line.bytes.startsWith("HTTP/1.1 200"))
            ++m_result.refused;
        line.bytes.remove(0, size);
        line.sentNs = -1;
        if (++m_answered == m_plan.requests.size())
            m_loop.quit();
        else
            sendNext(line);
    }

    const LoadPlan &m_plan;
    QEventLoop m_loop;
    QElapsedTimer m_clock;
    std::vector<std::unique_ptr<Line>> m_lines;
    LoadResult m_result;
    qsizetype m_next = 0;
    qsizetype m_answered = 0;
};

} // namespace

double LoadResult::percentile(double share) const
{
    if (latencyMs.isEmpty())
        return -1;
    QList<double> sorted = latencyMs;
    std::sort(sorted.begin(), sorted.end());
    const auto place =
        static_cast<qsizetype>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted.at(std::clamp<qsizetype>(place - 1, 0, sorted.size() - 1));
}

LoadResult runLoad(const LoadPlan &plan)
{
    return Load(plan).run();
}

} // namespace rollcall::bench
