// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/devices/push/pushfixture.h"
#include "tests/devices/push/rawclient.h"
#include "tests/support/testmain.h"

#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <vector>

namespace rollcall::test {

/// Bytes of memory that this program holds; -1 where the system does not tell.
qint64 residentBytes();

/// Short times, no rates: what an attacker gains must not depend on those.
push::PushLimits underAttack();

/// After this every connection that does not end by itself has been ended: the longest deadline,
/// the answer to it, and what a busy machine adds.
inline constexpr int kAllOverMs = (800 + 700 + 300 + 3000) * kSlowness;
/// Bounded is enough here; how fast the listener is shows bench_push.
inline constexpr int kPatienceMs = 1500 * kSlowness;

/// The memory that is held may not have grown by more than @p mostBytes.
class MemoryCheck
{
public:
    explicit MemoryCheck(qint64 mostBytes)
        : m_most(mostBytes)
    {}
    bool holds() const
    {
        // Sanitizers keep freed memory on purpose.
        return m_before < 0 || kSlowness > 1 || residentBytes() - m_before < m_most;
    }

private:
    const qint64 m_most;
    const qint64 m_before = residentBytes();
};

/// Ends the sending half of a connection and leaves the other one open.
void closeSendingHalf(QTcpSocket &socket);

/// Many connections at once that nobody waits for.
class Swarm
{
public:
    Swarm(quint16 port, int count);

    /// Every one sends these bytes as soon as it can.
    void send(const QByteArray &bytes);
    /// From now on each sends one byte every few milliseconds for as long as it stands.
    void trickle(char byte);
    int open() const;
    /// Waits until the server has ended every one.
    bool areAllClosed(int milliseconds);

private:
    std::vector<std::unique_ptr<QTcpSocket>> m_sockets;
    QTimer m_timer;
};

/// Sends @p head and then up to @p size bytes in pieces, no faster than they are taken, until it is
/// cut or has an answer. Answers how many bytes went out.
qint64 flood(RawClient &client, const QByteArray &head, const QByteArray &piece, qint64 size);

/// A client that does everything right, and how long it has waited for an answer at most.
class HealthyClient
{
public:
    explicit HealthyClient(PushFixture &fixture)
        : m_fixture(fixture)
    {}

    /// Pushes one punch that nobody pushed before, over the connection it has, or a new one when
    /// that has ended. False: it was not stored.
    bool push();
    qint64 slowestMs() const { return m_slowestMs; }

private:
    PushFixture &m_fixture;
    std::unique_ptr<RawClient> m_client;
    qint64 m_slowestMs = 0;
    int m_pushed = 0;
};

} // namespace rollcall::test
