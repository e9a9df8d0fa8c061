// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/terminalpeer.h"

#include "core/domain/walltime.h"
#include "devices/zk/zkbytes.h"
#include "devices/zk/zkdriver.h"
#include "devices/zk/zktime.h"

#include <QHostAddress>
#include <QTcpSocket>

#include <utility>

namespace rollcall::test {

using zk::Code;
using zk::Packet;

namespace {

constexpr quint16 kSession = 0x2B67;

QByteArray block(const QByteArray &records)
{
    QByteArray bytes;
    zk::appendU32(bytes, static_cast<quint32>(records.size()));
    return bytes + records;
}

void put(QByteArray &record, qsizetype at, const QByteArray &bytes)
{
    record.replace(at, bytes.size(), bytes);
}

/// Behind the NUL of a text stands what was there before (Q10).
QByteArray textField(const QByteArray &text, qsizetype size)
{
    QByteArray field = text;
    field.append('\0').append("an older and longer text");
    return field.left(size);
}

} // namespace

TerminalPeer::TerminalPeer(Script script)
    : m_script(std::move(script))
    , m_driver(std::make_unique<ZkDriver>(m_clock))
    , m_server(std::make_unique<QTcpServer>())
{
    m_memory.options.insert("~SerialNumber", "PEER0001");
    if (!m_server->listen(QHostAddress::LocalHost, 0))
        qFatal("no port for a terminal");
    m_port = m_server->serverPort();
    QObject::connect(m_server.get(), &QTcpServer::newConnection, m_server.get(),
                     [this] { accept(); });
    m_server->moveToThread(&m_thread);
    m_thread.start();
}

TerminalPeer::~TerminalPeer()
{
    QMetaObject::invokeMethod(
        m_server.get(), [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void TerminalPeer::with(const std::function<void(PeerMemory &)> &look)
{
    const std::lock_guard lock(m_mutex);
    look(m_memory);
}

int TerminalPeer::count(Code code)
{
    int found = 0;
    with([&](PeerMemory &memory) {
        for (const Packet &request : std::as_const(memory.requests))
            found += request.code == code ? 1 : 0;
    });
    return found;
}

void TerminalPeer::sendEvent(quint16 event, const QByteArray &data)
{
    QMetaObject::invokeMethod(
        m_server.get(),
        [this, event, data] {
            for (QTcpSocket *socket : m_server->findChildren<QTcpSocket *>())
                socket->write(zk::encodeFrame(Code::Event, event, 0, data));
        },
        Qt::BlockingQueuedConnection);
}

void TerminalPeer::hangUp()
{
    const auto close = [this] {
        for (QTcpSocket *socket : m_server->findChildren<QTcpSocket *>())
            socket->abort();
    };
    if (QThread::currentThread() == &m_thread) // a script
        close();
    else
        QMetaObject::invokeMethod(m_server.get(), close, Qt::BlockingQueuedConnection);
}

Result<std::unique_ptr<DeviceSession>> TerminalPeer::open(const SessionControl &control,
                                                          const WireSettings &wire) const
{
    return m_driver->open({QStringLiteral("127.0.0.1"), m_port, {}, wire}, control);
}

void TerminalPeer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        auto cutter = std::make_shared<zk::FrameCutter>();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, cutter] {
            cutter->append(socket->readAll());
            Packet request;
            while (cutter->next(request) == zk::FrameCutter::Cut::Packet)
                answer(*socket, request);
        });
    }
}

void TerminalPeer::answer(QTcpSocket &socket, const Packet &request)
{
    if (request.code == Code::AckOk)
        return; // of an event
    QList<Packet> answers;
    {
        const std::lock_guard lock(m_mutex);
        m_memory.requests.append(request);
        std::optional<QList<Packet>> scripted =
            m_script ? m_script(m_memory, request) : std::nullopt;
        answers = scripted ? *std::move(scripted) : usual(request);
    }
    for (const Packet &each : std::as_const(answers)) {
        const bool isEvent = each.code == Code::Event;
        socket.write(zk::encodeFrame(each.code, isEvent ? each.session : kSession,
                                     isEvent ? quint16(0) : request.reply, each.data));
    }
}

QList<Packet> TerminalPeer::usual(const Packet &request)
{
    const QByteArrayView data(request.data);
    switch (request.code) {
    case Code::ReadOption: {
        const QByteArray name = zk::untilNul(data).toByteArray();
        const auto value = m_memory.options.constFind(name);
        if (value == m_memory.options.cend())
            return {packet(Code::AckError)};
        return {packet(Code::AckOk, name + '=' + *value + '\0')};
    }
    case Code::FreeSizes:
        return {m_memory.counters.isEmpty() ? packet(Code::AckError)
                                            : packet(Code::AckOk, m_memory.counters)};
    case Code::PrepareBuffer: {
        const bool isLog = zk::u16At(data, 1) == static_cast<quint16>(Code::ReadLogs);
        return {packet(Code::Data, block(isLog ? m_memory.log : m_memory.users.values().join()))};
    }
    case Code::WriteUser:
        if (data.size() != m_memory.userSize)
            return {packet(Code::AckError)};
        m_memory.users.insert(zk::u16At(data, 0), request.data);
        break;
    case Code::DeleteUser:
        m_memory.users.remove(zk::u16At(data, 0));
        break;
    case Code::ClearLogs:
        m_memory.log.clear();
        break;
    case Code::ReadTime: {
        QByteArray time;
        zk::appendU32(time, m_memory.clock);
        return {packet(Code::AckOk, time)};
    }
    case Code::WriteTime:
        m_memory.clock = zk::u32At(data, 0);
        break;
    case Code::EnableDevice:
    case Code::DisableDevice:
        m_memory.isEnabled = request.code == Code::EnableDevice;
        break;
    default:
        break;
    }
    return {packet(Code::AckOk)};
}

Packet packet(Code code, const QByteArray &data)
{
    Packet made;
    made.code = code;
    made.data = data;
    return made;
}

std::optional<QList<Packet>> only(Code code, const QByteArray &data)
{
    return QList<Packet>{packet(code, data)};
}

QByteArray userRecord(int size, quint16 uid, const QByteArray &userId, const QByteArray &name,
                      quint32 card, const QByteArray &password, quint8 privilege)
{
    QByteArray head;
    zk::appendU16(head, uid);
    head.append(static_cast<char>(privilege));
    QByteArray record = head.leftJustified(size, '\0');
    QByteArray number;
    zk::appendU32(number, card);
    if (size == 28) {
        put(record, 3, password.leftJustified(5, '\0', true));
        put(record, 8, name.leftJustified(8, '\0', true));
        put(record, 16, number);
        put(record, 21, QByteArray("\x05\x34\x12", 3)); // group and time zones
        number.clear();
        zk::appendU32(number, userId.toUInt());
        put(record, 24, number);
        return record;
    }
    put(record, 3, textField(password, 8));
    put(record, 11, textField(name, 24));
    put(record, 35, number);
    put(record, 39, QByteArray("\x07\x01\x00\x21\x00\x22\x00\x23\x00", 9)); // group and time zones
    put(record, 48, textField(userId, 24));
    return record;
}

QByteArray counterBlock(qint32 users, qint32 logs, qint32 usersCapacity, qint32 logsCapacity)
{
    QByteArray counters;
    for (int at = 0; at < 92; at += 4) {
        qint32 value = 0;
        if (at == 16)
            value = users;
        else if (at == 32)
            value = logs;
        else if (at == 60)
            value = usersCapacity;
        else if (at == 64)
            value = logsCapacity;
        zk::appendU32(counters, static_cast<quint32>(value));
    }
    return counters;
}

QByteArray logRecord(const QByteArray &userId, const QString &at)
{
    QByteArray record;
    zk::appendU16(record, 1);
    record.append(userId.leftJustified(24, '\0', true));
    record.append('\x01');
    zk::appendU32(record, zk::encodeTime4(WallTime::parse(at)).value_or(0));
    return record.leftJustified(40, '\0');
}

} // namespace rollcall::test
