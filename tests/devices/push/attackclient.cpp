// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/attackclient.h"

#include "tests/support/testmain.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QHostAddress>

#include <algorithm>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

namespace rollcall::test {

qint64 residentBytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toLongLong() * 1024;
    }
    return -1;
}

push::PushLimits underAttack()
{
    push::PushLimits limits;
    limits.headersMs = 500 * kSlowness;
    limits.bodyMs = 800 * kSlowness;
    limits.idleMs = 700 * kSlowness;
    limits.lingerMs = 300;
    limits.lingerSilenceMs = 100;
    limits.requestsPerMinute = limits.healthPerMinute = limits.failedAuthPerMinute = 0;
    return limits;
}

void closeSendingHalf(QTcpSocket &socket)
{
    waitFor([&socket] { return socket.bytesToWrite() == 0; });
#ifdef Q_OS_WIN
    ::shutdown(static_cast<SOCKET>(socket.socketDescriptor()), SD_SEND);
#else
    ::shutdown(static_cast<int>(socket.socketDescriptor()), SHUT_WR);
#endif
}

Swarm::Swarm(quint16 port, int count)
{
    for (int i = 0; i < count; ++i) {
        m_sockets.push_back(std::make_unique<QTcpSocket>());
        m_sockets.back()->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    }
}

void Swarm::send(const QByteArray &bytes)
{
    for (const auto &socket : m_sockets) {
        if (socket->state() == QAbstractSocket::ConnectedState)
            socket->write(bytes);
        else
            QObject::connect(socket.get(), &QTcpSocket::connected, socket.get(),
                             [to = socket.get(), bytes] { to->write(bytes); });
    }
}

void Swarm::trickle(char byte)
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this, byte] {
        for (const auto &socket : m_sockets) {
            if (socket->state() == QAbstractSocket::ConnectedState)
                socket->write(&byte, 1);
        }
    });
    constexpr int kEveryMs = 20;
    m_timer.start(kEveryMs);
}

int Swarm::open() const
{
    return static_cast<int>(
        std::count_if(m_sockets.begin(), m_sockets.end(), [](const auto &socket) {
            return socket->state() == QAbstractSocket::ConnectedState;
        }));
}

bool Swarm::areAllClosed(int milliseconds)
{
    return waitFor(
        [this] {
            return std::all_of(m_sockets.begin(), m_sockets.end(), [](const auto &socket) {
                return socket->state() == QAbstractSocket::UnconnectedState;
            });
        },
        milliseconds);
}

qint64 flood(RawClient &client, const QByteArray &head, const QByteArray &piece, qint64 size)
{
    client.send(head);
    QTcpSocket &socket = client.socket();
    qint64 sent = 0;
    while (sent < size && client.isOpen() && socket.bytesAvailable() == 0) {
        socket.write(piece);
        sent += piece.size();
        if (!waitFor([&] { return socket.bytesToWrite() < piece.size() || !client.isOpen(); }))
            break;
    }
    return sent - socket.bytesToWrite();
}

bool HealthyClient::push()
{
    if (!m_client || !m_client->isOpen())
        m_client = std::make_unique<RawClient>(m_fixture.port());
    const QDateTime at = QDateTime(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC).addSecs(m_pushed);
    const QByteArray punch = at.toString(QStringLiteral("yyyy-MM-dd hh:mm:ss")).toLatin1();
    ++m_pushed;
    QElapsedTimer waited;
    waited.start();
    m_client->send(pushRequest(R"({"logs":[{"user_id":"1","timestamp":")" + punch + R"("}]})"));
    const RawResponse response = m_client->receive();
    m_slowestMs = std::max(m_slowestMs, waited.elapsed());
    if (response.has("Connection"))
        m_client.reset();
    return response.status == 200 && response.body.contains("\"accepted\":1");
}

} // namespace rollcall::test
