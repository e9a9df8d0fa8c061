// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zktransport.h"

#include "core/base/log.h"

#include <QCoreApplication>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <utility>

namespace rollcall {

namespace {

constexpr int kSliceMs = 50;
constexpr qint64 kReadBuffer = 256LL * 1024;

/// Makes the connection on a thread of its own with an event loop, because a QTcpSocket that blocks
/// in waitForConnected() can be neither cancelled nor asked in slices (it gives up at each
/// time-out), and a name would be looked up without any limit. Ends by its own timer, or at once
/// after quit().
class Connector : public QThread
{
public:
    Connector(const Endpoint &endpoint, int milliseconds)
        : m_endpoint(endpoint)
        , m_milliseconds(milliseconds)
        , m_home(QThread::currentThread())
    {
        setObjectName(QStringLiteral("zk-connect"));
    }

    // Only after the thread has ended:
    std::unique_ptr<QTcpSocket> takeSocket() { return std::move(m_socket); }
    Error error() const
    {
        if (m_problem == QAbstractSocket::ConnectionRefusedError)
            return errors::refused(m_endpoint.host, m_endpoint.port);
        return errors::unreachable(m_endpoint.host, m_endpoint.port, m_detail);
    }

protected:
    void run() override
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->setProxy(QNetworkProxy::NoProxy);
        socket->setReadBufferSize(kReadBuffer);
        QObject scope; // ends the connections below before the socket moves on
        connect(socket.get(), &QTcpSocket::connected, &scope, [this] { quit(); });
        connect(socket.get(), &QTcpSocket::errorOccurred, &scope, [this] { quit(); });
        QTimer::singleShot(m_milliseconds, &scope, [this] { quit(); });
        socket->connectToHost(m_endpoint.host, m_endpoint.port);
        exec();
        if (socket->state() == QAbstractSocket::ConnectedState) {
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            socket->moveToThread(m_home);
            m_socket = std::move(socket);
            return;
        }
        m_problem = socket->error();
        m_detail = m_problem == QAbstractSocket::UnknownSocketError
                       ? QStringLiteral("no connection within %1 ms").arg(m_milliseconds)
                       : socket->errorString();
    }

private:
    const Endpoint m_endpoint;
    const int m_milliseconds;
    QThread *const m_home;
    std::unique_ptr<QTcpSocket> m_socket;
    QAbstractSocket::SocketError m_problem = QAbstractSocket::UnknownSocketError;
    QString m_detail;
};

QString stepText(ZkStep step)
{
    const char *text = nullptr;
    switch (step) {
    case ZkStep::Greeting:
        text = QT_TRANSLATE_NOOP("rollcall::zk", "it did not answer the greeting");
        break;
    case ZkStep::Key:
        text = QT_TRANSLATE_NOOP("rollcall::zk", "it did not answer the communication key");
        break;
    case ZkStep::Command:
        text = QT_TRANSLATE_NOOP("rollcall::zk", "it did not answer a request");
        break;
    case ZkStep::Preparing:
        text = QT_TRANSLATE_NOOP("rollcall::zk", "it did not make its data ready");
        break;
    case ZkStep::Transfer:
        text = QT_TRANSLATE_NOOP("rollcall::zk", "in the middle of its data");
        break;
    case ZkStep::GoodBye:
        text = QT_TRANSLATE_NOOP("rollcall::zk", "it did not answer the good-bye");
        break;
    }
    return QCoreApplication::translate("rollcall::zk", text);
}

} // namespace

ZkPatience::ZkPatience(ZkStep step, int milliseconds, bool restarts)
    : m_step(step)
    , m_milliseconds(milliseconds)
    , m_restarts(restarts)
    , m_deadline(milliseconds)
{}

void ZkPatience::bytesCame()
{
    if (m_restarts)
        m_deadline.setRemainingTime(m_milliseconds);
}

Error ZkPatience::error() const
{
    return errors::timeout(stepText(m_step), m_milliseconds);
}

Result<std::unique_ptr<ZkTransport>> ZkTransport::connectTo(const Endpoint &endpoint,
                                                            const SessionControl &control)
{
    Connector connector(endpoint, control.limits.connectMs);
    connector.start();
    {
        // Registered after start(), which would forget an earlier quit(); a stop in between runs it
        // at once.
        const std::stop_callback onStop(control.stop, [&connector] { connector.quit(); });
        connector.wait(); // no longer than the connector's own timer
    }
    std::unique_ptr<QTcpSocket> socket = connector.takeSocket();
    if (control.stop.stop_requested())
        return errors::cancelled();
    if (!socket)
        return connector.error();
    return std::unique_ptr<ZkTransport>(new ZkTransport(std::move(socket), control.stop));
}

ZkTransport::ZkTransport(std::unique_ptr<QTcpSocket> socket, std::stop_token stop)
    : m_socket(std::move(socket))
    , m_stop(std::move(stop))
{}

ZkTransport::~ZkTransport()
{
    close();
}

Result<> ZkTransport::send(QByteArrayView frame, ZkPatience patience)
{
    if (!isOpen() || m_socket->write(frame.data(), frame.size()) != frame.size())
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

Result<zk::Packet> ZkTransport::receive(ZkPatience &patience)
{
    zk::Packet packet;
    while (true) {
        if (isCancelled())
            return errors::cancelled();
        switch (m_cutter.next(packet)) {
        case zk::FrameCutter::Cut::Packet:
            if (!packet.checksumOk)
                qCInfo(lcZk, "A packet with code %d has a wrong checksum; it is taken as it is.",
                       static_cast<int>(packet.code));
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
        const QByteArray bytes = m_socket->read(kReadBuffer);
        if (!bytes.isEmpty()) {
            m_cutter.append(bytes);
            patience.bytesCame();
        }
    }
}

bool ZkTransport::isOpen() const
{
    return m_socket->state() == QAbstractSocket::ConnectedState;
}

void ZkTransport::close()
{
    m_socket->abort();
}

Error ZkTransport::lost() const
{
    return errors::connectionLost(m_socket->errorString());
}

Error ZkTransport::brokenStream()
{
    close();
    if (m_cutter.isFresh())
        return errors::notZk(QStringLiteral("the first bytes are not those of a packet"));
    return errors::protocolViolation(
        QCoreApplication::translate("rollcall::zk", "its data lost the order of packets"),
        QStringLiteral("broken after %1 packets").arg(m_cutter.packets()));
}

} // namespace rollcall
