// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zktcptransport.h"

#include <QCoreApplication>
#include <QTcpSocket>

#include <utility>

namespace rollcall {

namespace {

constexpr qint64 kPiece = 256LL * 1024;

} // namespace

ZkTcpTransport::ZkTcpTransport(std::unique_ptr<QTcpSocket> socket, const SessionControl &control)
    : ZkTransport(control)
    , m_socket(std::move(socket))
{}

ZkTcpTransport::~ZkTcpTransport()
{
    m_socket->abort();
}

Result<> ZkTcpTransport::send(const QByteArray &packet, ZkPatience patience)
{
    const QByteArray frame = zk::framed(packet);
    if (!isOpen() || m_socket->write(frame) != frame.size())
        return lost();
    m_socket->flush();
    while (m_socket->bytesToWrite() > 0) {
        if (isCancelled())
            return errors::cancelled();
        if (!isOpen())
            return lost();
        if (patience.isOver())
            return patience.error();
        m_socket->waitForBytesWritten(patience.left(kSliceMs));
    }
    return ok();
}

Result<zk::Packet> ZkTcpTransport::receive(ZkPatience &patience)
{
    zk::Packet packet;
    while (true) {
        if (isCancelled())
            return errors::cancelled();
        switch (m_cutter.next(packet)) {
        case zk::FrameCutter::Cut::Packet:
            count(packet);
            return packet;
        case zk::FrameCutter::Cut::Broken:
            return brokenStream();
        case zk::FrameCutter::Cut::NeedMore:
            break;
        }
        if (m_socket->bytesAvailable() == 0) {
            if (!isOpen())
                return lost();
            if (patience.isOver())
                return patience.error();
            m_socket->waitForReadyRead(patience.left(kSliceMs));
        }
        const QByteArray bytes = m_socket->read(kPiece);
        if (!bytes.isEmpty()) {
            m_cutter.append(bytes);
            patience.bytesCame();
        }
    }
}

bool ZkTcpTransport::isOpen() const
{
    return m_socket->state() == QAbstractSocket::ConnectedState;
}

void ZkTcpTransport::close()
{
    m_socket->abort();
}

Error ZkTcpTransport::lost() const
{
    return errors::connectionLost(m_socket->errorString());
}

Error ZkTcpTransport::brokenStream()
{
    close();
    if (isFresh())
        return foreignDevice(m_cutter.rest());
    return errors::protocolViolation(
        QCoreApplication::translate("rollcall::zk", "its data lost the order of packets"),
        QStringLiteral("broken after %1 packets").arg(m_cutter.packets()));
}

} // namespace rollcall
