// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QTcpSocket>

#include <memory>

namespace rollcall::test {

/// An answer as it came over the wire.
struct RawResponse
{
    int status = 0;
    QByteArray reason;
    QList<QPair<QByteArray, QByteArray>> fields;
    QByteArray body;

    bool isValid() const { return status > 0; }
    bool has(const QByteArray &name) const;
    /// The first field of that name, any case.
    QByteArray value(const QByteArray &name) const;
};

enum class Wire { Plain, Tls };

/// A client that sends exactly the bytes it is told to, over a real socket on 127.0.0.1.
class RawClient
{
public:
    /// Waits for the connection, and with Wire::Tls for the handshake; any certificate will do.
    explicit RawClient(quint16 port, Wire wire = Wire::Plain);

    void send(const QByteArray &bytes);
    /// Waits for the next whole answer; invalid when none came in time or it was cut. @p hasBody:
    /// false for HEAD.
    RawResponse receive(bool hasBody = true);
    /// Waits until the server has closed the connection.
    bool isClosedByServer(int milliseconds = 5000);
    bool isOpen() const { return m_socket->state() == QAbstractSocket::ConnectedState; }
    /// What came and was not read as an answer.
    QByteArray rest();
    QTcpSocket &socket() { return *m_socket; }

private:
    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_buffer;
};

} // namespace rollcall::test
