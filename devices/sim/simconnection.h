// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "devices/sim/simdevice.h"
#include "devices/sim/simoutlet.h"

#include <QObject>

#include <atomic>
#include <memory>

class QTcpSocket;

namespace rollcall {

namespace sim {
struct Request;
}

/// What happened at a simulated terminal; any thread may look.
struct SimTally
{
    std::atomic<int> connections = 0;
    std::atomic<int> logins = 0;
    std::atomic<int> exits = 0;
    std::atomic<int> pieces = 0; ///< READ_BUFFER requests
    std::atomic<int> eventAcks = 0;
    std::atomic<int> badChecksums = 0; ///< of clients
    std::atomic<int> disables = 0;
    std::atomic<bool> isEnabled = true;
};

/// One client of a simulated terminal. Requests are answered in order, also when they come
/// pipelined, in pieces or several at once (zk-protocol.md, section 22). Deletes itself when the
/// client has gone. Thread: the socket's.
class SimConnection : public QObject
{
    Q_OBJECT

public:
    /// @p number counts the terminal's connections from 1. Takes the socket over.
    SimConnection(QTcpSocket *socket, std::shared_ptr<const SimDevice> device, const Clock &clock,
                  std::shared_ptr<SimTally> tally, int number, QObject *parent);

private:
    /// What is left to send of a block that was asked for.
    struct Transfer
    {
        quint16 reply = 0;
        qint64 at = 0;
        qint64 end = 0;
        quint16 index = 0;
        bool isActive = false;
    };

    void takeBytes();
    void sendMore();
    void answer(const sim::Request &request);
    void answerConnect(const sim::Request &request);
    void answerCommand(const sim::Request &request);
    void answerOption(const sim::Request &request);
    void prepareBuffer(const sim::Request &request);
    void answerPlain(const sim::Request &request);
    void readBuffer(const sim::Request &request);
    bool loadBlock(int inner, int function);
    void startTransfer(quint16 reply, qint64 start, qint64 length);
    void sendTransferPart();
    QByteArray blockBytes(qint64 start, qint64 length) const;
    void reply(const sim::Request &request, quint16 code, const QByteArray &data = {});
    void sendGarbage();
    QByteArray packet(quint16 code, quint16 session, quint16 reply, const QByteArray &data);
    quint32 packedClock() const;

    QTcpSocket *const m_socket;
    const std::shared_ptr<const SimDevice> m_device;
    const Clock &m_clock;
    const std::shared_ptr<SimTally> m_tally;
    const SimFaultSet m_faults;
    const quint16 m_session;
    SimOutlet m_outlet;
    QByteArray m_input;
    bool m_isAuthorized = false;
    int m_packets = 0;
    int m_pieces = 0;
    std::optional<SimLogBlock> m_logs; ///< the block in the buffer, when it is the log
    QByteArray m_block;                ///< the block in the buffer, when it is another
    qint64 m_blockSize = 0;
    Transfer m_transfer;
};

} // namespace rollcall
