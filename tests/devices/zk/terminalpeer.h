// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/api/devicedriver.h"
#include "devices/zk/zkpacket.h"
#include "tests/devices/zk/simfixture.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QTcpServer>
#include <QThread>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

class QTcpSocket;

namespace rollcall::test {

/// What a TerminalPeer holds. Only to be touched in with() and in a script.
struct PeerMemory
{
    int userSize = 72;
    QMap<quint16, QByteArray> users; ///< by uid
    QByteArray log;                  ///< records without the total
    QByteArray counters;             ///< the whole answer; empty = it refuses the question
    QHash<QByteArray, QByteArray> options;
    quint32 clock = 0;
    bool isEnabled = true;
    QList<zk::Packet> requests; ///< all that came, in order
};

/// A terminal for tests that need to say byte for byte what it holds and answers: what no
/// well-behaved terminal does, and no simulator offers. Listens on 127.0.0.1 on a thread of its
/// own.
class TerminalPeer
{
public:
    /// What to answer to a request instead of the usual: packets whose code, data and (for events)
    /// session count. nullopt = the usual; an empty list = nothing.
    using Script =
        std::function<std::optional<QList<zk::Packet>>(PeerMemory &, const zk::Packet &)>;

    explicit TerminalPeer(Script script = {});
    ~TerminalPeer();
    TerminalPeer(const TerminalPeer &) = delete;
    TerminalPeer &operator=(const TerminalPeer &) = delete;

    quint16 port() const { return m_port; }
    /// Runs @p look with the memory, while no request is answered.
    void with(const std::function<void(PeerMemory &)> &look);
    /// How often a command came.
    int count(zk::Code code);
    /// Sends a packet as it is to every client, as an event. From any thread.
    void sendEvent(quint16 event, const QByteArray &data);
    /// Closes all connections. From any thread.
    void hangUp();

    Result<std::unique_ptr<DeviceSession>> open(const SessionControl &control,
                                                const WireSettings &wire = {}) const;

private:
    void accept();
    void answer(QTcpSocket &socket, const zk::Packet &request);
    QList<zk::Packet> usual(const zk::Packet &request);

    const Script m_script;
    NoonClock m_clock;
    std::unique_ptr<DeviceDriver> m_driver;
    std::mutex m_mutex;
    PeerMemory m_memory;
    QThread m_thread;
    std::unique_ptr<QTcpServer> m_server; ///< lives on m_thread
    quint16 m_port = 0;
};

/// A packet of an answer.
zk::Packet packet(zk::Code code, const QByteArray &data = {});
/// Shorthand for a script's answer of one packet.
std::optional<QList<zk::Packet>> only(zk::Code code, const QByteArray &data = {});

/// A 72- or 28-byte user record with bytes in every field that no draft sets.
QByteArray userRecord(int size, quint16 uid, const QByteArray &userId, const QByteArray &name,
                      quint32 card = 0, const QByteArray &password = {}, quint8 privilege = 0);

/// A 92-byte answer to GET_FREE_SIZES.
QByteArray counterBlock(qint32 users, qint32 logs, qint32 usersCapacity = 1000,
                        qint32 logsCapacity = 100000);

/// A 40-byte log record.
QByteArray logRecord(const QByteArray &userId, const QString &at);

} // namespace rollcall::test
