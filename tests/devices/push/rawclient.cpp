// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/rawclient.h"

#include "tests/support/testmain.h"

#include <QHostAddress>
#include <QSslSocket>

namespace rollcall::test {

namespace {

/// The answer at the front of @p bytes, and how many of them it takes; 0: not whole yet.
qsizetype readResponse(const QByteArray &bytes, bool hasBody, RawResponse &response)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return 0;
    QList<QByteArray> lines = bytes.left(end).split('\n');
    const QByteArray statusLine = lines.takeFirst().trimmed();
    response.status = statusLine.mid(9, 3).toInt();
    response.reason = statusLine.mid(13);
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        response.fields.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    const qsizetype length =
        hasBody && response.status >= 200 ? response.value("Content-Length").toLongLong() : 0;
    if (bytes.size() < end + 4 + length)
        return 0;
    response.body = bytes.mid(end + 4, length);
    return end + 4 + length;
}

} // namespace

bool RawResponse::has(const QByteArray &name) const
{
    return !value(name).isNull();
}

QByteArray RawResponse::value(const QByteArray &name) const
{
    for (const auto &[fieldName, fieldValue] : fields) {
        if (fieldName.compare(name, Qt::CaseInsensitive) == 0)
            return fieldValue.isNull() ? QByteArray("") : fieldValue;
    }
    return {};
}

RawClient::RawClient(quint16 port, Wire wire)
{
    const QHostAddress address(QHostAddress::LocalHost);
    if (wire == Wire::Plain) {
        m_socket = std::make_unique<QTcpSocket>();
        m_socket->connectToHost(address, port);
        waitFor([this] { return isOpen(); });
        return;
    }
    auto encrypted = std::make_unique<QSslSocket>();
    QSslSocket *socket = encrypted.get();
    m_socket = std::move(encrypted);
    socket->setPeerVerifyMode(QSslSocket::VerifyNone);
    socket->connectToHostEncrypted(address.toString(), port);
    waitFor([socket] {
        return socket->isEncrypted() || socket->state() == QAbstractSocket::UnconnectedState;
    });
}

void RawClient::send(const QByteArray &bytes)
{
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->write(bytes);
}

RawResponse RawClient::receive(bool hasBody)
{
    RawResponse response;
    waitFor([&] {
        m_buffer += m_socket->readAll();
        response = {};
        const qsizetype size = readResponse(m_buffer, hasBody, response);
        if (size > 0) {
            m_buffer.remove(0, size);
            return true;
        }
        response = {};
        return m_socket->state() == QAbstractSocket::UnconnectedState;
    });
    return response;
}

bool RawClient::isClosedByServer(int milliseconds)
{
    return waitFor([this] { return m_socket->state() == QAbstractSocket::UnconnectedState; },
                   milliseconds);
}

QByteArray RawClient::rest()
{
    m_buffer += m_socket->readAll();
    return m_buffer;
}

} // namespace rollcall::test
