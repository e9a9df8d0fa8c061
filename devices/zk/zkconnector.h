// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "devices/api/endpoint.h"

#include <QAbstractSocket>
#include <QHostAddress>
#include <QTcpSocket>
#include <QThread>

#include <memory>
#include <mutex>
#include <optional>

namespace rollcall {

/// Finds a terminal and, over TCP, connects to it, on a thread of its own with an event loop:
/// because a QTcpSocket that blocks in waitForConnected() can be neither cancelled nor asked in
/// slices (it gives up at each time-out), and a name would be looked up without any limit. Ends by
/// its own timer, or at once after quit().
class ZkConnector : public QThread
{
    Q_OBJECT

public:
    struct Found
    {
        QHostAddress address;
        std::unique_ptr<QTcpSocket> socket; ///< TCP: connected, of the calling thread; else empty
    };
    /// Blocks until the address is known and, over TCP, the connection stands. Tells the stages up
    /// to PortOpen (UDP: NameResolved) on the calling thread. Errors: Unreachable (no such name,
    /// refused, no route, not in time), Cancelled.
    static Result<Found> find(const Endpoint &endpoint, const SessionControl &control);

protected:
    void run() override;

private:
    ZkConnector(const Endpoint &endpoint, int milliseconds);

    void setAddress(const QHostAddress &address);
    void tellName(const SessionControl &control);
    Error error() const;

    const Endpoint m_endpoint;
    const int m_milliseconds;
    QThread *const m_home;
    bool m_isNameTold = false; ///< of the calling thread

    std::mutex m_mutex;
    std::optional<QHostAddress> m_address; ///< under the mutex

    // Only after the thread has ended:
    std::unique_ptr<QTcpSocket> m_socket;
    bool m_hasNoName = false;
    QAbstractSocket::SocketError m_problem = QAbstractSocket::UnknownSocketError;
    QString m_detail;
};

} // namespace rollcall
