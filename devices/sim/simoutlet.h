// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/sim/simfaults.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>

class QTcpSocket;

namespace rollcall {

/// What leaves a simulated terminal: packets one after the other, with pauses, in pieces, or all at
/// once, until a fault ends it. Never holds more than a part of one answer and events; @p refill is
/// asked for the next when all has gone out. Thread: the socket's.
class SimOutlet : public QObject
{
    Q_OBJECT

public:
    SimOutlet(QTcpSocket *socket, const SimFaultSet &faults, int pauseMs,
              std::function<void()> refill, QObject *parent);

    void put(const QByteArray &packet);
    /// Sends nothing for so long.
    void wait(int milliseconds);
    /// Sends what is waiting as far as the socket takes it.
    void pump();
    bool isEmpty() const { return m_queue.isEmpty(); }

private:
    QByteArray takePiece();
    void write(QByteArray piece);

    QTcpSocket *const m_socket;
    const SimFaultSet m_faults;
    const int m_pauseMs;
    const std::function<void()> m_refill;
    QTimer m_timer;
    QList<QByteArray> m_queue;
    qint64 m_sent = 0;
    qint64 m_frames = 0;
    bool m_endsWhenEmpty = false;
    bool m_isDead = false;
    bool m_isPumping = false;
};

} // namespace rollcall
