// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QThread>

class QHttpServer;

namespace rollcall::bench {

/// The HTTP library alone: a route that parses the JSON body and answers as the product does, on a
/// thread of its own, storing nothing.
class BareServer
{
public:
    BareServer();
    ~BareServer();
    BareServer(const BareServer &) = delete;
    BareServer &operator=(const BareServer &) = delete;

    quint16 port() const { return m_port; }

private:
    QThread m_thread;
    QHttpServer *m_server = nullptr; ///< lives on m_thread, deleted there
    quint16 m_port = 0;
};

} // namespace rollcall::bench
