// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/sim/simdevice.h"
#include "devices/sim/simzkserver.h"
#include "tests/devices/zk/rawclient.h"
#include "tests/support/fakeclock.h"

#include <QStringList>

#include <memory>

namespace rollcall::test {

/// A simulated terminal from options as they stand on a command line ("logs=20",
/// "fault=drop-frames=2", "udp"), and clients of it.
class RawTerminal
{
public:
    /// Fails the test when an option is refused or no port can be had. Without options: 3 users, 4
    /// logs.
    explicit RawTerminal(const QStringList &options = {});
    explicit RawTerminal(const SimOptions &options);

    FakeClock clock;
    const SimDevice &device() const { return m_server->device(); }
    SimMemory &memory() const { return device().memory(); }
    const SimTally &tally() const { return m_server->tally(); }
    quint16 port() const { return m_server->port(); }
    void punch(const QString &userId, int state, int verify)
    {
        m_server->punch(userId, state, verify);
    }
    RawClient tcp() const { return RawClient(port()); }
    RawClient udp() const { return RawClient(port(), RawClient::Carrier::Udp); }

private:
    std::unique_ptr<SimZkThread> m_server;
};

/// A user record as a client would write it (zk-protocol.md, section 9).
QByteArray writtenUser72(int uid, const QByteArray &userId, const QByteArray &name);
QByteArray writtenUser28(int uid, quint32 userId, const QByteArray &name);

} // namespace rollcall::test
