// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QUrl>

#include <memory>
#include <optional>
#include <stop_token>

class QTcpSocket;

namespace rollcall {

/// What came back to a simulated terminal.
struct SimHttpAnswer
{
    int status = 0;
    QList<QPair<QByteArray, QByteArray>> fields;
    QByteArray body;

    QByteArray value(QByteArrayView lowerName) const;
};

/// HTTP as terminals speak it, odd habits included; bounded and blocking. Belongs to one thread,
/// which may block.
class SimHttp
{
public:
    struct Habits
    {
        bool closeEach = false;   ///< "Connection: close", a new connection for each request
        bool withoutHost = false; ///< HTTP/1.1 without a Host field
        bool slowBody = false;    ///< the body in small pieces
        bool loseAnswer = false;  ///< hangs up before it reads the next answer, once
        int deadlineMs = 30'000;
    };

    SimHttp(QUrl server, Habits habits);
    ~SimHttp();
    SimHttp(const SimHttp &) = delete;
    SimHttp &operator=(const SimHttp &) = delete;

    /// @p target with its query, as it goes out. nullopt: not reached, cut, or stopped.
    std::optional<SimHttpAnswer> request(const QByteArray &method, const QByteArray &target,
                                         const QList<QPair<QByteArray, QByteArray>> &fields,
                                         const QByteArray &body, const std::stop_token &stop);
    void loseNextAnswer() { m_habits.loseAnswer = true; }

private:
    bool connectSocket(const std::stop_token &stop);
    bool send(const QByteArray &bytes, const std::stop_token &stop);
    std::optional<SimHttpAnswer> receive(const std::stop_token &stop);
    bool readMore(QByteArray &bytes, const std::stop_token &stop, qint64 deadline);
    void drop();

    const QUrl m_server;
    Habits m_habits;
    std::unique_ptr<QTcpSocket> m_socket;
};

} // namespace rollcall
