// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkconnector.h"

#include "devices/zk/zktransport.h"

#include <QDeadlineTimer>
#include <QHostInfo>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace rollcall {

namespace {

constexpr qint64 kReadBuffer = 256LL * 1024;

void tell(const SessionControl &control, OpenStage stage, const QString &finding = {})
{
    if (control.onStage)
        control.onStage(stage, finding);
}

/// Tries addresses one after another until one takes the connection.
class Dialer : public QObject
{
public:
    explicit Dialer(quint16 port)
        : m_port(port)
    {}

    void start(const QList<QHostAddress> &addresses)
    {
        m_addresses = addresses;
        tryNext();
    }
    const QTcpSocket *socket() const { return m_socket.get(); }
    std::unique_ptr<QTcpSocket> takeSocket()
    {
        m_socket->disconnect(this);
        return std::move(m_socket);
    }

    QHostAddress address; ///< of the last attempt
    QAbstractSocket::SocketError problem = QAbstractSocket::UnknownSocketError;
    QString detail;

private:
    void tryNext()
    {
        if (m_addresses.isEmpty()) {
            thread()->quit();
            return;
        }
        address = m_addresses.takeFirst();
        m_socket = std::make_unique<QTcpSocket>();
        m_socket->setProxy(QNetworkProxy::NoProxy);
        m_socket->setReadBufferSize(kReadBuffer);
        connect(m_socket.get(), &QTcpSocket::connected, this, [this] { thread()->quit(); });
        // Queued, because the socket that tells of its error is replaced.
        connect(
            m_socket.get(), &QTcpSocket::errorOccurred, this,
            [this](QAbstractSocket::SocketError error) {
                problem = error;
                detail = m_socket->errorString();
                tryNext();
            },
            Qt::QueuedConnection);
        m_socket->connectToHost(address, m_port);
    }

    QList<QHostAddress> m_addresses;
    const quint16 m_port;
    std::unique_ptr<QTcpSocket> m_socket;
};

/// Terminals speak IPv4, so these addresses come first.
QList<QHostAddress> inOrder(QList<QHostAddress> addresses)
{
    std::stable_partition(addresses.begin(), addresses.end(), [](const QHostAddress &each) {
        return each.protocol() == QAbstractSocket::IPv4Protocol;
    });
    return addresses;
}

} // namespace

ZkConnector::ZkConnector(const Endpoint &endpoint, int milliseconds)
    : m_endpoint(endpoint)
    , m_milliseconds(milliseconds)
    , m_home(QThread::currentThread())
{
    setObjectName(QStringLiteral("zk-connect"));
}

Result<ZkConnector::Found> ZkConnector::find(const Endpoint &endpoint,
                                             const SessionControl &control)
{
    ZkConnector connector(endpoint, control.limits.connectMs);
    connector.start();
    {
        // Registered after start(), which would forget an earlier quit(); a stop in between runs it
        // at once.
        const std::stop_callback onStop(control.stop, [&connector] { connector.quit(); });
        while (!connector.wait(QDeadlineTimer(ZkTransport::kSliceMs))) // its own timer ends it
            connector.tellName(control);
    }
    if (control.stop.stop_requested())
        return errors::cancelled();
    connector.tellName(control);
    const bool isRefused = connector.m_problem == QAbstractSocket::ConnectionRefusedError;
    if (connector.m_socket || isRefused)
        tell(control, OpenStage::HostReached);
    const bool isUdp = endpoint.wire.transport == WireTransport::Udp;
    if (isUdp ? !connector.m_address : !connector.m_socket)
        return connector.error();
    if (!isUdp)
        tell(control, OpenStage::PortOpen);
    return Found{*connector.m_address, std::move(connector.m_socket)};
}

void ZkConnector::run()
{
    Dialer dialer(m_endpoint.port); // ends with the thread, and all that is under way with it
    QTimer::singleShot(m_milliseconds, &dialer, [this] { quit(); });
    const auto dial = [this, &dialer](const QList<QHostAddress> &addresses) {
        setAddress(addresses.first());
        if (m_endpoint.wire.transport == WireTransport::Udp)
            quit();
        else
            dialer.start(addresses);
    };
    QHostAddress literal;
    if (literal.setAddress(m_endpoint.host)) {
        dial({literal});
    } else {
        QHostInfo::lookupHost(m_endpoint.host, &dialer, [this, &dial](const QHostInfo &info) {
            m_hasNoName = info.addresses().isEmpty();
            m_detail = info.errorString();
            if (m_hasNoName)
                quit();
            else
                dial(inOrder(info.addresses()));
        });
    }
    exec();
    if (!dialer.socket())
        return;
    if (dialer.socket()->state() == QAbstractSocket::ConnectedState) {
        m_socket = dialer.takeSocket();
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_socket->moveToThread(m_home);
        setAddress(dialer.address);
        return;
    }
    m_problem = dialer.problem;
    m_detail = dialer.detail;
}

void ZkConnector::setAddress(const QHostAddress &address)
{
    const std::lock_guard lock(m_mutex);
    m_address = address;
}

void ZkConnector::tellName(const SessionControl &control)
{
    QHostAddress address;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_address || m_isNameTold)
            return;
        address = *m_address;
    }
    m_isNameTold = true;
    tell(control, OpenStage::NameResolved, address.toString());
}

Error ZkConnector::error() const
{
    if (m_hasNoName)
        return errors::unknownName(m_endpoint.host, m_detail);
    if (m_problem == QAbstractSocket::ConnectionRefusedError)
        return errors::refused(m_endpoint.host, m_endpoint.port);
    // Without a problem of its own it was the timer that ended it.
    const bool isLate = m_problem == QAbstractSocket::UnknownSocketError;
    const QString late = QStringLiteral("no connection within %1 ms").arg(m_milliseconds);
    return errors::unreachable(m_endpoint.host, m_endpoint.port, isLate ? late : m_detail);
}

} // namespace rollcall
