// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/wirepeer.h"

#include <QHostAddress>
#include <QNetworkDatagram>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUdpSocket>

#include <utility>

namespace rollcall::test {

WirePeer::WirePeer(WireTransport transport, Answer answer)
    : m_answer(std::move(answer))
{
    auto *scope = new QObject;
    scope->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, scope, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(
        scope,
        [this, scope, transport] {
            if (transport == WireTransport::Tcp)
                listenTcp(scope);
            else
                listenUdp(scope);
        },
        Qt::BlockingQueuedConnection);
}

WirePeer::~WirePeer()
{
    m_thread.quit();
    m_thread.wait();
}

void WirePeer::listenTcp(QObject *scope)
{
    auto *server = new QTcpServer(scope);
    if (!server->listen(QHostAddress::LocalHost, 0))
        qFatal("No port can be had.");
    m_port = server->serverPort();
    QObject::connect(server, &QTcpServer::newConnection, scope, [this, server] {
        QTcpSocket *socket = server->nextPendingConnection();
        const auto take = [this, socket] {
            const QByteArray arrived = socket->readAll();
            if (arrived.isEmpty())
                return;
            ++m_arrivals;
            for (const QByteArray &piece : m_answer(arrived)) {
                socket->write(piece);
                socket->flush();
            }
        };
        QObject::connect(socket, &QTcpSocket::readyRead, socket, take);
        take();
    });
}

void WirePeer::listenUdp(QObject *scope)
{
    auto *socket = new QUdpSocket(scope);
    if (!socket->bind(QHostAddress::LocalHost, 0))
        qFatal("No port can be had.");
    m_port = socket->localPort();
    QObject::connect(socket, &QUdpSocket::readyRead, scope, [this, socket] {
        while (socket->hasPendingDatagrams()) {
            const QNetworkDatagram arrived = socket->receiveDatagram();
            ++m_arrivals;
            for (const QByteArray &datagram : m_answer(arrived.data()))
                socket->writeDatagram(datagram, arrived.senderAddress(),
                                      static_cast<quint16>(arrived.senderPort()));
        }
    });
}

WirePeer::Answer packets(std::function<QList<QByteArray>(const zk::Packet &request)> answer)
{
    return [answer = std::move(answer)](const QByteArray &arrived) {
        const auto request = zk::decodePacket(arrived);
        return request ? answer(*request) : QList<QByteArray>();
    };
}

QByteArray plainAnswer(const zk::Packet &request, quint16 session)
{
    const bool isOption = request.code == zk::Code::ReadOption;
    return zk::encodePacket(isOption ? zk::Code::AckError : zk::Code::AckOk, session,
                            request.reply);
}

} // namespace rollcall::test
