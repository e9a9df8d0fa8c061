// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkudptransport.h"

#include "core/base/log.h"

#include <QNetworkProxy>
#include <QUdpSocket>

#include <optional>

namespace rollcall {

namespace {

constexpr qsizetype kLargestDatagram = 65536;

/// A datagram has no magic, so the first one must at least add up, or answer as a terminal does.
bool looksLikeAnswer(const zk::Packet &packet)
{
    return packet.checksumOk || packet.code == zk::Code::AckOk ||
           packet.code == zk::Code::AckUnauthorized;
}

} // namespace

ZkUdpTransport::ZkUdpTransport(const QHostAddress &address, const Endpoint &endpoint,
                               const SessionControl &control)
    : ZkTransport(control)
    , m_host(endpoint.host)
    , m_port(endpoint.port)
    , m_socket(std::make_unique<QUdpSocket>())
    , m_buffer(kLargestDatagram, Qt::Uninitialized)
{
    m_socket->setProxy(QNetworkProxy::NoProxy);
    m_socket->connectToHost(address, m_port); // sends nothing, and has no need to wait
}

ZkUdpTransport::~ZkUdpTransport()
{
    m_socket->abort();
}

Result<> ZkUdpTransport::send(const QByteArray &packet, ZkPatience)
{
    if (isCancelled())
        return errors::cancelled();
    if (!isOpen())
        return lost();
    // What became of the datagram before this one can spoil the first attempt; a lasting refusal
    // shows again at the next receive().
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (m_socket->write(packet) == packet.size())
            return ok();
    }
    close();
    return m_hasAnswered ? lost() : errors::unreachable(m_host, m_port, m_socket->errorString());
}

Result<zk::Packet> ZkUdpTransport::receive(ZkPatience &patience)
{
    while (true) {
        if (isCancelled())
            return errors::cancelled();
        if (!isOpen())
            return lost();
        const Result<QByteArray> datagram = take();
        if (!datagram)
            return datagram.error();
        if (datagram->isNull()) {
            if (patience.isOver())
                return patience.error();
            m_socket->waitForReadyRead(patience.left(kSliceMs));
            continue;
        }
        if (!m_hasAnswered) {
            m_hasAnswered = true;
            tell(OpenStage::HostReached);
            tell(OpenStage::PortOpen);
        }
        std::optional<zk::Packet> packet = zk::decodePacket(*datagram);
        if (isFresh() && !(packet && looksLikeAnswer(*packet))) {
            close();
            return foreignDevice(*datagram);
        }
        if (!packet) {
            qCInfo(lcZk, "A datagram of %d bytes is no packet; it is dropped.",
                   static_cast<int>(datagram->size()));
            continue;
        }
        patience.bytesCame();
        count(*packet);
        return *packet;
    }
}

Result<QByteArray> ZkUdpTransport::take()
{
    // Neither hasPendingDatagrams() nor receiveDatagram(): they keep a refusal to themselves.
    const qint64 size = m_socket->readDatagram(m_buffer.data(), m_buffer.size());
    if (size >= 0)
        return size == 0 ? QByteArray("") : m_buffer.first(size);
    if (m_socket->error() == QAbstractSocket::ConnectionRefusedError)
        return refused();
    return QByteArray();
}

bool ZkUdpTransport::isOpen() const
{
    return m_socket->state() == QAbstractSocket::ConnectedState;
}

void ZkUdpTransport::close()
{
    m_socket->abort();
}

Error ZkUdpTransport::lost() const
{
    return errors::connectionLost(m_socket->errorString());
}

Error ZkUdpTransport::refused()
{
    close();
    if (m_hasAnswered)
        return errors::connectionLost(QStringLiteral("nobody listens at the port any more"));
    tell(OpenStage::HostReached);
    return errors::refused(m_host, m_port);
}

} // namespace rollcall
