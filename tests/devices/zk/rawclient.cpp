// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/rawclient.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QTcpSocket>
#include <QUdpSocket>

#include <map>

namespace rollcall::test {

namespace {

constexpr qsizetype kHead = 8;
constexpr int kAckOk = 2000;
constexpr int kAckData = 2002;
constexpr int kPrepareData = 1500;
constexpr int kData = 1501;

quint16 checksum(const QByteArray &packet)
{
    quint32 sum = 0;
    for (qsizetype at = 0; at < packet.size(); at += 2) {
        if (at != 2)
            sum += littleAt(packet, at, 2);
    }
    while (sum >> 16 != 0)
        sum = (sum & 0xFFFF) + (sum >> 16);
    return static_cast<quint16>(~sum);
}

} // namespace

QByteArray little(quint32 value, int bytes)
{
    QByteArray data;
    for (int i = 0; i < bytes; ++i)
        data.append(static_cast<char>(value >> 8 * i & 0xFF));
    return data;
}

quint32 littleAt(const QByteArray &data, qsizetype at, int bytes)
{
    quint32 value = 0;
    for (int i = 0; i < bytes && at + i < data.size(); ++i)
        value |= static_cast<quint32>(static_cast<quint8>(data.at(at + i))) << 8 * i;
    return value;
}

QByteArray keyProof(quint32 key, quint16 session)
{
    quint32 reversed = 0;
    for (int bit = 0; bit < 32; ++bit)
        reversed |= (key >> bit & 1) << (31 - bit);
    const QByteArray sum = little(reversed + session, 4);
    const QByteArray letters("ZKSO");
    const auto mixed = [&](int at) { return static_cast<quint8>(sum.at(at) ^ letters.at(at)); };
    constexpr quint8 kTicks = 50;
    QByteArray proof;
    for (const quint8 byte : {mixed(2), mixed(3), mixed(0), mixed(1)})
        proof.append(static_cast<char>(byte ^ kTicks));
    proof[2] = kTicks;
    return proof;
}

RawClient::RawClient(quint16 port, Carrier carrier)
    : m_carrier(carrier)
{
    if (carrier == Carrier::Tcp)
        m_socket = std::make_unique<QTcpSocket>();
    else
        m_socket = std::make_unique<QUdpSocket>();
    m_socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    m_socket->waitForConnected(kPatience);
}

RawClient::~RawClient() = default;

void RawClient::sendBytes(const QByteArray &bytes)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return; // nobody is there, and what waits for an answer will find out
    m_socket->write(bytes);
    if (m_carrier == Carrier::Tcp)
        m_socket->waitForBytesWritten(kPatience);
}

void RawClient::send(int command, const QByteArray &data)
{
    m_reply = m_hasSent ? static_cast<quint16>((m_reply + 1) % 65535) : 0;
    m_hasSent = true;
    QByteArray packet = little(static_cast<quint32>(command), 2) + QByteArray(2, '\0') +
                        little(m_session, 2) + little(m_reply, 2) + data;
    packet.replace(2, 2, little(checksum(packet), 2));
    if (m_carrier == Carrier::Tcp)
        packet.prepend(QByteArray::fromHex("5050827d") +
                       little(static_cast<quint32>(packet.size()), 4));
    m_lastRequest = packet;
    sendBytes(packet);
}

/// One more read; false when nothing came in time.
bool RawClient::fill(int milliseconds)
{
    const auto hasMore = [this] {
        auto *udp = qobject_cast<QUdpSocket *>(m_socket.get());
        return udp ? udp->hasPendingDatagrams() : m_socket->bytesAvailable() > 0;
    };
    if (!hasMore() && m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->waitForReadyRead(milliseconds);
    if (!hasMore())
        return false;
    if (m_carrier == Carrier::Tcp) {
        m_input.append(m_socket->readAll());
        return true;
    }
    constexpr qint64 kLongest = 4096;
    QByteArray datagram(kLongest, '\0');
    datagram.truncate(m_socket->read(datagram.data(), kLongest));
    m_datagrams.append(datagram);
    return true;
}

RawPacket RawClient::take()
{
    RawPacket packet;
    if (m_carrier == Carrier::Udp) {
        if (m_datagrams.isEmpty())
            return packet;
        packet.bytes = m_datagrams.takeFirst();
    } else {
        const qsizetype size = littleAt(m_input, 4, 4);
        if (m_input.size() < kHead || m_input.size() < kHead + size)
            return packet;
        packet.bytes = m_input.mid(kHead, size);
        m_input.remove(0, kHead + size);
    }
    packet.code = static_cast<int>(littleAt(packet.bytes, 0, 2));
    packet.session = static_cast<quint16>(littleAt(packet.bytes, 4, 2));
    packet.reply = static_cast<quint16>(littleAt(packet.bytes, 6, 2));
    packet.data = packet.bytes.mid(kHead);
    packet.isChecksumRight = littleAt(packet.bytes, 2, 2) == checksum(packet.bytes);
    return packet;
}

RawPacket RawClient::next(int milliseconds)
{
    QElapsedTimer time;
    time.start();
    while (true) {
        const RawPacket packet = take();
        const qint64 left = milliseconds - time.elapsed();
        if (packet.code >= 0 || left <= 0 || !fill(static_cast<int>(left)))
            return packet;
    }
}

RawPacket RawClient::ask(int command, const QByteArray &data)
{
    send(command, data);
    return next();
}

bool RawClient::isInStep()
{
    const RawPacket answer = ask(1100);
    return answer.code == kAckOk && answer.reply == m_reply && answer.data.startsWith("Ver");
}

bool RawClient::logIn(quint32 key)
{
    RawPacket answer = ask(1000);
    m_session = answer.session;
    if (answer.code == 2005)
        answer = ask(1102, keyProof(key, m_session));
    return answer.code == kAckOk;
}

std::optional<QByteArray> RawClient::table(int inner, int function, int pieceSize)
{
    const RawPacket prepared =
        ask(1503, little(1, 1) + little(static_cast<quint32>(inner), 2) +
                      little(static_cast<quint32>(function), 4) + QByteArray(4, '\0'));
    if (prepared.code == kData || prepared.code == kAckData)
        return prepared.data;
    if (prepared.code != kAckOk || prepared.data.size() != 13)
        return std::nullopt;
    const quint32 size = littleAt(prepared.data, 1, 4);
    QByteArray block;
    while (block.size() < qsizetype(size)) {
        const auto at = static_cast<quint32>(block.size());
        const quint32 length = qMin(size - at, static_cast<quint32>(pieceSize));
        send(1504, little(at, 4) + little(length, 4));
        const std::optional<QByteArray> piece = transfer();
        if (!piece || piece->isEmpty())
            return std::nullopt;
        block.append(*piece);
    }
    return block;
}

std::optional<QByteArray> RawClient::transfer()
{
    const RawPacket first = next();
    if (first.code == kData || first.code == kAckData)
        return first.data;
    if (first.code != kPrepareData)
        return std::nullopt;
    const qsizetype length = littleAt(first.data, 0, 4);
    std::map<int, QByteArray> parts;
    qsizetype received = 0;
    bool isAcknowledged = false;
    while (received < length || !isAcknowledged) {
        const RawPacket packet = next();
        if (packet.code == kAckOk)
            isAcknowledged = true;
        else if (packet.code != kData)
            return std::nullopt;
        else if (parts.emplace(packet.session, packet.data).second)
            received += packet.data.size();
    }
    QByteArray data;
    for (const auto &[index, part] : parts)
        data.append(part);
    return data;
}

QByteArray RawClient::read(qsizetype size)
{
    // What is expected may take its time; what would be too much gets a moment only.
    while (m_input.size() < size && fill(kPatience)) {
    }
    while (fill(kMoment)) {
    }
    return m_input;
}

bool RawClient::isClosed(int milliseconds)
{
    return m_socket->state() == QAbstractSocket::UnconnectedState ||
           m_socket->waitForDisconnected(milliseconds);
}

void RawClient::close()
{
    m_socket->disconnectFromHost();
    if (m_socket->state() != QAbstractSocket::UnconnectedState)
        m_socket->waitForDisconnected(kPatience);
}

} // namespace rollcall::test
