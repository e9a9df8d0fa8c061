// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simhttp.h"

#include <QElapsedTimer>
#include <QSslSocket>

#include <algorithm>
#include <utility>

namespace rollcall {

namespace {

constexpr int kSliceMs = 50; ///< how soon a stop is seen
constexpr qsizetype kMostAnswer = qsizetype{1024} * 1024;
constexpr qsizetype kSlowPiece = 16;

} // namespace

QByteArray SimHttpAnswer::value(QByteArrayView lowerName) const
{
    const auto found = std::find_if(fields.begin(), fields.end(), [lowerName](const auto &field) {
        return field.first.toLower() == lowerName;
    });
    return found == fields.end() ? QByteArray() : found->second;
}

SimHttp::SimHttp(QUrl server, Habits habits)
    : m_server(std::move(server))
    , m_habits(habits)
{}

SimHttp::~SimHttp() = default;

void SimHttp::drop()
{
    if (m_socket)
        m_socket->abort();
    m_socket.reset();
}

bool SimHttp::connectSocket(const std::stop_token &stop)
{
    if (m_socket && m_socket->state() == QAbstractSocket::ConnectedState)
        return true;
    const bool isSecure = m_server.scheme() == u"https";
    const auto port = static_cast<quint16>(m_server.port(isSecure ? 443 : 80));
    QElapsedTimer timer;
    timer.start();
    if (isSecure) {
        auto secure = std::make_unique<QSslSocket>();
        secure->setPeerVerifyMode(QSslSocket::VerifyNone); // terminals know no authorities
        secure->connectToHostEncrypted(m_server.host(), port);
        m_socket = std::move(secure);
    } else {
        m_socket = std::make_unique<QTcpSocket>();
        m_socket->connectToHost(m_server.host(), port);
    }
    const auto isReady = [this, isSecure] {
        return isSecure ? static_cast<QSslSocket *>(m_socket.get())->isEncrypted()
                        : m_socket->state() == QAbstractSocket::ConnectedState;
    };
    while (!isReady() && !stop.stop_requested() && timer.elapsed() < m_habits.deadlineMs) {
        const bool waited =
            isSecure ? static_cast<QSslSocket *>(m_socket.get())->waitForEncrypted(kSliceMs)
                     : m_socket->waitForConnected(kSliceMs);
        if (!waited && m_socket->state() == QAbstractSocket::UnconnectedState)
            return false;
    }
    return isReady();
}

bool SimHttp::send(const QByteArray &bytes, const std::stop_token &stop)
{
    const qsizetype piece = m_habits.slowBody ? kSlowPiece : bytes.size();
    QElapsedTimer timer;
    timer.start();
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        if (stop.stop_requested() || m_socket->write(bytes.mid(at, piece)) < 0)
            return false;
        while (m_socket->bytesToWrite() > 0) {
            if (stop.stop_requested() || timer.elapsed() > m_habits.deadlineMs)
                return false;
            if (!m_socket->waitForBytesWritten(kSliceMs) &&
                m_socket->state() != QAbstractSocket::ConnectedState)
                return m_socket->bytesAvailable() > 0; // refused while it was sending
        }
    }
    return true;
}

bool SimHttp::readMore(QByteArray &bytes, const std::stop_token &stop, qint64 deadline)
{
    QElapsedTimer timer;
    timer.start();
    while (m_socket->bytesAvailable() == 0) {
        if (stop.stop_requested() || timer.elapsed() > deadline)
            return false;
        if (!m_socket->waitForReadyRead(kSliceMs) && m_socket->bytesAvailable() == 0 &&
            m_socket->state() != QAbstractSocket::ConnectedState)
            return false;
    }
    bytes += m_socket->readAll();
    return bytes.size() <= kMostAnswer;
}

std::optional<SimHttpAnswer> SimHttp::receive(const std::stop_token &stop)
{
    QByteArray bytes;
    qsizetype headEnd = -1;
    while ((headEnd = bytes.indexOf("\r\n\r\n")) < 0) {
        if (!readMore(bytes, stop, m_habits.deadlineMs))
            return std::nullopt;
    }
    SimHttpAnswer answer;
    const QList<QByteArray> lines = bytes.left(headEnd).split('\n');
    answer.status = lines.first().mid(9, 3).toInt();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            answer.fields.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    const qsizetype length = answer.value("content-length").toLongLong();
    while (bytes.size() < headEnd + 4 + length) {
        if (!readMore(bytes, stop, m_habits.deadlineMs))
            return std::nullopt;
    }
    answer.body = bytes.mid(headEnd + 4, length);
    return answer;
}

std::optional<SimHttpAnswer> SimHttp::request(const QByteArray &method, const QByteArray &target,
                                              const QList<QPair<QByteArray, QByteArray>> &fields,
                                              const QByteArray &body, const std::stop_token &stop)
{
    if (!connectSocket(stop)) {
        drop();
        return std::nullopt;
    }
    QByteArray head = method + ' ' + target + " HTTP/1.1\r\n";
    if (!m_habits.withoutHost)
        head += "Host: " + m_server.host().toLatin1() + "\r\n";
    if (m_habits.closeEach)
        head += "Connection: close\r\n";
    for (const auto &field : fields)
        head += field.first + ": " + field.second + "\r\n";
    if (method == "POST")
        head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    const bool isSent = send(head + "\r\n" + body, stop);
    if (!isSent || std::exchange(m_habits.loseAnswer, false)) {
        drop();
        return std::nullopt;
    }
    std::optional<SimHttpAnswer> answer = receive(stop);
    if (!answer || answer->value("connection").toLower() == "close")
        drop();
    return answer;
}

} // namespace rollcall
